"""The Print and archive page."""

"""The Print & archive page."""

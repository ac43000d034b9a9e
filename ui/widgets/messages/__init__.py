"""Widgets that show messages: banners, toasts, progress, and empty pages."""

"""Widgets that tell something: banners, toasts, progress, empty pages."""

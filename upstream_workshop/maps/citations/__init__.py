"""Findings of discovery behind the factors and links of maps."""

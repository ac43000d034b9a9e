"""Foreign files in, frozen values out; no database here."""

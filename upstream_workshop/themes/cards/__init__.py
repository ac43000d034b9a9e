"""Cards on the wall: written, amended, imported, and moved into themes."""

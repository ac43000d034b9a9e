"""Evidence behind factors and links, beside the map."""

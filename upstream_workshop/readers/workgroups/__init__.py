"""Foreign files about workgroups after the residential."""

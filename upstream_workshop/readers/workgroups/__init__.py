"""Foreign files about workgroups: choices of themes, and forms that came back after the residential."""

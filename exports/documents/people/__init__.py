"""The people on paper: who was here, and how to reach those who agreed."""

"""What every canvas stands on: a view that zooms, and a picture of everything from far away."""

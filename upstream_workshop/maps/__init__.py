"""System maps: factors, links and loops."""

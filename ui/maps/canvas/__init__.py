"""The canvas of a map: its scene, painting and gestures, and its outline."""

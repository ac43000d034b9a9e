"""The canvas of a map with its scene, painting and gestures, and the outline."""

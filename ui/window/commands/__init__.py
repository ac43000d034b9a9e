"""The commands of the window, by keys and in the palette."""

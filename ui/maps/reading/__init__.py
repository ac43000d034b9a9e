"""Reading a map: its loops, steps, paths, pushes and sizes, beside the canvas and in the room."""

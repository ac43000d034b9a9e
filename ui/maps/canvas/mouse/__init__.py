"""What the mouse does on the canvas: which gesture a press begins, bending and snapping."""

"""What is done to the selected parts of a map: copying, arranging, bending, finding."""

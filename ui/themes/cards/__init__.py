"""Cards as they come: the entry line, its questions, pasted lists and proposed clusters."""

"""Import of files: chosen, read in a process of their own, previewed with questions, stored."""

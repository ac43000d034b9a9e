"""Pictures of printed pages: the first of each output in the catalogue, any page of a PDF."""

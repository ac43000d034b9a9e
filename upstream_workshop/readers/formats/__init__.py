"""File formats of tables: delimited text, Excel and OpenDocument, as rows of cells."""

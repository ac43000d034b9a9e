"""What is on the pages of a document beside its text: footers, cells of tables, pictures on larger sheets."""

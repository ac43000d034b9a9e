"""Plans in tables: what columns, rows and headings of them are."""

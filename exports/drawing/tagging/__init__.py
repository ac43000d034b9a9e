"""Tags in PDF, by which a screen reader follows headings, lists and tables (PDF/UA-1)."""

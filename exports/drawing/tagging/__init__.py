"""Tagged PDF, in which a screen reader can follow headings, lists and tables (PDF/UA-1)."""

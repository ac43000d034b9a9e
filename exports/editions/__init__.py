"""How much of the report is told, to whom: full, cohort and redacted, and what may still name somebody."""

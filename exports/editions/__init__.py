"""The editions of a report: full, cohort and redacted; and passages that may still name a person."""

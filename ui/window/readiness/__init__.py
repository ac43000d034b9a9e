"""The readiness check before a day: what is looked at, and the dialog with a remedy for each."""

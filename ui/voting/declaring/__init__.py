"""The declaration of ballots."""

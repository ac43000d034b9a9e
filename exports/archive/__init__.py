"""The archive of a residential: a sealed zip of its documents, and its verification."""

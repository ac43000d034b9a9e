"""Papers that organisers edit in a word processor."""

"""The command line and the window driven from outside, and all they write."""

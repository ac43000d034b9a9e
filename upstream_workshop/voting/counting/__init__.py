"""The counting rules: pure functions of papers and of what was declared, in exact arithmetic."""

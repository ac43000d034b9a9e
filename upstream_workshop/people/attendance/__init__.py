"""Who is there: checked in, late, gone, withdrawn, and who stands in for whom."""

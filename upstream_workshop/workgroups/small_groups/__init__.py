"""Small groups for blocks of the agenda: pairs, trios, fours or tables over several rounds."""

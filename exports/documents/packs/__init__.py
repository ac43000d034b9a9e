"""The take-home packs: a letter to each participant about what is theirs."""

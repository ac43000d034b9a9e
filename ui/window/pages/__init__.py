"""The pages in the window: loaded early, built when first asked for, and which has the keys."""

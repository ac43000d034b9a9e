"""The stages in which the sample residential is built, a file for each subject."""

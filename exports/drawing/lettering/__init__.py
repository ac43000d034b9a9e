"""Letters that Source Sans lacks: Noto's fonts, shaped and set by clusters."""

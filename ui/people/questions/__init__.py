"""The view of questions to the whole room and their counted answers."""

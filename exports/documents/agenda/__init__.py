"""The agenda on paper: for participants, for whoever runs it, on the wall, and as it really went."""

"""The room screen: what the projector shows, and how large it is written."""

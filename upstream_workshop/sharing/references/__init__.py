"""References in drafts to maps, votes, quotes and statements of the session, by name."""

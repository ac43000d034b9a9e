"""Plans of days from other tools: calendars, conference schedules, rundowns and tables."""

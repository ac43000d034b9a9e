"""The run of the day: the plan, the clock and the slip."""

"""The items of zones and notes on the canvas."""

"""What everything means that leaves as data, put together from what each room says of its own."""

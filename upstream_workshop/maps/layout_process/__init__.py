"""Layouts of large maps, calculated in a process of their own."""

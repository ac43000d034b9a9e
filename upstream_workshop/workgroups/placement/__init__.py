"""Placing people in workgroups by a solver, in a process of its own."""

"""The placement of people in workgroups, by a solver in a process of its own."""

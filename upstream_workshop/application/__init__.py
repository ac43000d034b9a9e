"""The operations on a session that the window and the command line share; nothing here uses Qt."""

"""Changing a journal's settings, with all that follows from it."""

"""Dates: when each part of a roadmap begins and ends."""

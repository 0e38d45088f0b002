"""Roadmaps as text: YAML, checklists, tables, calendars."""

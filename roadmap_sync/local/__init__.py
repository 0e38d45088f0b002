"""The embedded tracker: issues, milestones and labels in one SQLite file, for work without GitHub."""

"""A roadmap file brought up to a newer source."""

"""The only room with a door to GitHub: reads a State from it, carries steps out on it, decides nothing."""

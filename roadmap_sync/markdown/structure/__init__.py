"""What a document is made of: its heads, its tables, what its signs mean in it."""

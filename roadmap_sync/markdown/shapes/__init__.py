"""Which parts of a document are its phases, and which are none."""

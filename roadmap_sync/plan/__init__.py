"""The wanted state against the one found: who is who, what changes, in which order, and whether it is safe."""

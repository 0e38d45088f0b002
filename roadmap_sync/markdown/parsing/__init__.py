"""Bytes as a plain tree of blocks."""

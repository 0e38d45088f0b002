"""Showing: a value becomes text. Nothing here reads or writes; a module's name says what it shows and how."""

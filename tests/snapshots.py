"""Snapshots that read as people see the output: each a text file of its own beside its test."""

from __future__ import annotations

from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode


class TextFile(SingleFileSnapshotExtension):
    """A snapshot in a text file."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"

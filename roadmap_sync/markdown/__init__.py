"""Markdown roadmaps: in as YAML, and out again."""

from roadmap_sync.markdown.imported import Imported, Summary, import_text

__all__ = ["Imported", "Summary", "import_text"]

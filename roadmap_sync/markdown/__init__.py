"""Markdown roadmaps: in as YAML, and out again."""

from roadmap_sync.markdown.imported import Imported, Summary, import_text
from roadmap_sync.markdown.update import update_yaml

__all__ = ["Imported", "Summary", "import_text", "update_yaml"]

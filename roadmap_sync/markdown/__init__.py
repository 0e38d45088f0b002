"""Markdown roadmaps: in as YAML, and out again as checklists, tables and calendars."""

from roadmap_sync.markdown.exports import export_csv, export_ics, export_json
from roadmap_sync.markdown.imported import Imported, Summary, import_text
from roadmap_sync.markdown.marked import with_marks
from roadmap_sync.markdown.printing import export_markdown
from roadmap_sync.markdown.update import update_yaml

__all__ = [
    "Imported",
    "Summary",
    "export_csv",
    "export_ics",
    "export_json",
    "export_markdown",
    "import_text",
    "update_yaml",
    "with_marks",
]

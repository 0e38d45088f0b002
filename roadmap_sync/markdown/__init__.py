"""Markdown roadmaps: in as YAML, and out again as checklists.

An import goes through these packages, each of which knows only those before it (pyproject.toml has the contract):
`language` (what words, numbers, days and signs say), `parsing` (bytes to a tree of blocks), `structure` (heads, tables,
and what signs mean in this document), `content` (what stands below a head), `shapes` (which parts are the phases),
`building` (the roadmap). `writing` makes text of a roadmap, `updating` brings a file up to a newer source.
"""

from roadmap_sync.markdown.imported import Imported, Summary, import_text
from roadmap_sync.markdown.updating.update import update_yaml
from roadmap_sync.markdown.writing.marked import with_marks
from roadmap_sync.markdown.writing.printing import export_markdown, is_checklist

__all__ = [
    "Imported",
    "Summary",
    "export_markdown",
    "import_text",
    "is_checklist",
    "update_yaml",
    "with_marks",
]

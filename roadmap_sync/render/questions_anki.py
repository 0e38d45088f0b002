"""The questions of a roadmap as a text file for Anki's *File > Import*.

The headers are those of Anki's manual, "Importing > Text Files > File Headers"
(https://docs.ankiweb.net/importing/text-files.html). Importing a later file again updates the notes that are there.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from roadmap_sync.roadmap import keys
from roadmap_sync.roadmap.model import Option, Roadmap
from roadmap_sync.roadmap.outline import Outline, OutlineEntry, outline
from roadmap_sync.text import line

_COLUMNS = ("GUID", "Front", "Back", "Tags")
_HEADERS = (
    "#separator:tab",
    "#html:false",
    "#notetype:Basic",
    f"#guid column:{_COLUMNS.index('GUID') + 1}",
    f"#tags column:{_COLUMNS.index('Tags') + 1}",
    "#columns:" + "\t".join(_COLUMNS),
)


def export_anki(roadmap: Roadmap) -> str:
    """A note for every question: the question on the front, on the back where it comes from.

    The back holds no answer, since a roadmap has none: the learner writes it there. A question that several elements
    ask is one note. The deck has the roadmap's title.
    """
    out = io.StringIO()
    # Two colons would begin a deck inside a deck.
    out.write("\n".join([*_HEADERS, f"#deck:{re.sub(':{2,}', ':', line(roadmap.title))}"]) + "\n")
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerows(_notes(outline(roadmap)))
    return out.getvalue()


def is_anki(text: str) -> bool:
    """Whether a file's text is one that `export_anki` wrote: by its headers."""
    return tuple(text.splitlines()[: len(_HEADERS)]) == _HEADERS


def _notes(whole: Outline) -> Iterator[tuple[str, ...]]:
    known: set[str] = set()
    for entry in whole.entries:
        for question in () if isinstance(entry.value, Option) else entry.value.check_yourself:
            if question.key not in known:
                known.add(question.key)
                guid = keys.join(whole.roadmap.id, question.key)
                yield guid, line(question.question), _source(whole, entry), " ".join(_tags(whole, entry))


def _source(whole: Outline, entry: OutlineEntry) -> str:
    """``Python > Language > Functions``: the titles around it and its own."""
    around = (whole.by_key.get(key) for key in (entry.phase, entry.section) if key != entry.key)
    titles = [*(above.title for above in around if above), entry.title]
    return " > ".join(map(line, titles))


def _tags(whole: Outline, entry: OutlineEntry) -> Iterator[str]:
    """Tags without white space, which parts them: the roadmap, the phase below it, and the element's own."""
    phase = entry.phase or entry.key
    yield f"{whole.roadmap.id}::{keys.leaf(phase)}" if phase.count("/") else whole.roadmap.id
    yield from map(keys.slug, entry.tags)

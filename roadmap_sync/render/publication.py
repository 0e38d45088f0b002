"""What a report writes: the README with its regions, pictures and results beside it; and whether anything changed.

Every commit of ours touches the folder of pictures and results, and nothing else should: so ours are told from others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from posixpath import relpath

from roadmap_sync.cohort.measuring import result_of
from roadmap_sync.cohort.result import FOLDER, LearnerResult
from roadmap_sync.cohort.result_json import ResultError, dump, parse
from roadmap_sync.progress.model import Progress
from roadmap_sync.render import pictures, report_markdown
from roadmap_sync.roadmap.kept import kept_name, kept_text, parse_kept
from roadmap_sync.tracker import region

REPORT = "report"


@dataclass(frozen=True, slots=True)
class Publication:
    """Texts by path below the repository's top; those that differ from what is there in `changed`."""

    texts: Mapping[str, str]
    changed: tuple[str, ...]


def publication(
    progresses: Sequence[Progress],
    readme: str,
    there: Mapping[str, str],
    *,
    links: Mapping[str, str] | None = None,
    private: bool = False,
) -> Publication:
    """The README at path `readme`, the pictures and the results, given the texts that are `there` by path.

    The curricula that were read are kept beside them; private ones only where the repository is known to be `private`.
    Nothing changes where every region carries the fingerprint of its facts already and no picture is missing.
    """
    folder = relpath(FOLDER, readme.rpartition("/")[0] or ".")
    text = there.get(readme, "")
    pictured = () if _is_summary(text, progresses) else progresses
    drawn = {f"{FOLDER}/{name}": svg for progress in pictured for name, svg in pictures.files(progress).items()}
    # Changes with every region, so that each commit of a report touches the folder by which it is known as ours.
    drawn |= {f"{FOLDER}/{one.roadmap.id}.facts": f"{report_markdown.fingerprint(one)}\n" for one in progresses}
    results = _results(progresses, there) | _kept(progresses, there, private=private)
    if _is_current(text, progresses) and all(path in there for path in drawn):
        # Of results the day counts too, which moves once a week: so readers see that the report is still written.
        return Publication(results, tuple(path for path, new in results.items() if there.get(path) != new))
    written = text
    for key, content in _regions(text, progresses, folder, links or {}):
        written = region.splice(written, key, content)
    texts = {readme: written if text else written + "\n", **drawn, **results}
    return Publication(texts, tuple(path for path, new in texts.items() if there.get(path) != new))


def _results(progresses: Sequence[Progress], there: Mapping[str, str]) -> dict[str, str]:
    """The results by path; one that differs from what is there in the curriculum's commit alone stays as it is."""
    texts = {}
    for result in filter(None, map(result_of, progresses)):
        path = f"{FOLDER}/{result.roadmap}.json"
        old = there.get(path, "")
        texts[path] = old if old and _without_commits(old) == replace(result, curricula=()) else dump(result)
    return texts


def _kept(progresses: Sequence[Progress], there: Mapping[str, str], *, private: bool) -> dict[str, str]:
    """The curricula as they were read now, by path; one of which only the commit is another stays as it is."""
    texts = {}
    for source in (source for progress in progresses for source in progress.roadmap.curricula):
        if not source.address.repository or source.old or (source.private and not private):
            continue
        path = f"{FOLDER}/{kept_name(source.address)}"
        before = parse_kept(there.get(path, ""), source.address)
        same = before is not None and before.text == source.text and before.private == source.private
        texts[path] = there[path] if same else kept_text(source)
    return texts


def _without_commits(text: str) -> LearnerResult | None:
    try:
        return replace(parse(text), curricula=())
    except ResultError:
        return None


def _regions(text: str, progresses: Sequence[Progress], folder: str, links: Mapping[str, str]) -> list[tuple[str, str]]:
    """Keys and contents: one roadmap has ``report``, several one each, or a line each where ``report`` stands."""
    keys = _keys(text, progresses)
    if _is_summary(text, progresses):
        return [(REPORT, report_markdown.summary(progresses))]
    return [
        (key, report_markdown.region(progress, folder=folder, links=links))
        for key, progress in zip(keys, progresses, strict=True)
    ]


def _keys(text: str, progresses: Sequence[Progress]) -> tuple[str, ...]:
    own = tuple(f"{REPORT} {progress.roadmap.id}" for progress in progresses)
    if any(region.find(text, key) for key in own) or (len(progresses) > 1 and not region.find(text, REPORT)):
        return own
    return (REPORT,)


def _is_summary(text: str, progresses: Sequence[Progress]) -> bool:
    """Whether the roadmaps have a line each, and no pictures."""
    return len(progresses) > 1 and _keys(text, progresses) == (REPORT,)


def _is_current(text: str, progresses: Sequence[Progress]) -> bool:
    keys = _keys(text, progresses)
    if _is_summary(text, progresses):
        wanted = [report_markdown.fingerprint_of(report_markdown.summary(progresses))]
    else:
        wanted = [report_markdown.fingerprint(progress) for progress in progresses]
    found = [report_markdown.fingerprint_of(region.extract(text, key) or "") for key in keys]
    return found == wanted

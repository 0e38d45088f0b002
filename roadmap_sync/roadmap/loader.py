"""Loading: roadmap files into frozen values, with every problem of every file at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from roadmap_sync.errors import InvalidRoadmapError, Position, Problem, errors_among
from roadmap_sync.roadmap import keys
from roadmap_sync.roadmap.curriculum import FolderLibrary, Library
from roadmap_sync.roadmap.extending import Extended, extended
from roadmap_sync.roadmap.fields import ElementShape
from roadmap_sync.roadmap.limit_checks import over_limits
from roadmap_sync.roadmap.model import OPTIONAL, BoardSettings, Roadmap, Tag
from roadmap_sync.roadmap.reader import RoadmapReader
from roadmap_sync.roadmap.references import resolve
from roadmap_sync.roadmap.validation import check
from roadmap_sync.roadmap.yaml_nodes import MAX_BYTES, YamlMapping, YamlScalar, read_nodes


def load_files(paths: Sequence[Path], library: Library | None = None) -> tuple[Roadmap, ...]:
    """The roadmaps of the files, in their order; raises InvalidRoadmapError with all problems of all files."""
    roadmaps, problems = check_files(paths, library)
    errors = errors_among(problems)
    if errors:
        raise InvalidRoadmapError(errors)
    return roadmaps


def load_text(text: str | bytes, name: str, library: Library | None = None) -> Roadmap:
    """One roadmap; `name` stands for the file's in messages and gives the default id. Raises InvalidRoadmapError."""
    roadmap, problems = _read(text, name, _beside(Path(name), library))
    errors = errors_among(problems)
    if errors or roadmap is None:
        raise InvalidRoadmapError(errors)
    return roadmap


def check_files(
    paths: Sequence[Path], library: Library | None = None
) -> tuple[tuple[Roadmap, ...], tuple[Problem, ...]]:
    """The roadmaps that can be read, and all problems of all files, warnings among them, sorted by place.

    `library` reads curricula of repositories; without it those alone are read that are files beside the roadmaps.
    """
    roadmaps: list[Roadmap] = []
    problems: list[Problem] = []
    for path in dict.fromkeys(paths):
        try:
            with path.open("rb") as file:
                content = file.read(MAX_BYTES + 1)
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            problems.append(Problem(Position(str(path)), f"the file can't be read: {reason}", "Check the path."))
            continue
        roadmap, found = _read(content, str(path), _beside(path, library))
        problems += found
        if roadmap is not None and not errors_among(found):
            roadmaps.append(roadmap)
    problems += _equal_ids(roadmaps)
    return tuple(roadmaps), tuple(sorted(problems))


def _equal_ids(roadmaps: Sequence[Roadmap]) -> list[Problem]:
    first: dict[str, Roadmap] = {}
    problems = []
    for roadmap in roadmaps:
        other = first.setdefault(roadmap.id, roadmap)
        if other is not roadmap:
            what = f"the id `{roadmap.id}` is taken by {other.place.file}"
            problems.append(Problem(roadmap.place, what, "Give one of the two another `id`."))
    return problems


def _beside(path: Path, remote: Library | None) -> FolderLibrary:
    """What can be read for a file: the working folder, or its own folder outside of that, and whatever `remote` can.

    A `remote` that has a folder itself stands for the files below that.
    """
    if isinstance(remote, FolderLibrary) and path.absolute().is_relative_to(remote.folder.absolute()):
        return remote
    inside = path.absolute().is_relative_to(Path().absolute())
    return FolderLibrary(Path() if inside else path.parent, remote)


def _read(content: str | bytes, file: str, library: Library) -> tuple[Roadmap | None, tuple[Problem, ...]]:
    problems: list[Problem] = []
    try:
        node, problems = read_nodes(content, file)
        whole = extended(node, file, library) if isinstance(node, YamlMapping) else None
    except InvalidRoadmapError as error:
        return None, tuple(sorted({*problems, *error.problems}))
    reader = RoadmapReader(file, problems)
    if whole is None:
        reader.report(node, "a roadmap is a mapping", "Begin with `title: ...` and `phases:`, see docs/format.md.")
        return None, tuple(reader.problems)
    reader.problems += whole.problems
    roadmap = _roadmap(whole, reader)
    if roadmap is not None:
        check(reader, roadmap)
        roadmap = resolve(reader, roadmap)
        if not errors_among(reader.problems):
            reader.problems += over_limits(roadmap)
    return roadmap, tuple(sorted(set(reader.problems)))


def _roadmap(whole: Extended, reader: RoadmapReader) -> Roadmap | None:
    node = whole.table
    name = _pace_name(node)
    pairs = [pair for pair in node.pairs if not name or pair[0].text != "pace"]
    roadmap = reader.element(ElementShape(Roadmap), replace(node, pairs=pairs), "roadmap")
    if not isinstance(roadmap, Roadmap):
        return None
    done = replace(
        roadmap,
        id=roadmap.id if node.get("id") else keys.slug(Path(reader.file).stem),
        board=roadmap.board if node.get("board") else BoardSettings(),
        tags={key: _tag(key, tag, reader) for key, tag in roadmap.tags.items()},
        pace=roadmap.paces.get(name) if name else roadmap.pace,
        pace_name=name,
        curricula=whole.curricula,
        # The title may be the curriculum's; the roadmap is this file's.
        place=roadmap.place if roadmap.place.file == reader.file else reader.place(node),
    )
    reader.origins[id(done)] = (done, node)
    return done


def _tag(key: str, tag: Tag, reader: RoadmapReader) -> Tag:
    """The tag with what its author left out: what is called optional does not count unless told."""
    counts = tag.counts if reader.gives(tag, "counts") else key != OPTIONAL
    done = replace(tag, id=key, label=tag.label or key, counts=counts)
    reader.origins[id(done)] = (done, reader.origin(tag))
    return done


def _pace_name(node: YamlMapping) -> str:
    """The name of one of the `paces` that `pace` gives, or "" where it gives hours."""
    pace, paces = node.get("pace"), node.get("paces")
    if isinstance(pace, YamlScalar) and isinstance(paces, YamlMapping) and paces.get(pace.text):
        return pace.text
    return ""

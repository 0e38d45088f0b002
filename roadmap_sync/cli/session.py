"""What a command gathers before it calls the core: time, environment, files, the tracker; taken once, here."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path
from time import sleep
from zoneinfo import ZoneInfo

import click

from roadmap_sync.cli.curricula import SessionLibrary
from roadmap_sync.cli.gh_token import token_of_gh
from roadmap_sync.cli.options import INSECURE_HTTP
from roadmap_sync.cli.output import say
from roadmap_sync.cli.remotes import Remote, remote_origin, runner
from roadmap_sync.errors import RoadmapSyncError, UsageError
from roadmap_sync.roadmap.curriculum import Address, CurriculumFile, FolderLibrary
from roadmap_sync.roadmap.loader import check_files, load_files
from roadmap_sync.roadmap.model import Roadmap
from roadmap_sync.tracker.provider import Setup

FOLDER = "roadmaps"
SUFFIXES = {".yaml", ".yml"}
MARKDOWN = {".md", ".markdown"}
INSECURE = "ROADMAP_SYNC_INSECURE_HTTP"
"""Set to 1, plain http may go to other machines: the same as `--insecure-http`."""


@dataclass(frozen=True, slots=True)
class Session:
    """One run: the working folder, the environment, the moment, and what was asked for on the command line."""

    folder: Path
    env: Mapping[str, str]
    now: datetime
    day: date | None = None
    tracker: str = ""
    repo: str = ""
    clock: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
    sleep: Callable[[float], None] = sleep
    should_stop: Callable[[], bool] = field(default=lambda: False)
    deadline: datetime | None = None
    curricula: dict[Address, CurriculumFile] = field(default_factory=dict)

    def today(self, roadmap: Roadmap) -> date:
        """The learner's day: the one given, or that of the roadmap's time zone."""
        return self.day or self.now.astimezone(ZoneInfo(roadmap.timezone)).date()

    def moment(self) -> datetime:
        """The time of what is written now, UTC; on a given day, its noon."""
        return datetime.combine(self.day, time(12), UTC) if self.day else self.clock()

    @property
    def token(self) -> str:
        """The token for GitHub, or ""."""
        return self.env.get("GITHUB_TOKEN") or self.env.get("GH_TOKEN") or ""


def session(today: date | None, repo: str | None, tracker: str | None) -> Session:
    """The session of this process. Raises UsageError for a repository that is no OWNER/NAME."""
    if repo and not re.fullmatch(r"[\w.-]+/[\w.-]+", repo):
        raise UsageError(f"--repo {repo!r}: write OWNER/NAME")
    return Session(working_folder(), _environment(), datetime.now(UTC), today, tracker or "", repo or "")


def _environment() -> Mapping[str, str]:
    context = click.get_current_context(silent=True)
    asked = {INSECURE: "1"} if context and context.meta.get(INSECURE_HTTP) else {}
    return {**os.environ, **asked}


def working_folder() -> Path:
    """The working folder. Raises RoadmapSyncError where it was deleted meanwhile."""
    try:
        return Path.cwd()
    except OSError as error:
        raise RoadmapSyncError(f"the working folder is gone: {error.strerror}", "Change to another folder.") from error


def roadmap_paths(folder: Path) -> tuple[Path, ...]:
    """The files of `roadmaps/`, sorted, as paths below the working folder. Raises RoadmapSyncError."""
    there = folder / FOLDER
    return tuple(path.relative_to(folder) for path in _roadmaps_in(there)) if there.is_dir() else ()


def named_paths(files: Sequence[Path]) -> list[Path]:
    """The files that were named; a folder stands for the roadmaps in it. Raises UsageError for Markdown."""
    found: list[Path] = []
    for path in files:
        if path.suffix.lower() in MARKDOWN:
            raise UsageError(
                f"{path} is Markdown, not YAML",
                f"Make a roadmap of it first: roadmap-sync import {shlex.quote(str(path))} -o {FOLDER}/NAME.yaml",
            )
        if not path.is_dir():
            found.append(path)
            continue
        inside = _roadmaps_in(path)
        if not inside:
            raise UsageError(f"there is no roadmap in {path}", "Name a folder with YAML files, or a file.")
        found += inside
    return found


def _roadmaps_in(folder: Path) -> list[Path]:
    """The YAML files of a folder, sorted. Raises RoadmapSyncError where it can't be read."""
    try:
        # Editors and file systems leave hidden files beside their own: `.#plan.yaml`, `._plan.yaml`.
        found = (path for path in folder.iterdir() if path.suffix in SUFFIXES and not path.name.startswith("."))
        return sorted(found)
    except OSError as error:
        raise RoadmapSyncError(f"can't read {folder.name}: {error.strerror}", "Check who may read it.") from error


def load(session: Session, files: Sequence[Path]) -> tuple[Roadmap, ...]:
    """The roadmaps named, else the active ones of `roadmaps/`. All are checked; problems raise InvalidRoadmapError."""
    if files:
        return _told(load_files(named_paths(files), library(session)))
    paths = roadmap_paths(session.folder)
    if not paths:
        raise UsageError(
            f"there is no roadmap in {FOLDER}/",
            "Write one with `roadmap-sync init`, or name a file on the command line.",
        )
    active = tuple(roadmap for roadmap in load_files(list(paths), library(session)) if roadmap.active)
    if not active:
        raise UsageError(
            f"all roadmaps in {FOLDER}/ say `active: false`", "Name one on the command line, or take that line out."
        )
    return _told(active)


def library(session: Session, *, quiet: bool = False) -> FolderLibrary:
    """Who reads curricula: the working folder's, and those of repositories; `quiet` where nobody need be asked."""
    remote = SessionLibrary(session.folder, lambda: reading_setup(session), quiet, session.curricula)
    return FolderLibrary(session.folder, remote)


def reading_setup(session: Session) -> Setup:
    """What GitHub is asked with to read other repositories: with a token for that alone where there is one."""
    token = session.env.get("ROADMAP_SYNC_READ_TOKEN") or session.token
    return Setup(
        folder=session.folder,
        env=session.env,
        repository="",
        token=token or token_of_gh(session.env, runner(session.folder))[0],
        labels=(),
        boards=(),
        comments=False,
        types=False,
        moment=session.moment,
        clock=session.clock,
        sleep=session.sleep,
        say=say,
        should_stop=session.should_stop,
        deadline=session.deadline,
    )


def _told(roadmaps: tuple[Roadmap, ...]) -> tuple[Roadmap, ...]:
    """The roadmaps, after a warning for each curriculum whose last reading counts."""
    for source in dict.fromkeys(source for roadmap in roadmaps for source in roadmap.curricula if source.old):
        say(f"Warning: {source.address} is as it was last read, at {source.commit[:12]}: {source.old}.")
    return roadmaps


def other_ids(session: Session, loaded: Sequence[Roadmap]) -> frozenset[str]:
    """Ids of the folder's roadmaps that are not loaded: their marks are not those of a vanished roadmap."""
    files = {roadmap.place.file for roadmap in loaded}
    others, _ = check_files(
        [path for path in roadmap_paths(session.folder) if str(path) not in files], library(session)
    )
    return frozenset(roadmap.id for roadmap in others)


def repository(session: Session, roadmaps: Sequence[Roadmap]) -> str:
    """OWNER/NAME, or "" where there is none.

    ``--repo`` wins; the environment, the remote and the file must agree, else UsageError.
    """
    if session.repo:
        return session.repo
    remote = origin(session)
    declared = {roadmap.repository for roadmap in roadmaps if roadmap.repository}
    said = {
        "GITHUB_REPOSITORY": session.env.get("GITHUB_REPOSITORY", ""),
        "the remote origin": remote.repository,
        **{f"`repository:` in {roadmap.id}": roadmap.repository for roadmap in roadmaps},
    }
    named = {where: name for where, name in said.items() if name}
    if len({name.casefold() for name in named.values()}) > 1 or len(declared) > 1:
        listed = ", ".join(f"{name} ({where})" for where, name in named.items())
        raise UsageError(f"which repository? {listed}", "Say it with --repo OWNER/NAME.")
    if not named and remote.unclear:
        raise UsageError(
            f"the remote origin is {remote.shown}: is that GitHub?",
            "If so, say --repo OWNER/NAME (and GITHUB_SERVER_URL for a server of your own); else --tracker local.",
        )
    return next(iter(named.values()), "")


def origin(session: Session) -> Remote:
    """The remote `origin`, seen from GitHub's server (that of GITHUB_SERVER_URL, else github.com)."""
    server = session.env.get("GITHUB_SERVER_URL", "https://github.com").partition("://")[2].partition("/")[0]
    return remote_origin(runner(session.folder), server.lower() or "github.com")

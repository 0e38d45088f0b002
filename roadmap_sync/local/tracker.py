"""The embedded tracker as the rest of the program sees it: the same protocol as GitHub, on one SQLite file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from roadmap_sync.errors import LockedError, TrackerError
from roadmap_sync.local.activity import git_activity
from roadmap_sync.local.people import People
from roadmap_sync.local.state_reader import read_state
from roadmap_sync.local.store import file_in, make_folder, opened_to_read
from roadmap_sync.local.writer import LocalWriter
from roadmap_sync.tracker.activity import Activity
from roadmap_sync.tracker.protocol import Capabilities, Writer
from roadmap_sync.tracker.publishing import Publisher
from roadmap_sync.tracker.state import State
from roadmap_sync.tracker.steps import Step


class LocalTracker(People):
    """The tracker of the working folder `folder`; `now` gives the time of what is written, with its zone.

    Its commits are those of the repository that the folder belongs to.
    """

    name = "local"

    is_private = False

    unsupported_fields: frozenset[str] = frozenset({"type"})

    def __init__(self, folder: Path, *, now: Callable[[], datetime]) -> None:
        super().__init__(file_in(folder), now)
        self._folder = folder

    @property
    def place(self) -> str:
        """The file."""
        return str(self.file)

    @property
    def capabilities(self) -> Capabilities:
        """Neither boards nor publishing; what is in one file is deleted with it."""
        return Capabilities(deletion=f"To delete for good all that this tracker holds: delete {self.place}.")

    def read(self, *, everything: bool = False) -> State:  # noqa: ARG002 - it always reads all
        """Everything that stands there; nothing where there is no file yet, and none is made. Raises TrackerError."""
        with opened_to_read(self.file) as db:
            try:
                return read_state(db) if db else State()
            except (AttributeError, TypeError, ValueError) as error:
                raise TrackerError(
                    f"{self.file} has a value that no roadmap-sync wrote there: {error}",
                    "Put a copy of the file back, or take back what was edited in it by hand",
                ) from error

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Keep other runs out; raises LockedError. The system lets go when this process ends, however it ends."""
        import socket  # noqa: PLC0415 - only runs that write need them

        from filelock import FileLock, Timeout  # noqa: PLC0415

        make_folder(self.file)
        holder = self.file.with_name("run.holder")
        guard = FileLock(self.file.with_name("run.lock"), timeout=0)
        try:
            guard.acquire()
        except Timeout as error:
            raise LockedError(
                f"Another run is writing to {self.file}: {_read_holder(holder)}",
                "Wait until it has ended, then run the command again",
            ) from error
        try:
            since = self._now().astimezone(UTC)
            holder.write_text(
                f"process {os.getpid()} on {socket.gethostname()}, since {since:%Y-%m-%d %H:%M} UTC", "utf-8"
            )
            yield
        finally:
            holder.unlink(missing_ok=True)
            guard.release()

    def tidy(self) -> None:
        """Nothing: the system itself lets go of the lock of a run that is killed."""

    def whereabouts(self, _number: int) -> str:
        """Nothing: no issue is deleted or moved here."""
        return ""

    def writer(self, found: State) -> Writer:
        """A writer that knows which key of `found` is which issue here."""
        return LocalWriter(self.file, found, self._now)

    def estimate(self, steps: Sequence[Sequence[Step]]) -> tuple[int, float]:  # noqa: ARG002 - the protocol's
        """No requests, no waiting."""
        return 0, 0.0

    def activity(
        self,
        authors: Sequence[str],
        zone: ZoneInfo,
        since: date | None,
        *,
        account: bool = False,  # noqa: ARG002 - no account
    ) -> Activity:
        """Commits from `git log`."""
        today = self._now().astimezone(zone).date()
        return git_activity(self._folder, authors=authors, zone=zone, since=since, today=today)

    def links(self) -> Mapping[str, str]:
        """None: there is nothing to open in a browser."""
        return {}

    def publisher(self, branch: str = "") -> Publisher:
        """None: a working tree is written to directly."""
        raise NotImplementedError("the embedded tracker publishes nothing")


def _read_holder(holder: Path) -> str:
    try:
        return holder.read_text("utf-8").strip() or "one that is just starting"
    except OSError:
        return "one that is just starting or ending"

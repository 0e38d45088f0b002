"""Arguments that remember which of them were looked at: one that nobody reads must not pass in silence."""

from collections.abc import Iterable, Mapping
from typing import Any


class Given(dict[str, Any]):
    """What a client gave. `unread` are the names with a value that no code has asked for."""

    def __init__(self, given: Mapping[str, Any], watched: Iterable[str] | None = None) -> None:
        super().__init__(given)
        self._unread = {name for name in (given if watched is None else watched) if given.get(name) is not None}

    def __getitem__(self, name: str) -> Any:
        self._unread.discard(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self._unread.discard(str(name))
        return super().__contains__(name)

    def get(self, name: str, default: Any = None) -> Any:
        """Give a value, or the default, and remember that it was asked for."""
        self._unread.discard(name)
        return super().get(name, default)

    def all(self) -> dict[str, Any]:
        """Give everything, as read."""
        self._unread.clear()
        return dict(self)

    @property
    def unread(self) -> list[str]:
        """The names that nobody asked for."""
        return sorted(self._unread)

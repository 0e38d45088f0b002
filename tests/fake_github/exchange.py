"""What comes in over HTTP and what goes back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

DOCUMENTATION = "https://docs.github.com/rest"
HTML = "<!DOCTYPE html>\n<html><head><title>Unicorn! &middot; GitHub</title></head><body><p>{}</p></body></html>\n"


@dataclass(slots=True)
class Reply:
    """What goes back: `body` is JSON to be, or text already. `cut` ends the connection: 0.0 before, 0.5 midway."""

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    cut: float = 1.0
    delay: float = 0.0

    def content(self) -> bytes:
        """Give the bytes of the body."""
        if self.body is None:
            return b""
        return (self.body if isinstance(self.body, str) else json.dumps(self.body, default=str)).encode()


@dataclass(slots=True)
class Request:
    """What came in."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    base: str = ""


def message(status: int, text: str, **more: Any) -> Reply:
    """Say something went wrong, as REST does."""
    return Reply(status, {"message": text, **more, "documentation_url": DOCUMENTATION, "status": str(status)})


def page_of_html(status: int, text: str) -> Reply:
    """Say something went wrong as the servers before the API do: with a page for people."""
    return Reply(status, HTML.format(text), {"Content-Type": "text/html; charset=utf-8"})

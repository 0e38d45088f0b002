"""What a step of a workflow leaves behind: outputs, a summary, annotations, masks, in the files and forms of GitHub."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from roadmap_sync.text import workflow_data

SUMMARY_LIMIT = 1_000_000
"""Bytes; of a step's summary GitHub takes 1 MiB, and drops all of a longer one."""


def write_outputs(env: Mapping[str, str], values: Mapping[str, str]) -> None:
    """Append to ``GITHUB_OUTPUT``. Random delimiters: no value can end itself and set another."""
    path = env.get("GITHUB_OUTPUT")
    if not path or not values:
        return
    with Path(path).open("a", encoding="utf-8", newline="\n") as file:
        for name, value in values.items():
            delimiter = f"end-{secrets.token_hex(16)}"
            file.write(f"{name}<<{delimiter}\n{value}\n{delimiter}\n")


def write_summary(env: Mapping[str, str], text: str) -> None:
    """Append Markdown to ``GITHUB_STEP_SUMMARY``, cut at a line where it would be too long."""
    path = env.get("GITHUB_STEP_SUMMARY")
    if not path or not text:
        return
    with Path(path).open("a", encoding="utf-8", newline="\n") as file:
        file.write(_cut(text.rstrip("\n")) + "\n")


def mask(env: Mapping[str, str], tokens: Iterable[str]) -> None:
    """Have the runner mask tokens in its log; it knows a repository's secrets, but no other tokens."""
    if env.get("GITHUB_ACTIONS") == "true":
        for token in filter(None, tokens):
            click.echo(f"::add-mask::{workflow_data(token)}")


def annotate(level: str, title: str, text: str) -> None:
    """A notice, warning or error on the run's page; `title` is ours, `text` may be anything."""
    click.echo(f"::{level} title={title}::{workflow_data(text)}")


def _cut(text: str) -> str:
    if len(text.encode()) <= SUMMARY_LIMIT:
        return text
    kept = text.encode()[:SUMMARY_LIMIT].decode(errors="ignore")
    return kept.rpartition("\n")[0] + "\n\n… cut: the rest is in the log and in the report"

"""The workflows that keep a repository's roadmaps: those that `init` writes, and those of this repository."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Mapping

from jinja2 import Environment, PackageLoader, StrictUndefined

from roadmap_sync import IS_RELEASED, REPOSITORY, __version__
from roadmap_sync.tracker import board_token

CHECKOUT = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1"
OWN = "./"
BRANCH = "main"
_NOTE_OF_OWN = "zizmor: ignore[self-repository] $/ would do the same, but not on GitHub's older servers"
_NOTE_OF_RELEASE = "zizmor: ignore[unpinned-uses] fixes come by themselves; for none but yours, name a commit instead"
_NOTE_OF_COMMIT = "zizmor: ignore[unpinned-uses] no release exists yet; name one once there is"
FOLDER = ".github/workflows"
MAIN, PULL_REQUEST = f"{FOLDER}/roadmap.yml", f"{FOLDER}/roadmap-pull-request.yml"
COHORT = f"{FOLDER}/cohort.yml"


def release(commit: str = "") -> str:
    """The action as a workflow names it: ``OWNER/NAME@vMAJOR``, the newest release that can replace this version.

    Before the first release there is no such tag: then it is the `commit` that this version came from, or the branch.
    """
    major = f"v{__version__.partition('.')[0]}"
    return f"{REPOSITORY}@{major if IS_RELEASED else commit or BRANCH}"


_OPENING = "${{"


def workflows(*, action: str = "", label: str = "roadmap", minute: int = 37) -> Mapping[str, str]:
    """The workflows by path. `action` is what they use (default: the release; `OWN` in this repository itself).

    `label` is the roadmap's label: issues with it start a run. `minute` is that of the daily run, 0 to 59.
    """
    names = {
        "action": action or release(),
        "own": action == OWN,
        "note": _note(action == OWN),
        "checkout": CHECKOUT,
        "repository": REPOSITORY,
        "label": _expression(label),
        "minute": minute,
        "secret": board_token.VARIABLE,
        "which_token": textwrap.wrap(board_token.WHICH.replace("*", ""), 100),
        "path": MAIN,
    }
    templates = _templates()
    return {
        path: templates.get_template(f"{path.removeprefix(FOLDER)}.j2".lstrip("/")).render(names)
        for path in (MAIN, PULL_REQUEST)
    }


def cohort_workflow(*, action: str = "", minute: int = 37) -> Mapping[str, str]:
    """The teacher's workflow by its path, which writes the page of every cohort once a day."""
    used = action or release()
    names = {"action": used, "note": _note(used == OWN), "checkout": CHECKOUT, "repository": REPOSITORY}
    template = _templates().get_template("cohort.yml.j2")
    return {COHORT: template.render(names, minute=minute, path=COHORT)}


def _note(own: bool) -> str:  # noqa: FBT001 - two kinds
    if own:
        return _NOTE_OF_OWN
    return _NOTE_OF_RELEASE if IS_RELEASED else _NOTE_OF_COMMIT


def _expression(text: str) -> str:
    """A string in an expression that stands in a folded YAML scalar.

    What is not plain ASCII goes in as JSON, and so does what begins an expression: GitHub finds that in strings too.
    """
    plain = text.isascii() and text.isprintable() and _OPENING not in text
    quoted = (text if plain else json.dumps(text).replace(_OPENING, r"$\u007b{")).replace("'", "''")
    return f"'{quoted}'" if plain else f"fromJSON('{quoted}')"


def _templates() -> Environment:
    """An environment that leaves alone what GitHub's own expressions look like."""
    return Environment(
        loader=PackageLoader("roadmap_sync.render"),
        autoescape=False,  # noqa: S701 - YAML; the only text of people's is quoted by `_expression`
        block_start_string="[%",
        block_end_string="%]",
        variable_start_string="[[",
        variable_end_string="]]",
        comment_start_string="[##",
        comment_end_string="##]",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )

"""GitHub's limits: the one table that `validate`, the plan, the tests' GitHub and docs/limits.md read.

`documented` is the page of GitHub's documentation, "" where the number is seen in GitHub's answers alone.
"""

from __future__ import annotations

from dataclasses import dataclass

_ISSUES = "https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues"
_PROJECTS = "https://docs.github.com/en/issues/planning-and-tracking-with-projects"


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` of what `what` names; `beyond` says what roadmap-sync does where there is more."""

    what: str
    most: int
    beyond: str
    documented: str = ""


SUB_ISSUES = Limit(
    "sub-issues of an issue, closed ones and people's own among them",
    100,
    "`validate` refuses a section with more. Where people's own or retired ones take the places, retired ones are taken"
    " out of the parent; items that still have no place stay issues of the milestone, named in the section's text.",
    f"{_ISSUES}/adding-sub-issues",
)
LEVELS = Limit("levels of sub-issues", 8, "A roadmap has two.", f"{_ISSUES}/adding-sub-issues")
BLOCKERS = Limit(
    "issues that an issue waits for",
    50,
    "People's own stay, then those of the same section, then in the file's order; the others are named in the text.",
)
BLOCKED = Limit("issues that wait for an issue", 50, "The same.")
OPTIONS = Limit(
    "options of a board's select field",
    50,
    "Options that are there stay, people's included; free places go to what most items use, all others share `Other`.",
    f"{_PROJECTS}/understanding-fields/about-single-select-fields",
)
FIELDS = Limit("fields of a board, GitHub's own among them", 50, "The fields that have no place are left out.")
CARDS = Limit(
    "items of a board, without the archived ones",
    50_000,
    "Issues that have no place get no card.",
    f"{_PROJECTS}/managing-items-in-your-project/adding-items-to-your-project",
)
LABELS = Limit("labels of an issue", 100, "People's own stay, then the roadmap's, then tags in the file's order.")
LABEL_NAME = Limit("characters of a label's name", 50, "`validate` refuses a longer one.")
LABEL_DESCRIPTION = Limit(
    "characters of a label's description",
    100,
    "`validate` refuses a longer one.",
    "https://docs.github.com/en/rest/issues/labels#create-a-label",
)
ASSIGNEES = Limit(
    "assignees of an issue",
    10,
    "`validate` refuses more.",
    "https://docs.github.com/en/rest/issues/assignees#add-assignees-to-an-issue",
)
TITLE = Limit("characters of an issue's or milestone's title", 256, "`validate` refuses a longer one.")
BODY = Limit(
    "characters of an issue's text or a comment",
    65_536,
    "Our part is cut so that what people wrote beside it has space, and says so.",
)

GONE = (
    "Issues that were done and then deleted or transferred are known only where the roadmap says `publish: items`: then"
    " the report's commit keeps in `.github/roadmap/ID.json` which keys are done and when. `plan` names such issues,"
    " the report counts them, and `sync --recreate` makes them again, closed. Without that file nothing can know"
    " of them: they are planned again as new."
)
"""What GitHub can't tell, for the page of limits."""
TABLE = (
    SUB_ISSUES,
    LEVELS,
    BLOCKERS,
    BLOCKED,
    OPTIONS,
    FIELDS,
    CARDS,
    LABELS,
    LABEL_NAME,
    LABEL_DESCRIPTION,
    ASSIGNEES,
    TITLE,
    BODY,
)

"""The token for a board: its one name, and which tokens can touch which boards, said everywhere in the same words.

`.ci/generate.py` puts the words into the pages, the action and the workflows.
"""

from __future__ import annotations

VARIABLE = "ROADMAP_SYNC_PROJECT_TOKEN"
"""The environment variable, and the secret of a repository."""

WHICH = (
    f"A board takes a token of its own in `{VARIABLE}`, the name of the variable and of the secret. For a person's "
    "board: a classic token with the scope `project`. For an organization's: a classic token with `project`, or a "
    "fine-grained token or an App with the organization permission *Projects: read and write*. The workflow's own "
    "`GITHUB_TOKEN` can touch no board. Without such a token all but the board works."
)
"""Which tokens can touch which boards, as Markdown."""

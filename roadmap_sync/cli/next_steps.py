"""What is left to do by hand after `init`, with links to where it is done."""

from __future__ import annotations

from collections.abc import Sequence

from roadmap_sync.tracker import board_token

SERVER = "https://github.com"


def first_step(*, has_roadmap: bool) -> str:
    """What to type next in a folder, for somebody who typed the name of the program alone."""
    if has_roadmap:
        return "Next: roadmap-sync plan shows what a sync of roadmaps/ would do."
    return "Next: there is no roadmap here yet. roadmap-sync init writes one; roadmap-sync demo shows what it is for."


def with_github(repository: str, written: Sequence[str], *, server: str = SERVER) -> str:
    """The steps for a repository on GitHub."""
    home = f"{server}/{repository}"
    token = f"{server}/settings/tokens/new?scopes=project&description=roadmap-sync"
    steps = [
        f"Push:  git add {' '.join(written)} && git commit -m 'Begin a roadmap' && git push" if written else "",
        f"The push starts the workflow; watch it, or start it by hand: {home}/actions/workflows/roadmap.yml",
        f"Only if that run says it may not write, look at “Workflow permissions”: {home}/settings/actions",
        (
            f"For a project board: make a token ({token}) and save it as the secret {board_token.VARIABLE}"
            f" ({home}/settings/secrets/actions/new). {board_token.WHICH.replace('*', '')}"
        ),
    ]
    return _listed([step for step in steps if step])


def without_github() -> str:
    """The steps where no repository on GitHub is known."""
    return _listed(
        [
            "Look, then begin, on this machine:  roadmap-sync plan && roadmap-sync sync",
            "Later:  roadmap-sync status, roadmap-sync done KEY, roadmap-sync report",
            f"For GitHub: make a repository ({SERVER}/new), add the remote `origin`, then `roadmap-sync init` again.",
        ]
    )


def _listed(steps: Sequence[str]) -> str:
    return "\n".join(["Left to do:", *(f"  {number}. {step}" for number, step in enumerate(steps, 1))])

"""What is left to do by hand after `init`, with links to where it is done."""

from __future__ import annotations

from collections.abc import Sequence

SERVER = "https://github.com"


def with_github(repository: str, written: Sequence[str], *, server: str = SERVER) -> str:
    """The steps for a repository on GitHub."""
    home = f"{server}/{repository}"
    token = f"{server}/settings/tokens/new?scopes=project&description=roadmap-sync"
    steps = [
        f"Push:  git add {' '.join(written)} && git commit -m 'Begin a roadmap' && git push" if written else "",
        f"The push starts the workflow; watch it, or start it by hand: {home}/actions/workflows/roadmap.yml",
        f"Only if that run says it may not write, look at “Workflow permissions”: {home}/settings/actions",
        (
            f"For a project board: a classic token with the scope `project` ({token}), saved as the secret"
            f" ROADMAP_PROJECT_TOKEN ({home}/settings/secrets/actions/new). Without it all but the board works."
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

"""The undo of a sync: what closes a roadmap's issues, whether its file is still there or not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from roadmap_sync.desired.issues import Desired, desired_state
from roadmap_sync.plan.changes import Plan
from roadmap_sync.plan.planner import make_plan
from roadmap_sync.roadmap import keys
from roadmap_sync.roadmap.model import Roadmap
from roadmap_sync.tracker.state import State


def removal_plan(roadmap: Roadmap, observed: State, today: date) -> Plan:
    """A plan that retires everything of the roadmap: as if its file named nothing any more."""
    wanted = desired_state(roadmap, today, board=False)
    nothing = Desired(State(), wanted.scopes)
    own = tuple(issue for issue in observed.issues if keys.root(issue.key) == roadmap.id)
    return make_plan(nothing, replace(observed, issues=own), prune=True)

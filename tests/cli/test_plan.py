"""`plan`: what sync would do, in three forms, and never a byte written."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Shell


def test_a_plan_shows_what_would_be_made_and_writes_nothing(small: Shell) -> None:
    before = small.files()
    done = small("plan")
    assert done.code == 0
    for text in ("+ Ownership", "+ Moves", "+ A tool", "+ Basics", "+ roadmap"):
        assert text in done.out
    assert "Plan: " in done.out.splitlines()[-1]
    assert small.files() == before
    assert not (small.folder / ".roadmap-sync").exists()


def test_exit_code_3_says_that_there_are_changes_and_0_that_there_are_none(small: Shell) -> None:
    assert small("plan", "--exit-code").code == 3
    assert small("plan").code == 0
    small("sync")
    assert small("plan", "--exit-code").code == 0


def test_a_plan_after_a_sync_is_empty(synced: Shell) -> None:
    done = synced("plan", "--today", "2026-01-05")
    assert done.out.strip() == "Nothing to do: the tracker agrees with the roadmap."


def test_json_has_every_change_and_the_sums(small: Shell) -> None:
    plan = small("plan", "--format", "json").json
    assert (plan["version"], plan["tracker"]) == (1, "local")
    assert plan["summary"] == {"create": len(plan["changes"]), "update": 0, "retire": 0}
    assert plan["estimate"] == {"requests": 0, "minutes": 0.0}
    moves = {"action": "create", "kind": "issue", "key": "rust/basics/ownership/moves", "title": "Moves", "fields": []}
    assert moves in plan["changes"]
    assert {change["kind"] for change in plan["changes"]} == {"label", "milestone", "issue"}


def test_markdown_is_for_a_comment_on_a_pull_request(small: Shell) -> None:
    done = small("plan", "--format", "markdown")
    assert done.code == 0
    assert "Moves" in done.out
    assert "tracker.sqlite3" in done.out


@pytest.mark.parametrize(("options", "state"), [((), "open"), (("--prune",), "not_planned")])
def test_what_the_roadmap_no_longer_names_is_shown_and_pruned_only_when_told(
    synced: Shell, options: tuple[str, ...], state: str
) -> None:
    synced.edit("roadmaps/rust.yaml", "          - Moves\n", "")
    shown = synced("plan", *options, "--today", "2026-01-05")
    assert "- #" in shown.out
    assert "Moves" in shown.out
    synced("sync", *options, "--today", "2026-01-05")
    assert synced.issue("ownership/moves").state == state


def test_sync_does_what_the_plan_says(synced: Shell) -> None:
    synced.edit("roadmaps/rust.yaml", "[Structs, Enums]", "[Structs, Enums, Traits]")
    synced.edit("roadmaps/rust.yaml", "title: Beyond", "title: Beyond, far")
    planned = synced("plan", "--json", "--today", "2026-01-05").json["summary"]
    assert planned == synced("sync", "--json", "--today", "2026-01-05").json["planned"]
    assert planned["create"] == 1
    assert synced("plan", "--exit-code", "--today", "2026-01-05").code == 0

"""The board: made, filled, kept in step; what people made on it stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from roadmap_sync.roadmap.model import BoardSettings, Roadmap
from roadmap_sync.sync import RunLimits
from tests.fake_github import Entry
from tests.fake_github.actions.cards import move
from tests.fake_github.actions.projects import create_field, create_view
from tests.fake_github.boards import Project
from tests.gh.campaign import FAULTS
from tests.gh.running import Run, weeks


def plan(**more: Any) -> Roadmap:
    return weeks(weeks_a_phase=1, **{"board": BoardSettings(title="Weeks"), **more})


def board(run: Run) -> Project:
    assert len(run.gh.projects) == 1
    return run.gh.projects[0]


def problems(run: Run, wanted: Roadmap) -> list[str]:
    """What is told about boards that are out of reach."""
    return [board.problem for board in run.tracker(wanted).read().boards if board.problem]


def test_a_first_sync_makes_the_board_with_fields_views_and_a_card_for_each_task(run: Run) -> None:
    result = run.sync(plan(summary="Learn it"))
    assert not result.failed
    made = board(run)
    assert (made.title, made.owner.login, made.short_description) == ("Weeks", "ada", "Learn it")
    assert made.repositories == [run.repo]
    assert {"Start", "Target", "Effort", "Kind"} <= {field.name for field in made.fields}
    assert [item.content.title for item in made.items] == [f"Task {n}-1-{k}" for n in (1, 2) for k in range(1, 9)]
    assert {item.text("Status") for item in made.items} == {"Todo"}
    assert {item.text("Effort") for item in made.items} == {2.0}
    assert [view.layout for view in made.views[1:]] == ["TABLE_LAYOUT", "BOARD_LAYOUT", "ROADMAP_LAYOUT"]
    assert [field.name for field in made.views[1].group_by] == ["Milestone"]


def test_where_views_cannot_be_made_the_clicks_that_are_left_are_told_once(run: Run) -> None:
    run.gh.faults.add("POST /users/{user_id}/projectsV2/{project_number}/views", kind="status", status=404, times=-1)
    assert not run.sync(plan()).failed
    assert len([text for text in run.said if "Three clicks are left" in text]) == 1


def test_a_closed_issue_is_done_and_a_reopened_one_to_do_again(run: Run) -> None:
    run.sync(plan())
    ada, made = run.gh.as_user("ada"), board(run)
    done = made.workflow("Item closed")
    assert done
    done.enabled = False
    issue = run.repo.issue("Task 1-1-1")
    ada.close(issue)
    run.sync(plan())
    assert made.item(issue).text("Status") == "Done"  # type: ignore[union-attr]
    ada.reopen(issue)
    run.sync(plan())
    assert made.item(issue).text("Status") == "Todo"  # type: ignore[union-attr]


def test_in_progress_is_left_alone_and_read_back(run: Run) -> None:
    run.sync(plan())
    issue = run.repo.issue("Task 1-1-1")
    run.gh.as_user("ada").move_card(board(run), issue, "In Progress")
    assert run.sync(plan()).done == 0
    assert board(run).item(issue).text("Status") == "In Progress"  # type: ignore[union-attr]
    tracker = run.tracker(plan())
    facts = {issue.title: issue.found for issue in tracker.read().issues}["Task 1-1-1"]
    assert facts is not None
    assert facts.status == "In Progress"


def test_a_board_that_people_have_is_adopted_with_all_that_is_on_it(run: Run) -> None:
    theirs = run.gh.add_project("ada", "weeks")
    theirs.readme = "Our board"
    theirs.repositories.append(run.repo)
    ada = run.gh.as_user("ada")
    mine = ada.open_issue(run.repo, "My own")
    ada.add_card(theirs, mine)
    ada.move_card(theirs, mine, "Done")
    views = [view.name for view in theirs.views]
    assert not run.sync(plan()).failed
    assert board(run) is theirs
    assert (theirs.title, [view.name for view in theirs.views]) == ("weeks", views)
    assert theirs.readme.startswith("Our board\n\n<!-- roadmap-sync:board ")
    assert theirs.item(mine).text("Status") == "Done"  # type: ignore[union-attr]
    assert len(theirs.items) == 17


def test_status_options_of_people_keep_their_ids_and_values_when_ours_are_added(run: Run) -> None:
    theirs = run.gh.add_project("ada", "Weeks")
    theirs.repositories.append(run.repo)
    status = theirs.field("Status")
    assert status
    status.options = [replace(status.options[0], name="todo"), replace(status.options[1], name="Review")]
    kept = [option.id for option in status.options]
    ada = run.gh.as_user("ada")
    mine = ada.open_issue(run.repo, "My own")
    ada.add_card(theirs, mine)
    ada.move_card(theirs, mine, "Review")
    assert not run.sync(plan()).failed
    assert [option.name for option in status.options] == ["todo", "Review", "In Progress", "Done"]
    assert [option.id for option in status.options][:2] == kept
    assert theirs.item(mine).text("Status") == "Review"  # type: ignore[union-attr]
    assert theirs.item(run.repo.issue("Task 1-1-1")).text("Status") == "todo"  # type: ignore[union-attr]
    assert run.changes(plan()) == ()


def test_an_option_added_between_reading_and_writing_is_not_wiped(run: Run) -> None:
    run.sync(plan())
    kind = board(run).field("Kind")
    assert kind
    ada = run.gh.as_user("ada")

    def add_option() -> None:
        kind.options.append(replace(kind.options[0], id="deadbeef", name="Mine"))

    run.gh.faults.add("Board", kind="do", call=add_option)
    run.sync(_with_kind(plan(), "reading"))
    assert [option.name for option in kind.options] == ["topic", "Mine", "reading"]
    assert ada


def _with_kind(roadmap: Roadmap, kind: str) -> Roadmap:
    phase = roadmap.phases[0]
    section = phase.sections[0]
    items = (replace(section.items[0], kind=kind), *section.items[1:])
    sections = (replace(section, items=items), *phase.sections[1:])
    return replace(roadmap, phases=(replace(phase, sections=sections), *roadmap.phases[1:]))


def test_values_that_people_gave_to_their_own_fields_stay(run: Run) -> None:
    run.sync(plan())
    made = board(run)
    before = {field.name: [option.name for option in field.options] for field in made.fields}
    issue = run.repo.issue("Task 1-1-1")
    run.gh.as_user("ada").move_card(made, issue, "In Progress")
    run.sync(plan(titles={"Task 1-1-1": "Other"}))
    assert {field.name: [option.name for option in field.options] for field in made.fields} == before
    assert made.item(issue).text("Status") == "In Progress"  # type: ignore[union-attr]


def test_a_project_token_of_its_own_is_used_for_the_board_alone(run: Run) -> None:
    own = run.gh.token("classic", user="ada")
    run.token = run.gh.token("actions")
    result = run.sync(plan(), project_token=own)
    assert not result.failed
    assert len(board(run).items) == 16
    kinds = {(entry.token_kind, "ProjectV2" in "".join(entry.mutations)) for entry in run.gh.log if entry.mutations}
    assert kinds == {("actions", False), ("classic", True)}
    assert run.changes(plan(), project_token=own) == ()


@pytest.mark.parametrize(
    ("kind", "settings"),
    [
        ("actions", {}),
        ("fine_grained", {}),
        ("classic", {"scopes": {"repo"}}),
        ("classic", {"scopes": {"repo", "read:project"}}),
    ],
    ids=["workflow", "fine-grained", "no scope", "scope to read"],
)
def test_without_rights_to_boards_all_the_rest_is_done_and_told_why(
    run: Run, kind: str, settings: dict[str, Any]
) -> None:
    run.token = run.gh.token(kind, **settings)
    result = run.sync(plan())
    assert (result.failed, result.left) == ((), 0)
    assert len(run.repo.issues) == 18
    assert run.gh.projects == []
    told = problems(run, plan())
    assert len(told) == 1
    assert "ROADMAP_SYNC_PROJECT_TOKEN" in told[0]


def test_a_closed_board_is_told_and_left_alone(run: Run) -> None:
    theirs = run.gh.add_project("ada", "Weeks")
    theirs.repositories.append(run.repo)
    theirs.closed = True
    result = run.sync(plan())
    assert not result.failed
    assert "is closed" in problems(run, plan())[0]
    assert theirs.items == []
    assert len(run.repo.issues) == 18


def test_a_board_number_that_is_not_there_is_told(run: Run) -> None:
    result = run.sync(plan(board=BoardSettings(number=7)))
    assert not result.failed
    assert "no board number 7" in problems(run, plan(board=BoardSettings(number=7)))[0]
    assert run.gh.projects == []
    assert len(run.repo.issues) == 18


def test_a_board_is_found_by_its_number_whatever_it_is_called(run: Run) -> None:
    theirs = run.gh.add_project("ada", "Something else")
    assert not run.sync(plan(board=BoardSettings(number=theirs.number))).failed
    assert len(theirs.items) == 16


def test_a_template_brings_its_views_and_workflows_along(run: Run) -> None:
    template = run.gh.add_project("ada", "Template")
    create_view(run.gh.world, template, "Wall", "BOARD_LAYOUT")
    create_view(run.gh.world, template, "Road", "ROADMAP_LAYOUT")
    workflow = template.workflow("Auto-close issue")
    assert workflow
    workflow.enabled = True
    assert not run.sync(plan(board=BoardSettings(title="Weeks", template=template.number))).failed
    made = next(project for project in run.gh.projects if project is not template)
    assert {"Wall", "Road"} <= {view.name for view in made.views}
    assert made.workflow("Auto-close issue").enabled  # type: ignore[union-attr]
    assert made.repositories == [run.repo]
    assert len(made.items) == 16


def test_a_board_of_an_organisation_is_made_there(run: Run) -> None:
    run.gh.add_organization("school", members=("ada",))
    repo = run.gh.add_repository("school/roadmap")
    other = Run(run.gh, repo, run.gh.token("classic", user="ada"))
    assert not other.sync(plan()).failed
    assert board(run).owner.login == "school"
    assert len(board(run).views) == 4


def test_the_card_of_a_retired_item_is_archived_not_deleted(run: Run) -> None:
    run.sync(plan())
    full = plan()
    phase = full.phases[0]
    section = replace(phase.sections[0], items=phase.sections[0].items[:-1])
    less = replace(full, phases=(replace(phase, sections=(section,)), full.phases[1]))
    issue = run.repo.issue("Task 1-1-8")
    assert not run.sync(less, limits=RunLimits(prune=True)).failed
    card = board(run).item(issue)
    assert card
    assert card.archived
    assert run.changes(less) == ()


def test_a_status_whose_option_was_deleted_counts_as_none(run: Run) -> None:
    run.sync(plan())

    def unnamed(answer: Any) -> None:
        for issue in answer["data"]["repository"]["i0"]["nodes"]:
            for card in issue["projectItems"]["nodes"]:
                for value in card["fieldValues"]["nodes"]:
                    value |= {name: None for name in ("name", "date", "number") if name in value}

    run.gh.faults.add("Read", kind="rewrite", change=unnamed)
    assert run.sync(plan()).failed == ()
    assert run.changes(plan()) == ()


def without_a_task() -> Roadmap:
    full = plan()
    phase = full.phases[0]
    section = replace(phase.sections[0], items=phase.sections[0].items[:-1])
    return replace(full, phases=(replace(phase, sections=(section,)), full.phases[1]))


@pytest.mark.parametrize("between", ["the workflow's token", "killed before the card is shown", "without the board"])
def test_the_card_of_an_item_that_returned_in_a_run_that_could_not_show_it_comes_back_with_the_next(
    run: Run, between: str
) -> None:
    run.sync(plan())
    issue = run.repo.issue("Task 1-1-8")
    assert not run.sync(without_a_task(), limits=RunLimits(prune=True)).failed
    match between:
        case "the workflow's token":
            run.sync(plan(), token=run.gh.token("actions"))
        case "without the board":
            run.sync(weeks(weeks_a_phase=1))
        case _:
            run.gh.faults.add("unarchiveProjectV2Item", kind="kill")
            assert run.sync(plan()).failed
            run.gh.faults.clear()
            run.gh.clock.advance(3600)
    card = board(run).item(issue)
    assert card
    assert (card.archived, issue.state) == (True, "OPEN")
    assert not run.sync(plan()).failed
    assert (card.archived, card.text("Status")) == (False, "Todo")
    assert "card-archived" not in issue.body
    assert run.changes(plan()) == ()


def test_the_card_of_what_was_retired_without_a_board_is_archived_and_comes_back(run: Run) -> None:
    run.sync(plan())
    issue = run.repo.issue("Task 1-1-8")
    run.sync(without_a_task(), limits=RunLimits(prune=True), token=run.gh.token("actions"))
    run.sync(without_a_task(), limits=RunLimits(prune=True))
    card = board(run).item(issue)
    assert card
    assert card.archived
    assert run.changes(without_a_task()) == ()
    run.sync(plan())
    assert not card.archived
    assert run.changes(plan()) == ()


def test_a_card_that_somebody_put_away_stays_away_when_its_item_returns(run: Run) -> None:
    run.sync(plan())
    issue = run.repo.issue("Task 1-1-8")
    run.gh.as_user("ada").archive_card(board(run), issue)
    run.sync(without_a_task(), limits=RunLimits(prune=True))
    run.sync(plan())
    card = board(run).item(issue)
    assert card
    assert (card.archived, issue.state) == (True, "OPEN")
    assert run.changes(plan()) == ()


def test_a_card_that_somebody_took_off_the_board_comes_back(run: Run) -> None:
    run.sync(plan())
    issue = run.repo.issue("Task 1-1-1")
    run.gh.as_user("ada").delete_card(board(run), issue)
    assert not run.sync(plan()).failed
    assert board(run).item(issue).text("Effort") == 2.0  # type: ignore[union-attr]


def test_a_field_that_is_called_like_ours_and_is_of_another_type_is_left_alone(run: Run) -> None:
    theirs = run.gh.add_project("ada", "Weeks")
    theirs.repositories.append(run.repo)
    create_field(run.gh.world, theirs, "Effort", "TEXT")
    result = run.sync(plan())
    field = theirs.field("effort")
    assert field
    assert field.data_type == "TEXT"
    assert all("of another type" in outcome.error for outcome in result.failed)


def test_the_order_of_the_board_is_peoples_after_the_first_sync(run: Run) -> None:
    run.sync(plan())
    move(run.gh.world, board(run).items[5], None)
    order = [item.id for item in board(run).items]
    run.sync(plan(titles={"Task 1-1-1": "Other"}))
    assert [item.id for item in board(run).items] == order


def test_a_board_that_takes_no_more_cards_does_not_keep_issues_from_being_made(run: Run) -> None:
    full = "The project is full."
    for name in ("createIssue", "addProjectV2ItemById"):
        for alias in range(20):
            settings = {
                "alias": alias,
                "error_type": "UNPROCESSABLE",
                "message": full,
                "times": 1 if name == "createIssue" else -1,
            }
            run.gh.faults.add(_with_more_than(name, alias), kind="alias", **settings)
    result = run.sync(plan())
    assert len(run.repo.issues) == 18
    assert len({issue.title for issue in run.repo.issues}) == 18
    assert {type(outcome.step).__name__ for outcome in result.failed} == {"PutCard"}
    assert all(full in outcome.error for outcome in result.failed)


def _with_more_than(name: str, alias: int) -> Callable[[Entry], bool]:
    """Requests that hold the mutation at that place; of issues only those with a card."""
    return lambda entry: (
        entry.mutations[alias : alias + 1] == [name] and (name != "createIssue" or "projectItems" in entry.document)
    )


@pytest.mark.parametrize("fault", ["cut before", "cut after", "half an answer", "502 after"])
@pytest.mark.parametrize(
    "match",
    [
        "createProjectV2",
        "updateProjectV2",
        "createProjectV2Field",
        "updateProjectV2ItemFieldValue",
        "POST /users/{user_id}/projectsV2/{project_number}/views",
    ],
)
def test_a_lost_answer_about_the_board_is_mended_in_the_same_run(run: Run, match: str, fault: str) -> None:
    run.gh.faults.add(match, **FAULTS[fault])
    result = run.sync(plan(summary="Learn it"))
    run.gh.faults.assert_all_struck()
    assert (result.failed, result.left) == ((), 0)
    made = board(run)
    assert made.short_description == "Learn it"
    assert len([field for field in made.fields if field.name == "Effort"]) == 1
    assert {item.text("Effort") for item in made.items} == {2.0}
    assert len(made.views) == 4
    assert run.changes(plan(summary="Learn it")) == ()


@pytest.mark.parametrize("fault", ["cut after", "cut before"])
def test_a_lost_answer_about_cards_is_mended_with_a_token_of_its_own_too(run: Run, fault: str) -> None:
    run.gh.faults.add("addProjectV2ItemById", **FAULTS[fault])
    result = run.sync(plan(), project_token=run.gh.token("classic", user="ada"))
    assert (result.failed, result.left) == ((), 0)
    assert len(board(run).items) == 16


def test_a_field_that_somebody_made_in_that_moment_is_taken_as_it_is(run: Run) -> None:
    run.gh.faults.add(
        "createProjectV2Field", kind="do", call=lambda: create_field(run.gh.world, board(run), "effort", "NUMBER")
    )
    result = run.sync(plan())
    assert (result.failed, result.left) == ((), 0)
    assert {item.text("Effort") for item in board(run).items} == {2.0}


def test_a_token_for_boards_alone_makes_the_board_and_says_that_it_cannot_link_it(run: Run) -> None:
    own = run.gh.token("classic", user="ada", scopes={"project"})
    run.token = run.gh.token("actions")
    result = run.sync(plan(), project_token=own)
    assert not [outcome.error for outcome in result.failed if "PutBoard" in str(outcome.step)]
    assert len(board(run).items) == 16
    assert run.changes(plan(), project_token=own) == ()


def test_a_template_that_is_not_there_is_told(run: Run) -> None:
    result = run.sync(plan(board=BoardSettings(title="Weeks", template=99)))
    assert any("no board number 99 to copy" in outcome.error for outcome in result.failed)
    assert len(run.repo.issues) == 18

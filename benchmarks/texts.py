"""The roadmaps that are measured, as YAML."""

from __future__ import annotations

ITEMS_A_SECTION = 25
SECTIONS_A_PHASE = 20
# A sixth of them each, so that bodies are as long as real ones are.
RESOURCES = "resources: [{title: The tutorial, url: 'https://example.org/tutorial', note: chapters 1-9}]"
TASKS = "tasks: [read, write, explain to somebody]"
PHASES, WEEKS, TASKS_A_WEEK = 2, 4, 8


def large(items: int) -> str:
    """A roadmap of so many items, with efforts, tags, dependencies, tasks and resources."""
    lines = ["title: Everything", "start: 2026-01-05", "board: false"]
    lines += ["tags: {core: {}, optional: {counts: false}}", "phases:"]
    for number in range(items):
        section, place = divmod(number, ITEMS_A_SECTION)
        phase, section_place = divmod(section, SECTIONS_A_PHASE)
        if not place and not section_place:
            lines += [f"  - title: Phase {phase}", f"    when: months {phase}-{phase + 1}", "    sections:"]
        if not place:
            lines += [
                f"      - title: Section {section}",
                "        effort: 20-25h",
                "        tags: [core]",
                "        items:",
            ]
        lines += [f"          - title: Item {number}"]
        if number % 6 == 0:
            lines += [f"            {RESOURCES}"]
        if number % 6 == 1:
            lines += [f"            {TASKS}"]
        if number % 6 == 2 and place:  # noqa: PLR2004 - the third of six
            lines += [f"            depends_on: [phase-{phase}/section-{section}/item-{number - 1}]"]
    return "\n".join(lines) + "\n"


def weeks(*, board: bool, start: str = "2026-03-02") -> str:
    """74 things: 2 phases of 4 weeks of 8 tasks, each task of a week waiting for the one before.

    There is a value for each field that a board has: dates, hours, a kind and a tag.
    """
    lines = ["title: Weeks", f"start: {start}", "pace: 10h", f"board: {'Weeks' if board else 'false'}"]
    lines += ["tags: {core: {}, optional: {counts: false}}", "phases:"]
    for phase in range(1, PHASES + 1):
        lines += [f"  - title: Phase {phase}", "    sections:"]
        for week in range(1, WEEKS + 1):
            lines += [f"      - {{id: week-{week}, title: Week {week} of phase {phase}, items: ["]
            for task in range(1, TASKS_A_WEEK + 1):
                before = f", depends_on: [phase-{phase}/week-{week}/task-{task - 1}]" if task > 1 else ""
                tag = "optional" if task == TASKS_A_WEEK else "core"
                title = f"Task {task} of week {week}, phase {phase}"
                lines += [f"          {{id: task-{task}, title: '{title}', effort: 2h, tags: [{tag}]{before}}},"]
            lines += ["        ]}"]
    return "\n".join(lines) + "\n"

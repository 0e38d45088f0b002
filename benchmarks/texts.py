"""The roadmaps that are measured, as YAML."""

from __future__ import annotations

ITEMS_A_SECTION = 25
SECTIONS_A_PHASE = 20
# A sixth of them each, so that bodies are as long as real ones are.
RESOURCES = "resources: [{title: The tutorial, url: 'https://example.org/tutorial', note: chapters 1-9}]"
TASKS = "tasks: [read, write, explain to somebody]"
PHASES, WEEKS, TASKS_A_WEEK = 2, 4, 8
WEEKS_A_MONTH, ENTRIES_A_WEEK = 4, 20


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


def document(lines: int, *, revised: bool = False) -> str:
    """A Markdown roadmap of so many lines: months, weeks, boxes with links, hours and tasks, tables, prose.

    `revised` is the same some weeks later: boxes ticked, titles reworded, a week moved, items added and taken out.
    """
    written = ["# Everything", "", "What I mean to learn, and when.", ""]
    week = 0
    while len(written) < lines:
        week += 1
        if week % WEEKS_A_MONTH == 1:
            month = week // WEEKS_A_MONTH + 1
            written += [f"## Month {month}: Subject {month}", "", f"**Goal:** be at home in subject {month}.", ""]
        written += [f"### Week {week}: Part {week} (8-10 hours)", ""]
        written += [line for number in range(ENTRIES_A_WEEK) for line in _entry(week, number, revised=revised)]
        written += [
            "",
            "| Resource | For |",
            "|---|---|",
            f"| [Book {week}](https://example.org/{week}) | part {week} |",
        ]
        written += ["", "**Success criteria:**", f"- [ ] explains part {week} to somebody", ""]
    return "\n".join(written[:lines]) + "\n"


def _entry(week: int, number: int, *, revised: bool) -> list[str]:
    """A box, now and then with a link, hours, tags or tasks below it."""
    changed = revised and (week + number) % 5 == 0
    if changed and number == 1:
        return []
    title = f"Practise technique {number} of part {week}" + (" at length" if changed else "")
    mark = "x" if changed or (number + week) % 4 == 0 else " "
    extra = ("", f" - [tutorial](https://example.org/{week}/{number})", " (3h)", " `core`", "")[number % 5]
    tasks = [f"  - [{mark}] read about it", "  - [ ] write it down"] if number % 5 == 4 else []  # noqa: PLR2004 - the last of five
    return [f"- [{mark}] {title}{extra}", *tasks]

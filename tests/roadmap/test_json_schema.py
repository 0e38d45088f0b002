"""The JSON Schema: made from the model, and of one mind with the loader."""

import json
import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from roadmap_sync.errors import InvalidRoadmapError
from roadmap_sync.roadmap import timespans
from roadmap_sync.roadmap.json_schema import ADDRESS, in_any_case, json_schema
from roadmap_sync.roadmap.loader import load_text
from tests.roadmap.test_loader_hostile import GOOD
from tests.roadmap.test_loader_problems import VALUES

ROOT = Path(__file__).parents[2]
SCHEMA = json_schema()
VALIDATOR = Draft202012Validator(SCHEMA)

# What only the loader can know: ids, references, calendars, what may not stand together, control characters.
ONLY_THE_LOADER = {
    "key twice", "invisible title", "control character", "long title", "bad day", "ancient day", "backward days",
    "backward weeks", "week zero", "an effort of a novel", "when and lasts", "no time zone", "zone off the map",
    "no such pace", "pace of nothing", "no such entry", "near entry", "choose alone", "choose too many", "two measures",
    "no measure, no title", "until before since", "two equal items", "item like a section",
    "section like a project", "two equal phases", "phase like a project", "equal entry points", "former id in use",
    "former id of two", "unknown tag", "strange tag", "long label", "long description", "one label twice", "our label",
    "no source", "id of ours", "id of two words",
}  # fmt: skip


class Loader(yaml.SafeLoader):
    """YAML as editors read it for a schema: days stay texts."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, regex) for tag, regex in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def errors(text):
    return [error.message for error in VALIDATOR.iter_errors(yaml.load(text, Loader))]  # a SafeLoader, see above


def elements():
    yield "Roadmap", SCHEMA
    yield from SCHEMA["$defs"].items()


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA


def test_the_file_for_editors_is_up_to_date():
    written = json.loads((ROOT / "docs" / "roadmap.schema.json").read_text(encoding="utf-8"))
    assert written == SCHEMA, "run: roadmap-sync schema > docs/roadmap.schema.json"


@pytest.mark.parametrize("path", sorted((ROOT / "roadmaps").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_roadmap_here_suits_the_schema_and_names_it(path):
    text = path.read_text(encoding="utf-8")
    assert load_text(text, path.name)
    assert errors(text) == []
    assert text.startswith(f"# yaml-language-server: $schema={ADDRESS}\n")


def test_a_file_with_nearly_every_key_suits_the_schema():
    assert errors(GOOD) == []


@pytest.mark.parametrize("name", sorted(VALUES.keys() - ONLY_THE_LOADER))
def test_what_is_wrong_for_the_loader_is_wrong_for_the_editor(name):
    assert errors(VALUES[name][0])


@pytest.mark.parametrize("phases", [
    "[{title: 2026, items: [3.10, yes, 2026-01-05]}]",
    "[{title: A, items: [{title: x, tags: core, depends_on: y}, y]}]",
    "[{title: A, effort: 4, sections: [{title: S, effort: 4-6 H, when: Weeks 1 to 2, lasts: null}]}]",
    "[{title: A, when: 2026-01-05..2026-02-03, done_when: [x, commits: 3, {title: t, stars: 1.5}]}]",
    "[{title: A, resources: [x, {title: y, url: 'https://example.org'}], id: základy}]",
    "[{title: A, sections: [{title: S, choose: 1, options: [{title: O, items: [a]}]}]}]",
    "[{title: A, lasts: 4-6 weeks, depends_on: [], projects: [P, {title: Q, same_as: p}]}]",
])  # fmt: skip
def test_loader_and_schema_are_of_one_mind(phases):
    text = f"title: T\nphases: {phases}\n"
    try:
        load_text(text, "r.yaml")
        accepted = True
    except InvalidRoadmapError:
        accepted = False
    assert (errors(text) == []) is accepted


@pytest.mark.parametrize("line", [
    "board: false", "board: true", "board: My board", "board: {owner: me}", "pace: 12", "pace: 10-15h",
    "tags: {a: Label}",
    "paces: {a: 5, b: 5-10}\npace: a", "holidays: 2026-12-24", "holidays: [2026-12-24..2026-12-31]", "trust: me",
    "author: [me, me@example.org]", "tags: {a: {color: 123456}}", "habits: [Read, {title: x, every: quarter}]",
    "skills: [{title: s, from: 'phase:a'}]", "goals: [{title: g, by: End of month 3}, h]", "track: sections",
])  # fmt: skip
def test_every_way_to_write_a_key_of_the_roadmap_suits_the_schema(line):
    text = f"title: T\nphases: [{{title: A}}]\n{line}\n"
    assert load_text(text, "r.yaml")
    assert errors(text) == []


def test_every_key_and_every_element_explains_itself():
    assert len(dict(elements())) > 12
    for name, element in elements():
        assert element["description"], name
        assert element["additionalProperties"] is False
        for key, described in element["properties"].items():
            assert len(described["description"]) > 5, f"{name}.{key}"


def test_examples_and_defaults_suit_their_own_keys():
    for name, element in elements():
        for key, described in element["properties"].items():
            own = Draft202012Validator({**described, "$defs": SCHEMA["$defs"]})
            given_values = [*described.get("examples", []), *([described["default"]] if "default" in described else [])]
            assert all(own.is_valid(value) for value in given_values), f"{name}.{key}"


@pytest.mark.parametrize(
    "text", ["weeks 1-6", "Weeks 1 to 6", "WEEK 3", "Months 0–3", "weeks", "weekz 1-6", "weeks 1.5"]
)
def test_patterns_in_any_case_match_what_the_loader_matches(text):
    pattern = timespans.Span.pattern
    assert bool(re.match(in_any_case(pattern), text)) is bool(re.match(pattern, text, re.IGNORECASE))

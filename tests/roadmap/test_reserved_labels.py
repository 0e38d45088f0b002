"""Labels that mean something to the tool are nobody's tags and kinds."""

from __future__ import annotations

import pytest

from roadmap_sync.errors import InvalidRoadmapError
from roadmap_sync.roadmap.loader import load_text

RESERVED = ["in progress", "In Progress", "roadmap-sync lock 1", "roadmap", "ROADMAP"]


def refused(text: str) -> str:
    with pytest.raises(InvalidRoadmapError) as caught:
        load_text(text, "r.yaml")
    return str(caught.value)


@pytest.mark.parametrize("name", RESERVED)
def test_a_kind_of_that_name_is_refused_at_its_place(name):
    said = refused(f"title: R\nphases:\n  - title: P\n    items:\n      - {{title: A, kind: {name}}}\n")
    assert said.startswith(f"r.yaml:5:26: the label `{name}` ")
    assert "another `kind`" in said


@pytest.mark.parametrize("name", RESERVED)
def test_a_tag_of_that_name_is_refused(name):
    assert f"the label `{name}`" in refused(
        f"title: R\nphases: [{{title: P, items: [{{title: A, tags: [{name}]}}]}}]\n"
    )


@pytest.mark.parametrize("name", RESERVED)
def test_a_declared_tag_with_a_label_of_that_name_is_refused(name):
    tags = f"tags: {{core: {{label: {name}}}}}"
    assert f"the label `{name}`" in refused(
        f"title: R\n{tags}\nphases: [{{title: P, items: [{{title: A, tags: [core]}}]}}]\n"
    )


def test_the_roadmaps_own_label_cannot_be_one_of_them():
    assert "says that somebody has begun" in refused("title: R\nlabel: In progress\nphases: [{title: P, items: [A]}]\n")


def test_with_another_own_label_the_name_roadmap_is_free():
    load_text("title: R\nlabel: learn\nphases: [{title: P, items: [{title: A, kind: roadmap}]}]\n", "r.yaml")

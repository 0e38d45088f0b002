"""Which function answers which field of the schema. A field that stands nowhere here is a loud gap."""

import re
from collections.abc import Callable
from typing import Any

from tests.fake_github.call import Call

Resolver = Callable[[Any, Call, dict[str, Any]], Any]
FIELDS: dict[tuple[str, str], Resolver] = {}
MUTATIONS: dict[str, Callable[[Call, dict[str, Any]], dict[str, Any]]] = {}


def attributes(typename: str, names: str) -> None:
    """Answer fields from attributes: `names` are the fields, parted by blanks, `createdAt` from `created_at`."""
    for name in names.split():
        FIELDS[typename, name] = _attribute(re.sub(r"([A-Z]+)", r"_\1", name).lower())


def simple(typename: str, answers: dict[str, Callable[[Any], Any]]) -> None:
    """Answer fields from functions of the object alone."""
    for name, answer in answers.items():
        FIELDS[typename, name] = _of_object(answer)


def resolves(typename: str, *names: str) -> Callable[[Resolver], Resolver]:
    """Decorate a function of object, call and arguments that answers these fields."""

    def enter(resolver: Resolver) -> Resolver:
        for name in names:
            FIELDS[typename, name] = resolver
        return resolver

    return enter


def mutation(
    function: Callable[[Call, dict[str, Any]], dict[str, Any]],
) -> Callable[[Call, dict[str, Any]], dict[str, Any]]:
    """Enter a function as the mutation of the same name in camel case."""
    first, *rest = function.__name__.split("_")
    MUTATIONS[first + "".join(_word(word) for word in rest)] = function
    return function


def _word(word: str) -> str:
    return "V2" if word == "v2" else word.capitalize()


def _attribute(name: str) -> Resolver:
    return lambda thing, _call, _arguments: getattr(thing, name)


def _of_object(answer: Callable[[Any], Any]) -> Resolver:
    return lambda thing, _call, _arguments: answer(thing)

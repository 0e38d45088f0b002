"""`roadmap-sync schema`: the JSON Schema of roadmap files."""

from __future__ import annotations

import click

from roadmap_sync.cli.output import result_json
from roadmap_sync.roadmap.json_schema import json_schema


@click.command("schema")
def schema_command() -> None:
    """Print the JSON Schema of roadmap files, for editors that complete and check YAML.

    \b
    Example:  roadmap-sync schema > roadmap.schema.json
    Then, as the first line of a roadmap:
              # yaml-language-server: $schema=../roadmap.schema.json
    """  # noqa: D301 - \b is click's mark for text as it stands
    result_json(json_schema())

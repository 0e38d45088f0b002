"""What `import` makes of the example on docs/markdown.md; .ci/generate.py puts it into the page.

The example is the fenced block after `<!-- example -->`, written by hand. What comes of it stands between
`<!-- made of it -->` and `<!-- end -->`.
"""

from __future__ import annotations

import re

from roadmap_sync.cli.import_ import account
from roadmap_sync.markdown import import_text
from roadmap_sync.text import code_fence

_EXAMPLE = re.compile(r"<!-- example -->\n(`{3,})markdown\n(.*?)\n\1\n", re.DOTALL)
_MADE = re.compile(r"(<!-- made of it -->\n).*?(\n<!-- end -->)", re.DOTALL)


def fill(page: str) -> str:
    """The page with what becomes of its example made anew."""
    example = _EXAMPLE.search(page)
    if example is None:
        raise SystemExit("docs/markdown.md has no example")
    made = import_text(example[2].encode(), name="ROADMAP.md")
    parts = (
        code_fence(made.yaml.rstrip("\n"), "yaml"),
        "",
        "and says on the way:",
        "",
        code_fence(account(made), "text"),
    )
    return _MADE.sub(lambda found: found[1] + "\n".join(parts) + found[2], page)

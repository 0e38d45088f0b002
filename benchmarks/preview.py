"""See a report as GitHub shows it: renders a Markdown, SVG or HTML file to PNG, light and dark, desktop and phone.

    npm install --prefix benchmarks --no-save github-markdown-css
    python benchmarks/preview.py README.md --to /tmp/preview

The pictures in docs/images are the first screen of the demo's report:

    roadmap-sync demo /tmp/demo
    python benchmarks/preview.py /tmp/demo/README.md --to docs/images --crop --width 798 --name report

Needs Chromium; without it nothing is rendered, and that is said. A developer's command, not part of the tool.
"""

from __future__ import annotations

import argparse
import html
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import cmarkgfm
from cmarkgfm.cmark import Options

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
WIDTHS = {"desktop": 900, "phone": 390}
SCHEMES = {"light": 1, "dark": 0}
CSS = Path(__file__).parent / "node_modules" / "github-markdown-css"


def page(source: Path, scheme: str, css: Path, *, unfold: bool) -> str:
    """The file as an HTML page: Markdown through GitHub's own parser and style sheet, pictures beside the file."""
    text = source.read_text(encoding="utf-8")
    if source.suffix == ".html":
        return text
    background = {"light": "#ffffff", "dark": "#0d1117"}[scheme]
    style = f"body{{margin:0;padding:16px;background:{background};color-scheme:{scheme}}}"
    if source.suffix == ".svg":
        return f'<!doctype html><style>{style}</style><img src="{source.resolve().as_uri()}">'
    body = cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE)
    body = body.replace("<details>", "<details open>") if unfold else body
    sheet = (css / f"github-markdown-{scheme}.css").read_text(encoding="utf-8")
    base = source.resolve().parent.as_uri()
    return (
        f'<!doctype html><meta charset="utf-8"><base href="{base}/"><style>{sheet}{style}</style>'
        f'<article class="markdown-body">{body}</article>'
    )


def shoot(browser: str, content: str, width: int, scheme: str, target: Path, *, crop: bool = False) -> None:
    """A screenshot of the page, with `crop` to its first fold; it stands in a frame, so that it may be narrow."""
    end = "querySelector('details').getBoundingClientRect().top" if crop else "documentElement.scrollHeight"
    with tempfile.TemporaryDirectory() as folder:
        inner, outer = Path(folder, "inner.html"), Path(folder, "outer.html")
        inner.write_text(content, encoding="utf-8")
        frame = (
            f'<iframe src="inner.html" style="border:0;width:{width}px;height:HEIGHTpx;color-scheme:{scheme}"></iframe>'
        )
        measured = f"<script>onload=()=>document.title=Math.round(frames[0].document.{end})</script>"
        outer.write_text(f"<!doctype html><title>x</title>{frame.replace('HEIGHT', '10')}{measured}", encoding="utf-8")
        common = [
            browser,
            *FLAGS,
            f"--user-data-dir={folder}/profile",
            f"--blink-settings=preferredColorScheme={SCHEMES[scheme]}",
        ]
        common += ["--allow-file-access-from-files", "--virtual-time-budget=3000"]
        dumped = subprocess.run(
            [*common, "--dump-dom", outer.as_uri()], capture_output=True, text=True, timeout=60, check=True
        )
        found = re.search(r"<title>(\d+)</title>", dumped.stdout)
        height = int(found[1]) if found else 2_000
        body = f"<style>body{{margin:0}}iframe{{display:block}}</style>{frame.replace('HEIGHT', str(height))}"
        outer.write_text(f"<!doctype html>{body}", encoding="utf-8")
        size = f"--window-size={max(width, 500)},{height}"
        subprocess.run(
            [*common, size, f"--screenshot={target}", outer.as_uri()], capture_output=True, timeout=60, check=True
        )


def main() -> int:
    """Render every combination, print the files."""
    parser = argparse.ArgumentParser(description=html.unescape(__doc__ or "").splitlines()[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("--to", type=Path, default=Path("preview"), help="folder for the PNG files")
    parser.add_argument("--css", type=Path, default=CSS, help="folder of github-markdown-css")
    parser.add_argument("--unfold", action="store_true", help="open all folds")
    parser.add_argument("--crop", action="store_true", help="end before the first fold")
    parser.add_argument("--width", type=int, help="this width only, in pixels")
    parser.add_argument("--name", default="", help="of the PNG files; default: that of the file")
    options = parser.parse_args()
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not browser:
        print("No Chromium here: nothing rendered.", file=sys.stderr)
        return 0
    options.to.mkdir(parents=True, exist_ok=True)
    name = options.name or options.source.stem
    widths = {name: options.width} if options.width else {f"{name}-{device}": width for device, width in WIDTHS.items()}
    for start, width in widths.items():
        for scheme in SCHEMES:
            target = options.to / f"{start}-{scheme}.png"
            content = page(options.source, scheme, options.css, unfold=options.unfold)
            shoot(browser, content, width, scheme, target, crop=options.crop)
            print(target)
    return 0


if __name__ == "__main__":
    sys.exit(main())

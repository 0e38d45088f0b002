"""One command in a process of its own: how much of the processor and of memory it took, and what it said.

The peak of a process counts whatever its parent held when it was begun. So a command is begun by a process that
holds next to nothing: this file, run as a program.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PROGRAM = Path(sys.executable).with_name("roadmap-sync")


@dataclass(frozen=True, slots=True)
class Run:
    """What one process took: seconds of the processor, peak resident memory in MB; and what it wrote on stdout."""

    seconds: float
    megabytes: float
    said: str = ""


def measure(command: Sequence[str | Path], folder: Path, env: Mapping[str, str] | None = None) -> Run:
    """Run a command in a folder to its end; raises SystemExit with what it said where it fails."""
    whole = [sys.executable, "-I", "-S", __file__, *map(str, command)]
    done = subprocess.run(whole, cwd=folder, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    told = json.loads(done.stderr.splitlines()[-1])
    return Run(told["seconds"], told["megabytes"], done.stdout)


def _run(command: Sequence[str]) -> int:
    """Run a command, and write what it took as the last line of stderr."""
    with subprocess.Popen(command) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1024
    told = {"seconds": usage.ru_utime + usage.ru_stime, "megabytes": usage.ru_maxrss * unit / 1e6}
    sys.stderr.write(f"\n{json.dumps(told)}\n")
    return process.returncode


if __name__ == "__main__":
    sys.exit(_run(sys.argv[1:]))

"""What a process and its descendants use, read from /proc (Linux)."""

import os
import signal
from contextlib import suppress
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_KIB = 1024


def tree(root: int) -> list[int]:
    """Return the ids of `root` and everything it started that still lives, parents first."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        fields = _fields(stat)
        if fields:
            children.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found = [root]
    for pid in found:
        found += children.get(pid, [])
    return found


def name_of(pid: int) -> str:
    """Return the name a process gave itself, such as `talat-web`; "" for one that is gone."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/comm").read_text(encoding="utf-8").strip()
    return ""


def cpu_seconds(pids: list[int]) -> float:
    """Return the processor time the processes have used so far, user and system."""
    ticks = 0
    for pid in pids:
        fields = _fields(Path(f"/proc/{pid}/stat"))
        if fields:
            ticks += int(fields[11]) + int(fields[12])
    return ticks / _TICKS


def memory_bytes(pids: list[int]) -> int:
    """Return their memory, shared pages counted once (PSS)."""
    total = 0
    for pid in pids:
        with suppress(OSError):
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1]) * _KIB
    return total


def kill_tree(root: int) -> None:
    """Send SIGKILL to `root` and its descendants, as a power cut would end them."""
    for pid in tree(root):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def _fields(stat: Path) -> list[str]:
    """Return the fields after the name (state, parent, ...), or nothing for a process gone."""
    with suppress(OSError):
        return stat.read_text().rpartition(")")[2].split()
    return []

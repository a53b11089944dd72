"""Which files are ours, for all rules."""

import ast
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

SKIPPED_FOLDERS = frozenset(
    {
        ".git", ".venv", ".cache", "__pycache__", "node_modules", "instance", "var", "dist",
        ".mypy_cache", ".ruff_cache", ".pytest_cache", ".import_linter_cache", ".hypothesis",
    }
)  # fmt: skip
PRODUCT = ("config.py", "wsgi.py", "models", "search_index", "marketplace")


def files(root: Path, *suffixes: str, under: tuple[str, ...] = ("",)) -> Iterator[Path]:
    """Yield our files with one of the suffixes, in order of path.

    Args:
        root: the project's root.
        suffixes: such as `.py`; none means every file.
        under: files or folders to look in, relative to the root; what is not there is left out.
    """
    for place in under:
        start = root / place
        if start.is_file():
            yield start
            continue
        for folder, folders, names in os.walk(start):
            folders[:] = sorted(set(folders) - SKIPPED_FOLDERS)
            for name in sorted(names):
                if not suffixes or name.endswith(suffixes):
                    yield Path(folder) / name


def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """Return every node of a Python file, the module first; a file that stays is read once."""
    return _nodes(path, path.stat().st_mtime_ns)


@cache
def _nodes(path: Path, _changed: int) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def spot(root: Path, path: Path, line: int, what: str) -> str:
    """Write one breach down."""
    return f"{path.relative_to(root).as_posix()}:{line}: {what}"

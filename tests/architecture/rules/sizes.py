"""Nothing grows past what one can read at a sitting."""

import ast
from pathlib import Path

from tests.architecture.rules.tree import PRODUCT, files, nodes_of, spot

MOST_LINES = 400
MOST_FUNCTION_LINES = 40
REASON = "Longer than 400 lines because"
"""A file may be longer when it says why, near its top, in a sentence that begins so."""

_REASON_WITHIN = 15
_WRITTEN = (".py", ".html", ".css", ".js", ".toml", ".md")


def long_files(root: Path) -> list[str]:
    """List files of more than 400 lines that give no reason."""
    faults = []
    for path in files(root, *_WRITTEN):
        lines = path.read_text(encoding="utf-8").splitlines()
        excused = any(REASON in line for line in lines[:_REASON_WITHIN])
        if len(lines) > MOST_LINES and not excused:
            faults.append(spot(root, path, 1, f"{len(lines)} lines, at most {MOST_LINES}"))
    return faults


def long_functions(root: Path) -> list[str]:
    """List functions of the product whose code, docstring apart, takes more than 40 lines."""
    faults = []
    for path in files(root, ".py", under=PRODUCT):
        if "versions" in path.parts:
            continue  # a migration is a list of statements
        for node in nodes_of(path):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = _code_lines(node)
                if length > MOST_FUNCTION_LINES:
                    what = f"{node.name} takes {length} lines, at most {MOST_FUNCTION_LINES}"
                    faults.append(spot(root, path, node.lineno, what))
    return faults


def _code_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    last = node.end_lineno or node.lineno
    length = last - node.lineno + 1
    first = node.body[0]
    if ast.get_docstring(node, clean=False) is not None:
        length -= (first.end_lineno or first.lineno) - first.lineno + 1
    return length

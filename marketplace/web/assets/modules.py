"""Script modules: their imports of each other follow the hashed names."""

import re
from collections.abc import Callable, Mapping
from graphlib import CycleError, TopologicalSorter
from posixpath import dirname, join, normpath
from typing import Final

from marketplace.web.assets.faults import AssetError

_IMPORT: Final = re.compile(r"""(\b(?:from|import)\s*\(?\s*)(["'])(\.{1,2}/[^"']+)\2""")
_MAP: Final = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


def imports(name: str, text: str) -> set[str]:
    """Return the logical names that a module imports by a relative address."""
    return {_resolved(name, match.group(3)) for match in _IMPORT.finditer(text)}


def _resolved(name: str, target: str) -> str:
    return normpath(join(dirname(name), target))


def in_order(texts: Mapping[str, str]) -> list[str]:
    """Return the modules so that each stands after those it imports.

    Raises:
        AssetError: a module that is not there, or a circle (a hash cannot hold itself).
    """
    graph = {name: imports(name, text) for name, text in texts.items()}
    for name, needed in graph.items():
        if missing := needed.difference(texts):
            raise AssetError(f"{name} imports {', '.join(sorted(missing))}, which is not there")
    try:
        return list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        raise AssetError(f"modules import each other in a circle: {error.args[1]}") from error


def with_addresses(name: str, text: str, address: Callable[[str], str]) -> str:
    """Rewrite the imports of a module and drop the pointer to a source map that is not served."""

    def rewrite(match: re.Match[str]) -> str:
        lead, quote, target = match.groups()
        return f"{lead}{quote}{address(_resolved(name, target))}{quote}"

    return _IMPORT.sub(rewrite, _MAP.sub("", text))

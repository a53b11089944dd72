"""Runs the measurements: `python -m bench [name ...]`; without names, all of them."""

import argparse
import importlib
import sys
from pathlib import Path

# Modules that others measure with.
_TOOLS = frozenset(
    {"__init__", "__main__", "catalogue", "constant", "load", "search_quality", "servers"}
)


def main() -> int:
    """Run what was asked for; 1 when a target was missed."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("*.py"))
    names = [name for name in names if name not in _TOOLS and _has_run(name)]
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(names))
    wanted = parser.parse_args().names or names
    missed = 0
    for name in wanted:
        print(f"\n== {name}", flush=True)
        missed += bool(importlib.import_module(f"bench.{name}").run())
    return 1 if missed else 0


def _has_run(name: str) -> bool:
    text = (Path(__file__).parent / f"{name}.py").read_text(encoding="utf-8")
    return "\ndef run(" in text


if __name__ == "__main__":
    sys.exit(main())

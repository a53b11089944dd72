"""`python -m marketplace`: what `make run` starts. A house that was prepared before opens at once."""

import os
import sys
from collections.abc import Sequence

from config import ConfigError, Settings
from marketplace.household import OPEN, Household, greeting, port_fault, prepared


def main(arguments: Sequence[str]) -> int:
    """Open the house, or leave it to `flask serve`, which prepares what is missing.

    Args:
        arguments: as for `flask serve`, or `OPEN` alone, from there.

    Returns:
        The exit code.
    """
    settings = _settings()
    if settings is not None and list(arguments) == [OPEN]:
        return Household(settings, greeting(settings)).live()
    found = None
    if settings is not None and not set(arguments) - {"--no-demo"}:
        found = prepared(settings, demo="--no-demo" not in arguments)
    if settings is None or found is None:
        serve = [sys.executable, "-m", "flask", "--app", "wsgi", "serve", *arguments]
        os.execv(sys.executable, serve)  # noqa: S606 - our own program, in our place
    fault = port_fault(settings)
    if fault is not None:
        print(f"Error: {fault}", file=sys.stderr)  # noqa: T201 - a command speaks to a person
        return 1
    return Household(settings, found.greeting).live()


def _settings() -> Settings | None:
    """Return the settings, or None when `flask serve` has something to say about them."""
    try:
        return Settings.load(os.environ)
    except ConfigError:
        return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Progress bars for commands that take a while."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def counted(label: str, total: int = 1) -> Iterator[Callable[..., None]]:
    """Show a bar; the yielded function takes how many are done so far, and of how many."""
    with click.progressbar(length=max(total, 1), label=label) as bar:

        def done(count: int, of: int = total) -> None:
            bar.length = max(of, 1)
            bar.update(min(count, bar.length) - bar.pos)

        yield done
        bar.update((bar.length or 0) - bar.pos)

"""Makes logged errors cheaper, which tests provoke on purpose.

The usual face of structlog shows every local value of a traceback, which takes the better part of a
second.
"""

import structlog


def install() -> None:
    """Write plain tracebacks; more than once does no harm."""
    processors = [*structlog.get_config()["processors"]]
    processors[-1] = structlog.dev.ConsoleRenderer(
        colors=False, exception_formatter=structlog.dev.plain_traceback
    )
    structlog.configure(processors=processors)

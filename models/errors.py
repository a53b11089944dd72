"""What can go wrong in the domain. Errors carry codes and values, never sentences."""

from enum import StrEnum


class DomainError(Exception):
    """A refusal the reader can be told about.

    Attributes:
        code: the sentence to show, a key of `marketplace/web/messages.py` (for example ``conflict.decided``).
        values: what fills the placeholders of that sentence.
    """

    def __init__(self, code: str, **values: object) -> None:
        """Keep the code and the values for the web layer to phrase."""
        super().__init__(code)
        self.code = code
        self.values = values


class NotFoundError(DomainError):
    """The thing does not exist, or this actor may not know that it does. Shown as 404."""

    def __init__(self, code: str = "page.not_found", **values: object) -> None:
        """Default to the one sentence for pages that are not there."""
        super().__init__(code, **values)


class NotAllowedError(DomainError):
    """The actor sees the thing but may not do this with it. Shown as 403."""


class ConflictError(DomainError):
    """Somebody else was faster, or it was done already. Shown as 409."""


class IllegalTransitionError(ConflictError):
    """The present state allows no such step. Shown as 409.

    Attributes:
        state: found; a member of its enum, by which the web layer finds its words.
        action: refused; likewise.
    """

    def __init__(self, state: StrEnum, action: StrEnum) -> None:
        """Remember the state found and the action refused."""
        super().__init__("conflict.state", state=state, action=action)
        self.state = state
        self.action = action


class InputRejectedError(DomainError):
    """A value cannot be taken. Pinned on its field, shown as 422.

    Attributes:
        field: name of the form field, or None when the whole form is meant.
    """

    def __init__(self, code: str, field: str | None = None, **values: object) -> None:
        """Keep the field beside the code."""
        super().__init__(code, **values)
        self.field = field


class RateLimitedError(DomainError):
    """Too many tries. Shown as 429.

    Attributes:
        retry_after_s: seconds until the next try is counted as the first.
    """

    def __init__(self, code: str, retry_after_s: int, **values: object) -> None:
        """Keep the waiting time, in seconds and in started minutes."""
        super().__init__(code, minutes=max(1, -(-retry_after_s // 60)), **values)
        self.retry_after_s = retry_after_s

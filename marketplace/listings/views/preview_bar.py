"""The bar over a page that shows a version before it is public."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Preview:
    """What the bar offers.

    Attributes:
        back: address to go back to, with ``back_words`` on the link.
        submit: address that sends the version for review; None when the reader may not.
    """

    back: str
    back_words: str
    submit: str | None = None

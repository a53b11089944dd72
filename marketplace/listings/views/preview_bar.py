"""The bar over a page that shows a version before it is public."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Preview:
    """What the bar offers.

    Attributes:
        back: address to go back to, with ``back_words`` on the link.
        submit: address that sends the version for review; None when the reader may not.
        framed: the page stands inside the review: without bar, header and menus.
    """

    back: str
    back_words: str
    submit: str | None = None
    framed: bool = False

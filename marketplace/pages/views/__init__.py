"""Pages of the house itself. Paths are written in full at each view."""

from marketplace.pages.views import help as _help  # noqa: F401
from marketplace.pages.views import home as _home  # noqa: F401
from marketplace.pages.views import machines as _machines  # noqa: F401
from marketplace.pages.views import texts as _texts  # noqa: F401
from marketplace.pages.views.blueprint import bp

__all__ = ["bp"]

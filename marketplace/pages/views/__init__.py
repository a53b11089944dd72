"""Pages of the house itself. Paths are written in full at each view."""

from marketplace.pages.views import help as help_pages
from marketplace.pages.views import home, machines, texts
from marketplace.pages.views.blueprint import bp

__all__ = ["bp", "help_pages", "home", "machines", "texts"]

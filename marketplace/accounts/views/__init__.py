"""Pages of the accounts room. Paths are written in full at each view."""

from marketplace.accounts.views import confirming as _confirming  # noqa: F401
from marketplace.accounts.views import invitations as _invitations  # noqa: F401
from marketplace.accounts.views import members as _members  # noqa: F401
from marketplace.accounts.views import organisations as _organisations  # noqa: F401
from marketplace.accounts.views import recovering as _recovering  # noqa: F401
from marketplace.accounts.views import settings as _settings  # noqa: F401
from marketplace.accounts.views import signing_in as _signing_in  # noqa: F401
from marketplace.accounts.views import signing_up as _signing_up  # noqa: F401
from marketplace.accounts.views.blueprint import bp

__all__ = ["bp"]

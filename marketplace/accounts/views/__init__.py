"""Pages of the accounts room. Paths are written in full at each view."""

from marketplace.accounts.views import (
    confirming,
    invitations,
    members,
    organisations,
    recovering,
    settings,
    signing_in,
    signing_up,
)
from marketplace.accounts.views.blueprint import bp

# Each module hangs its views on ``bp`` when it is imported.
MODULES = (
    confirming,
    invitations,
    members,
    organisations,
    recovering,
    settings,
    signing_in,
    signing_up,
)

__all__ = ["MODULES", "bp"]

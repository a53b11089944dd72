"""Pages of the listings room: the public catalogue and the seller's desk.

Paths are written in full at each view.
"""

from marketplace.listings.views import public_crafts as _public_crafts  # noqa: F401
from marketplace.listings.views import public_helpers as _public_helpers  # noqa: F401
from marketplace.listings.views import public_lists as _public_lists  # noqa: F401
from marketplace.listings.views import public_map as _public_map  # noqa: F401
from marketplace.listings.views import public_routes as _public_routes  # noqa: F401
from marketplace.listings.views import public_shops as _public_shops  # noqa: F401
from marketplace.listings.views import selling_acts as _selling_acts  # noqa: F401
from marketplace.listings.views import selling_edit as _selling_edit  # noqa: F401
from marketplace.listings.views import selling_pages as _selling_pages  # noqa: F401
from marketplace.listings.views import selling_preview as _selling_preview  # noqa: F401
from marketplace.listings.views import selling_show as _selling_show  # noqa: F401
from marketplace.listings.views import selling_terms as _selling_terms  # noqa: F401
from marketplace.listings.views.blueprint import bp
from marketplace.listings.views.selling_blueprint import selling

__all__ = ["bp", "selling"]

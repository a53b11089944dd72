"""Pages of the listings room: the public catalogue and the seller's desk.

Paths are written in full at each view.
"""

from marketplace.listings.views import (
    public_crafts,
    public_helpers,
    public_lists,
    public_map,
    public_routes,
    public_shops,
    public_travel,
    selling_acts,
    selling_edit,
    selling_pages,
    selling_photos,
    selling_preview,
    selling_show,
    selling_terms,
)
from marketplace.listings.views.blueprint import bp
from marketplace.listings.views.selling_blueprint import selling

# Importing a module hangs its views on the blueprint; naming it here says that this is meant.
__all__ = [
    "bp",
    "public_crafts",
    "public_helpers",
    "public_lists",
    "public_map",
    "public_routes",
    "public_shops",
    "public_travel",
    "selling",
    "selling_acts",
    "selling_edit",
    "selling_pages",
    "selling_photos",
    "selling_preview",
    "selling_show",
    "selling_terms",
]

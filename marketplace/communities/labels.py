"""Words of the pages of places."""

from collections.abc import Mapping
from typing import Final

from babel.support import LazyProxy

from marketplace.web.i18n import _l

DIRECTIONS: Final[Mapping[str, LazyProxy]] = {
    "n": _l("ทางทิศเหนือ"),
    "ne": _l("ทางทิศตะวันออกเฉียงเหนือ"),
    "e": _l("ทางทิศตะวันออก"),
    "se": _l("ทางทิศตะวันออกเฉียงใต้"),
    "s": _l("ทางทิศใต้"),
    "sw": _l("ทางทิศตะวันตกเฉียงใต้"),
    "w": _l("ทางทิศตะวันตก"),
    "nw": _l("ทางทิศตะวันตกเฉียงเหนือ"),
}

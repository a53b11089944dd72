"""Words of the knowledge pages."""

from collections.abc import Mapping
from typing import Final

from babel.support import LazyProxy

from marketplace.web.i18n import _l

TOPICS: Final[Mapping[str, LazyProxy]] = {
    "sangkhalok": _l("สังคโลก"),
    "thung-luang-pottery": _l("ดินเผาทุ่งหลวง"),
    "tin-chok": _l("ผ้าตีนจก"),
    "mud-cloth": _l("ผ้าหมักโคลน"),
    "ancient-gold": _l("ทองโบราณ"),
    "silver": _l("เครื่องเงิน"),
    "votive-tablets": _l("พระพิมพ์"),
    "script-arts": _l("ลายสือไท"),
    "palm-leaf": _l("ตาลโตนด"),
    "fermented-fish": _l("ของหมักริมยม"),
    "fruit": _l("ผลไม้และ GI"),
    "community-based-tourism": _l("ท่องเที่ยวโดยชุมชน"),
    "business-matching": _l("จับคู่ธุรกิจ"),
    "creative-cities": _l("เมืองสร้างสรรค์"),
}
"""Topic code -> words; a topic that is not listed is shown without a tag."""

DRAWINGS: Final[Mapping[str, str]] = {
    "sangkhalok": "p-plate",
    "thung-luang-pottery": "p-jar",
    "tin-chok": "teenjok-cloth",
    "mud-cloth": "p-mud",
    "ancient-gold": "p-gold",
    "silver": "p-gold",
    "community-based-tourism": "kiln",
    "creative-cities": "plate-fish",
}
"""Topic code -> drawing beside the article; the others get a bowl."""

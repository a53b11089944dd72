"""Examples of the documentation: what is asked, and part of what the demo answers.

A test asks each of them of the demo data and looks for every value shown, so none can grow old.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote

import msgspec

from marketplace.web.i18n import _l, current_lang


@dataclass(frozen=True, slots=True)
class Both:
    """A value that depends on the language of the answer."""

    th: Any
    en: Any


@dataclass(frozen=True, slots=True)
class Example:
    """One request.

    Attributes:
        name: anchor on the page.
        title: what it shows, translated when shown.
        path: with its query as it is to be read; ``{lang}`` is the language of the page.
        told: part of the answer.
        headers: to send; ``{lang}`` as in the path.
    """

    name: str
    title: Any
    path: Any
    told: Any
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def asked(self) -> str:
        """The path to ask for, in the language of the request, safely quoted."""
        return quote(self._path, safe="/?&=,")

    @property
    def _path(self) -> str:
        return str(_said(self.path, "")).replace("{lang}", current_lang())

    @property
    def sent(self) -> dict[str, str]:
        """The headers in the language of the request."""
        return {k: v.replace("{lang}", current_lang()) for k, v in self.headers.items()}

    def curl(self, base_url: str) -> str:
        """Return the request as a command of several lines."""
        where, _mark, given = self._path.partition("?")
        parts = [f"-H '{name}: {value}'" for name, value in self.sent.items()]
        if " " in given:
            # Words with blanks are quoted by curl itself.
            data = [f"--data-urlencode '{pair}'" for pair in given.split("&")]
            parts = [*parts, f"-G '{base_url}{where}'", *data]
        else:
            parts.append(f"'{base_url}{self._path}'")
        return " \\\n  ".join([f"curl {parts[0]}", *parts[1:]])

    def expected(self, base_url: str) -> Any:
        """Return the part of the answer in the language of the request, as values."""
        return _said(self.told, base_url)

    def answer(self, base_url: str) -> str:
        """Return the part of the answer as text to read."""
        body = msgspec.json.encode(self.expected(base_url))
        return msgspec.json.format(body, indent=2).decode()


def _said(value: Any, base_url: str) -> Any:
    if isinstance(value, Both):
        return _said(value.th if current_lang() == "th" else value.en, base_url)
    if isinstance(value, dict):
        return {name: _said(one, base_url) for name, one in value.items()}
    if isinstance(value, list):
        return [_said(one, base_url) for one in value]
    return value.replace("{base}", base_url) if isinstance(value, str) else value


def holds(told: Any, found: Any) -> bool:
    """Tell whether everything told is found: fields of objects, the first items of lists."""
    if isinstance(told, dict):
        return isinstance(found, dict) and all(
            name in found and holds(value, found[name]) for name, value in told.items()
        )
    if isinstance(told, list):
        return (
            isinstance(found, list)
            and len(told) <= len(found)
            and all(map(holds, told, found[: len(told)]))
        )
    return bool(told == found)


EXAMPLES: Final = (
    Example(
        "search",
        _l("ค้นหาด้วยคำที่คนพูด เงื่อนไขในคำกลายเป็นตัวกรอง"),
        Both(
            "/api/v1/search?q=จานสังคโลกลายปลา ไม่เกิน 700 บาท&per_page=1",
            "/api/v1/search?q=Sangkhalok fish plate under 700 baht&per_page=1&lang=en",
        ),
        {
            "items": [
                {
                    "kind": "craft",
                    "slug": "sangkhalok-fish-plate-25",
                    "title": Both("จานสังคโลกลายปลา 25 ซม.", "Sangkhalok fish-motif plate, 25 cm"),
                    "price_satang": 69_000,
                    "community": {"slug": "mueang-kao"},
                    "district": {"code": "6401"},
                    "url": Both(
                        "{base}/crafts/sangkhalok-fish-plate-25",
                        "{base}/en/crafts/sangkhalok-fish-plate-25",
                    ),
                }
            ],
            "understood": [{"code": "price_max:70000", "value": "70000"}],
        },
    ),
    Example(
        "listing",
        _l("เปิดรายการเดียว"),
        "/api/v1/listings/sangkhalok-fish-plate-25?lang={lang}",
        {
            "slug": "sangkhalok-fish-plate-25",
            "selling": True,
            "craft": {
                "pieces": 24,
                "weight_g": 780,
                "wholesale": {"min_quantity": 20, "price_satang": 52_000},
            },
        },
    ),
    Example(
        "refusal",
        _l("พารามิเตอร์ที่อ่านไม่ออกบอกเหตุผลทีละข้อ"),
        "/api/v1/search?min_price=cheap&lang={lang}",
        {
            "type": "{base}/developers#parameters",
            "status": 422,
            "errors": [{"parameter": "min_price", "code": "number"}],
        },
    ),
    Example(
        "octo-products",
        _l("เส้นทางแบบ OCTO พร้อมราคา"),
        "/octo/products?supplierId=mueang-kao-makers&per_page=1",
        [
            {
                "reference": "sukhothai-crafts-3-day",
                "internalName": Both("สุโขทัยสามวัน สามช่าง", "Three days, three Sukhothai crafts"),
                "timeZone": "Asia/Bangkok",
                "options": [
                    {
                        "id": "group-2-4",
                        "restrictions": {"minUnits": 2, "maxUnits": 4},
                        "units": [
                            {
                                "type": "TRAVELLER",
                                "pricingFrom": [{"retail": 980_000, "currency": "THB"}],
                            }
                        ],
                    }
                ],
            }
        ],
        {"Octo-Capabilities": "octo/pricing", "Accept-Language": "{lang}"},
    ),
)

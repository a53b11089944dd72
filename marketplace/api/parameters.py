"""Which parameters the operations take, as data: parsing and description both come from here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from marketplace.api.shapes import Choice, Code, Flag, Parameter, Point, Text, Unreadable, Whole
from marketplace.web.i18n import LANGUAGES, THAI, _l
from search_index.contract import Kind, Sort

MOST_PER_PAGE: Final = 100
_USUAL_PER_PAGE: Final = 20
_LONGEST_WORDS: Final = 200
_HIGHEST_BAHT: Final = 10_000_000
LAST_PAGE: Final = 10_000
_GROUP: Final = 999
_DAYS: Final = 365
_MINUTES: Final = 30 * 24 * 60
_UNDERSTOOD: Final = r"[a-z_]{1,40}(:[^\s,]{1,80})?"
_CURSOR: Final = "[A-Za-z0-9_-]{1,200}"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one parameter; ``detail`` is a sentence in the reader's language."""

    parameter: str
    code: str
    detail: str


class UnfitParameters(Exception):
    """Parameters that cannot be read. Every fault is told at once."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        """Keep the faults in the order of the parameters."""
        super().__init__(", ".join(fault.parameter for fault in faults))
        self.faults = tuple(faults)


def unfit(parameter: str, code: str) -> UnfitParameters:
    """Return the error of one parameter that was readable but does not make sense."""
    return UnfitParameters([Fault(parameter, code, Unreadable(code).detail)])


def read_parameters(
    table: Sequence[Parameter], given: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    """Read the parameters of an operation; names that it does not know are left alone.

    Args:
        table: those the operation takes.
        given: name -> values, in the order of the address.

    Raises:
        UnfitParameters: some cannot be read.
    """
    values: dict[str, Any] = {}
    faults = []
    for parameter in table:
        try:
            values[parameter.name] = parameter.read(given.get(parameter.name, ()))
        except Unreadable as error:
            faults.append(Fault(parameter.name, error.code, error.detail))
    if faults:
        raise UnfitParameters(faults)
    return values


LANG: Final = Parameter(
    "lang", Choice(LANGUAGES), _l("ภาษาของข้อความในคำตอบ"), default=THAI, example="en"
)
CURSOR: Final = Parameter(
    "cursor", Code(_CURSOR, many=False), _l("ค่า next จากคำตอบก่อนหน้า ใช้เปิดหน้าถัดไป")
)
PER_PAGE: Final = Parameter(
    "per_page", Whole(1, MOST_PER_PAGE), _l("จำนวนรายการต่อหน้า"), _USUAL_PER_PAGE, 10
)
KIND: Final = Parameter(
    "kind",
    Choice(tuple(kind.value for kind in Kind)),
    _l("เฉพาะงานหัตถกรรม (craft) หรือเส้นทาง (route)"),
    example="craft",
)
WORDS: Final = Parameter(
    "q",
    Text(_LONGEST_WORDS),
    _l("คำที่ค้น ภาษาไทย อังกฤษ หรือเขียนทับศัพท์ เงื่อนไขในคำ เช่น ไม่เกิน 500 บาท กลายเป็นตัวกรองเอง"),
    default="",
    example=_l("ผ้าพันคอ ไม่เกิน 500 บาท"),
)


def _codes(name: str, about: Any, example: str | None = None) -> Parameter:
    return Parameter(name, Code(), about, (), example)


DISTRICT: Final = _codes("district", _l("รหัสอำเภอ ดูได้ที่ /api/v1/districts"), "6405")
PLACE: Final = (
    _codes("category", _l("หมวด รวมหมวดย่อย ดูได้ที่ /api/v1/categories"), "textiles"),
    _codes("community", _l("ชุมชน ดูได้ที่ /api/v1/communities"), "mueang-kao"),
    DISTRICT,
)
_CHOSEN: Final = (
    Parameter("min_price", Whole(0, _HIGHEST_BAHT), _l("ราคาต่ำสุด บาทเต็ม"), example=100),
    Parameter("max_price", Whole(0, _HIGHEST_BAHT), _l("ราคาสูงสุด บาทเต็ม"), example=500),
    Parameter(
        "group", Whole(1, _GROUP), _l("จำนวนคน เหลือเฉพาะเส้นทางที่รับได้ งานฝีมือยังอยู่ครบ"), example=6
    ),
    Parameter("month", Whole(1, 12, many=True), _l("เดือนที่มีของหรือเปิดรับ 1–12"), (), 12),
    Parameter("weekday", Whole(1, 7, many=True), _l("วันที่เปิดรับ 1 คือวันจันทร์ 7 คือวันอาทิตย์"), (), 6),
    Parameter("in_stock", Flag(), _l("มีพร้อมส่ง"), default=False, example="1"),
    Parameter("made_to_order", Flag(), _l("ทำตามสั่ง"), default=False),
    Parameter("ready", Flag(), _l("มีพร้อมส่งหรือทำตามสั่ง"), default=False),
    Parameter("wholesale", Flag(), _l("มีราคาส่ง"), default=False),
    Parameter("wholesale_quantity", Whole(1, 1_000_000), _l("ซื้อส่งได้ตามจำนวนนี้"), example=50),
    Parameter("lead_days_max", Whole(0, _DAYS), _l("ได้ของภายในกี่วัน")),
    Parameter("days_min", Whole(1, _DAYS), _l("เส้นทางอย่างน้อยกี่วัน")),
    Parameter("days_max", Whole(1, _DAYS), _l("เส้นทางไม่เกินกี่วัน")),
    Parameter("duration_max", Whole(1, _MINUTES), _l("เส้นทางไม่เกินกี่นาที"), example=240),
    _codes("organisation", _l("ผู้ขาย")),
    _codes("material", _l("วัสดุ")),
    _codes("technique", _l("เทคนิค")),
    _codes("theme", _l("แนวของเส้นทาง")),
    _codes("language", _l("ภาษาของไกด์ ตาม ISO 639-1"), "en"),
    _codes("accessibility", _l("ระดับการเข้าถึงของเส้นทาง"), "easy"),
    _codes("certificate", _l("ใบรับรองที่ตรวจแล้ว")),
)
_ORDER: Final = (
    Parameter(
        "sort",
        Choice(tuple(sort.value for sort in Sort)),
        _l("ลำดับ: ตรงที่สุด ใหม่ล่าสุด ราคาต่ำไปสูง ราคาสูงไปต่ำ หรือใกล้ที่สุด"),
        default=Sort.BEST.value,
        example="price_up",
    ),
    Parameter("near", Point(), _l("จุดเริ่มของลำดับใกล้ที่สุด ละติจูด,ลองจิจูด"), example="17.02,99.70"),
)
SEARCH: Final = (
    WORDS,
    KIND,
    *PLACE,
    *_CHOSEN,
    *_ORDER,
    Parameter(
        "not",
        Code(_UNDERSTOOD),
        _l("เงื่อนไขในคำค้นที่ไม่ต้องใช้ ใส่ code จาก understood"),
        (),
        "price_max:50000",
    ),
    Parameter("page", Whole(1, LAST_PAGE), _l("หน้าที่เท่าไร ใช้แทน cursor ได้"), 1, 2),
    PER_PAGE,
    CURSOR,
    LANG,
)
SUGGEST: Final = (
    Parameter("q", Text(100), _l("คำที่กำลังพิมพ์"), default="", example=_l("สังค")),
    Parameter("limit", Whole(1, 20), _l("จำนวนคำแนะนำ"), 8, 5),
    LANG,
)
LISTINGS: Final = (
    KIND,
    *PLACE,
    PER_PAGE,
    CURSOR,
    LANG,
)
OCTO_PRODUCTS: Final = (
    Parameter("supplierId", Code(), _l("ผู้ขาย ดูได้ที่ /octo/suppliers"), (), "mueang-kao-makers"),
    PER_PAGE,
    CURSOR,
)
OCTO_HEADERS: Final = (
    Parameter(
        "Octo-Capabilities",
        Text(_LONGEST_WORDS),
        _l("ข้อมูลเพิ่มที่ต้องการ octo/content และ octo/pricing คั่นด้วยจุลภาค"),
        default="",
        example="octo/content, octo/pricing",
    ),
    Parameter("Accept-Language", Text(_LONGEST_WORDS), _l("ภาษาของข้อความ th หรือ en"), "", "en"),
)

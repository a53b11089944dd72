"""The operations of the JSON API, as data: routes and description are both made from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from marketplace.api import answers, listing_answers, octo_answers, parameters
from marketplace.api.parameters import read_parameters
from marketplace.api.shapes import Parameter
from marketplace.web.i18n import _l

VERSION: Final = "1.0.0"


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that may be asked.

    Attributes:
        name: the endpoint, and the operation's id in the description.
        path: with its parts in braces.
        about: what is answered, one sentence, translated when shown.
        parameters: of the query.
        answer: type of the answer.
        seconds: how long others may keep the answer.
        headers: that change the answer, as parameters are described.
    """

    name: str
    path: str
    about: Any
    parameters: Sequence[Parameter]
    answer: Any
    seconds: int = 60
    headers: Sequence[Parameter] = ()

    @property
    def is_octo(self) -> bool:
        """Whether it speaks OCTO, whose errors have a form of their own."""
        return self.path.startswith("/octo/")

    @property
    def rule(self) -> str:
        """The path as Flask writes it."""
        return self.path.replace("{", "<").replace("}", ">")

    def read(self, given: Mapping[str, Sequence[str]]) -> dict[str, Any]:
        """Read the parameters of a request. Raises UnfitParameters."""
        return read_parameters(self.parameters, given)


SEARCH: Final = Operation(
    "search",
    "/api/v1/search",
    _l("ค้นหางานหัตถกรรมและเส้นทาง พร้อมตัวกรองและจำนวน"),
    parameters.SEARCH,
    answers.SearchAnswer,
    seconds=30,
)
SUGGEST: Final = Operation(
    "suggest",
    "/api/v1/suggest",
    _l("คำแนะนำระหว่างพิมพ์"),
    parameters.SUGGEST,
    answers.SuggestAnswer,
)
LISTINGS: Final = Operation(
    "listings",
    "/api/v1/listings",
    _l("ทุกรายการที่เปิดขาย ใหม่สุดก่อน เปิดต่อทีละหน้าด้วย cursor"),
    parameters.LISTINGS,
    answers.ListingsAnswer,
)
LISTING: Final = Operation(
    "listing",
    "/api/v1/listings/{slug}",
    _l("ทุกอย่างที่เปิดเผยของรายการเดียว"),
    (parameters.LANG,),
    listing_answers.ListingAnswer,
)
COMMUNITIES: Final = Operation(
    "communities",
    "/api/v1/communities",
    _l("ชุมชนเจ้าบ้าน พร้อมพิกัดและจำนวนรายการ"),
    (parameters.DISTRICT, parameters.LANG),
    answers.CommunitiesAnswer,
)
CATEGORIES: Final = Operation(
    "categories",
    "/api/v1/categories",
    _l("หมวดของงานหัตถกรรมทั้งหมด"),
    (parameters.LANG,),
    answers.CategoriesAnswer,
)
DISTRICTS: Final = Operation(
    "districts",
    "/api/v1/districts",
    _l("เก้าอำเภอของสุโขทัย"),
    (parameters.LANG,),
    answers.DistrictsAnswer,
)
OCTO_SUPPLIER: Final = Operation(
    "octo_supplier",
    "/octo/supplier",
    _l("OCTO: ตลาดปสานในฐานะผู้จัดจำหน่าย"),
    (),
    octo_answers.OctoSupplier,
    headers=parameters.OCTO_HEADERS,
)
OCTO_SUPPLIERS: Final = Operation(
    "octo_suppliers",
    "/octo/suppliers",
    _l("OCTO: ผู้ขายที่มีเส้นทางเปิดขาย"),
    (),
    list[octo_answers.OctoSupplier],
    headers=parameters.OCTO_HEADERS,
)
OCTO_PRODUCTS: Final = Operation(
    "octo_products",
    "/octo/products",
    _l("OCTO: เส้นทางที่เปิดขาย ใหม่สุดก่อน หน้าถัดไปอยู่ใน Link"),
    parameters.OCTO_PRODUCTS,
    list[octo_answers.OctoProduct],
    headers=parameters.OCTO_HEADERS,
)
OCTO_PRODUCT: Final = Operation(
    "octo_product",
    "/octo/products/{id}",
    _l("OCTO: เส้นทางเดียว"),
    (),
    octo_answers.OctoProduct,
    headers=parameters.OCTO_HEADERS,
)
OPERATIONS: Final = (
    SEARCH, SUGGEST, LISTINGS, LISTING, COMMUNITIES, CATEGORIES, DISTRICTS,
    OCTO_SUPPLIER, OCTO_SUPPLIERS, OCTO_PRODUCTS, OCTO_PRODUCT,
)  # fmt: skip

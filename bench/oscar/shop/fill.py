"""Fills the empty shop: `python -m shop.fill products.jsonl`."""

import json
import sys
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import django

django.setup()

# Oscar's models exist only after `setup`.
from django.core.management import call_command  # noqa: E402 (Django has to be set up first)
from django.db import transaction  # noqa: E402 (Django has to be set up first)
from haystack import connections  # noqa: E402 (Django has to be set up first)
from oscar.core.loading import get_model  # noqa: E402 (Django has to be set up first)

_STEP = 1_000


def main() -> None:
    """Make tables, products and the index."""
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    print("Oscar: tables", flush=True)
    call_command("migrate", verbosity=0, interactive=False)
    _products([json.loads(line) for line in lines])
    _index()


@transaction.atomic
def _products(rows: list[dict[str, Any]]) -> None:
    product, listed = get_model("catalogue", "Product"), get_model("catalogue", "ProductCategory")
    stock, category = get_model("partner", "StockRecord"), get_model("catalogue", "Category")
    craft = get_model("catalogue", "ProductClass").objects.create(name="Craft", track_stock=True)
    partner = get_model("partner", "Partner").objects.create(name="Village", code="village")
    names = sorted({row["category"] for row in rows})
    categories = {name: category.add_root(name=name, slug=name) for name in names}
    for start in range(0, len(rows), _STEP):
        some = rows[start : start + _STEP]
        made = product.objects.bulk_create(
            product(
                structure="standalone", is_public=True, product_class=craft, upc=row["slug"],
                slug=row["slug"], title=row["title"], description=row["description"],
                meta_title="", meta_description="",
            )
            for row in some
        )  # fmt: skip
        pairs = list(zip(made, some, strict=True))
        stock.objects.bulk_create(
            stock(
                product=one, partner=partner, partner_sku=row["slug"], num_in_stock=row["stock"],
                price_currency="THB", price=Decimal(row["price_satang"]) / 100,
            )
            for one, row in pairs
        )  # fmt: skip
        listed.objects.bulk_create(
            listed(product=one, category=categories[row["category"]]) for one, row in pairs
        )
        print(f"Oscar: {start + len(some):,} of {len(rows):,} products", flush=True)


class _Counted:
    """Products on their way into the index; Haystack also asks how many there are."""

    def __init__(self, rows: Any) -> None:
        self.rows, self.total = rows, rows.count()

    def __len__(self) -> int:
        return self.total

    def __iter__(self) -> Iterator[Any]:
        began = time.monotonic()
        for number, row in enumerate(self.rows.iterator(chunk_size=_STEP), 1):
            yield row
            if number % _STEP == 0 or number == self.total:
                took = time.monotonic() - began
                print(f"Oscar: {number:,} of {self.total:,} indexed, {took:.0f} s", flush=True)
        print("Oscar: writing the index", flush=True)


def _index() -> None:
    """Build the index in one commit: one segment, the quickest state Whoosh can be in."""
    connection = connections["default"]
    index = connection.get_unified_index().get_index(get_model("catalogue", "Product"))
    backend = connection.get_backend()
    backend.clear()
    backend.update(index, _Counted(index.index_queryset()))


if __name__ == "__main__":
    main()

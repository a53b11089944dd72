"""Our side: a furnished instance with its index, and the same listings as rows for Oscar."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from bench.catalogue import furnish
from tests.support.runner.machine import ROOT

_ROWS = """
SELECT l.slug, l.title_th AS title, l.category_slug AS category, c.price_satang, c.stock,
       l.summary_th || char(10) || json_extract(v.document, '$.description_th') || char(10)
       || l.title_en || char(10) || l.summary_en || char(10)
       || json_extract(v.document, '$.description_en') AS description
FROM listing l JOIN craft_terms c ON c.listing_id = l.id
JOIN listing_version v ON v.id = l.approved_version_id ORDER BY l.id
"""


def house(instance: Path, count: int) -> list[dict[str, object]]:
    """Make an instance with its index built; return its listings as products for Oscar.

    Their description holds both languages, so that both sides have the same words to look in.
    """
    print(f"house: {count:,} listings", flush=True)
    furnish(instance, count)
    print("house: building the index", flush=True)
    subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", "reindex"],
        check=True, cwd=ROOT,
        env=os.environ | {"TALAT_MODE": "dev", "TALAT_INSTANCE": str(instance)},
    )  # fmt: skip
    with closing(sqlite3.connect(instance / "talat.sqlite3")) as database:
        database.row_factory = sqlite3.Row
        return [dict(row) for row in database.execute(_ROWS)]

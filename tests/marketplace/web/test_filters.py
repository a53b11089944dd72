"""How dates, money, names and texts are written; the table is what was agreed."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from markupsafe import Markup

from marketplace.web import dates, figures
from marketplace.web.i18n import speaking
from marketplace.web.names import keep_names, names_pattern, read_names
from marketplace.web.richtext import markdown
from marketplace.web.templating import pick, picked_lang

NOW = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)  # 09.30 in Bangkok


def ahead(**step: float) -> str:
    return dates.when(NOW + timedelta(**step), NOW)


@pytest.mark.parametrize(
    ("make", "thai", "english"),
    [
        (lambda: dates.date_long(NOW), "วันศุกร์ที่ 20 พฤศจิกายน 2569", "Fri 20 Nov 2026"),
        (lambda: dates.date_mid(NOW), "20 พ.ย. 2569", "20 Nov 2026"),
        (lambda: dates.date_short(NOW), "20 พ.ย. 69", "20 Nov 26"),
        (lambda: dates.date_mid(date(2026, 1, 2)), "2 ม.ค. 2569", "2 Jan 2026"),
        (lambda: dates.clock(NOW), "09.30 น.", "09:30"),
        (
            lambda: dates.clock_range(NOW, NOW + timedelta(hours=2.5)),
            "09.30–12.00 น.",
            "09:30–12:00",
        ),
        (lambda: dates.date_clock(NOW), "20 พ.ย. 2569 เวลา 09.30 น.", "Fri 20 Nov 2026, 09:30"),
        (
            lambda: dates.date_range(date(2026, 11, 20), date(2026, 11, 22)),
            "20–22 พ.ย. 2569",
            "20–22 Nov 2026",
        ),
        (
            lambda: dates.date_range(date(2026, 12, 28), date(2027, 1, 2)),
            "28 ธ.ค. 2569 – 2 ม.ค. 2570",
            "28 Dec 2026 – 2 Jan 2027",
        ),
        (
            lambda: dates.date_range(date(2026, 11, 28), date(2026, 12, 2)),
            "28 พ.ย. – 2 ธ.ค. 2569",
            "28 Nov – 2 Dec 2026",
        ),
        (lambda: dates.duration(2.5), "2 ชั่วโมง 30 นาที", "2 hours 30 minutes"),
        (lambda: dates.duration(timedelta(hours=1)), "1 ชั่วโมง", "1 hour"),
        (lambda: dates.days_nights(2), "2 วัน 1 คืน", "2 days 1 night"),
        (lambda: dates.days_nights(1), "1 วัน", "1 day"),
        (lambda: ahead(seconds=-20), "เมื่อสักครู่", "just now"),
        (lambda: ahead(minutes=-5), "5 นาทีที่แล้ว", "5 minutes ago"),
        (lambda: ahead(hours=-2), "2 ชั่วโมงที่แล้ว", "2 hours ago"),
        (lambda: ahead(hours=-19), "เมื่อวาน 14.30 น.", "yesterday 14:30"),
        (lambda: ahead(days=-3), "3 วันที่แล้ว", "3 days ago"),
        (lambda: ahead(days=-8), "12 พ.ย. 2569", "12 Nov 2026"),
        (lambda: ahead(minutes=30), "อีก 30 นาที", "in 30 minutes"),
        (lambda: ahead(days=2), "อีก 2 วัน", "in 2 days"),
        (lambda: ahead(days=8), "28 พ.ย. 2569", "28 Nov 2026"),
        (lambda: figures.money(285_000), "฿2,850", "฿2,850"),
        (lambda: figures.money(285_050), "฿2,850.50", "฿2,850.50"),
        (lambda: figures.money(-5), "-฿0.05", "-฿0.05"),
        (lambda: figures.money_words(125_000), "1,250 บาท", "฿1,250"),
        (lambda: figures.money_exact(125_000), "1,250.00", "1,250.00"),
        (lambda: figures.money_range(55_000, 89_000), "฿550–890", "฿550–890"),
        (lambda: figures.money_range(55_000, 55_000), "฿550", "฿550"),
        (lambda: figures.number(1250), "1,250", "1,250"),
        (lambda: figures.number(2.5), "2.5", "2.5"),
    ],
)
def test_the_table_of_forms(make: Callable[[], str], thai: str, english: str) -> None:
    with speaking("th"):
        assert make().replace("\u00a0", " ") == thai
    with speaking("en"):
        assert make().replace("\u00a0", " ") == english


def test_numbers_never_part_from_their_words() -> None:
    assert dates.clock(NOW) == "09.30\u00a0น."
    assert dates.date_mid(NOW) == "20\u00a0พ.ย.\u00a02569"
    assert keep_names("กว้าง 98 ซม. 4 ใบ ต่าง ๆ พ.ศ. 2569") == (
        "กว้าง 98\u00a0ซม. 4\u00a0ใบ ต่าง\u00a0ๆ พ.ศ.\u00a02569"
    )


@pytest.mark.parametrize("name", read_names())
def test_every_name_stays_whole(name: str) -> None:
    assert keep_names(f"({name})") == f'(<span class="nb">{name}</span>)'


def test_the_longest_name_wins_and_text_is_escaped() -> None:
    assert keep_names("<b>บ้านนาต้นจั่น</b>") == (
        '&lt;b&gt;<span class="nb">บ้านนาต้นจั่น</span>&lt;/b&gt;'
    )


def test_markup_stays_markup_and_attributes_are_left_alone() -> None:
    text = Markup('<a title="หาดเสี้ยว">หาดเสี้ยว &amp; ผ้า</a>')

    assert keep_names(text) == ('<a title="หาดเสี้ยว"><span class="nb">หาดเสี้ยว</span> &amp; ผ้า</a>')


def test_names_end_where_words_end() -> None:
    pattern = names_pattern(["Kong", "กง"])

    assert pattern.findall("Kongo Kong HongKong") == ["Kong"]
    assert pattern.findall("กง กงั่") == ["กง"]


def test_nothing_is_nothing() -> None:
    assert keep_names(None) == ""


def test_texts_are_picked_in_the_readers_language_and_borrowed_from_the_other() -> None:
    both = SimpleNamespace(title_th="จาน", title_en="Plate")
    thai_only = {"title_th": "จาน", "title_en": ""}

    with speaking("en"):
        assert (pick(both, "title"), picked_lang(both, "title")) == ("Plate", "en")
        assert (pick(thai_only, "title"), picked_lang(thai_only, "title")) == ("จาน", "th")
    with speaking("th"):
        assert pick(both, "title") == "จาน"
        assert pick({}, "title") == ""


@pytest.mark.parametrize(
    "evil",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](data:text/html,x)",
        "<img src=x onerror=alert(1)>",
        '[x](https://a.example "onmouseover=alert(1)")',
        "![x](https://a.example/x.png)",
        "<a href='javascript:x'>x</a>",
    ],
)
def test_markdown_runs_nothing(evil: str) -> None:
    html = markdown(evil)

    for sign in ("<script", "<img", 'href="javascript', 'href="data', "title=", "<a href='"):
        assert sign not in html


def test_markdown_makes_the_small_set() -> None:
    html = markdown("# หัวข้อ\n\nย่อหน้า **หนา** [ลิงก์](https://a.example)\n\n- หนึ่ง\n- สอง")

    assert html == (
        "<h2>หัวข้อ</h2>\n<p>ย่อหน้า <strong>หนา</strong> "
        '<a href="https://a.example" rel="nofollow noopener noreferrer">ลิงก์</a></p>\n'
        "<ul>\n<li>หนึ่ง</li>\n<li>สอง</li>\n</ul>\n"
    )
    assert "<a" not in markdown("[ลิงก์](https://a.example)", links=False)

"""Forms take what people type, in any spelling, and say what to mend."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from werkzeug.datastructures import ImmutableMultiDict
from wtforms import PasswordField

from marketplace.text import (
    clean,
    clean_block,
    clean_line,
    english_sort_key,
    index_letter,
    thai_sort_key,
    without_prefix,
)
from marketplace.web.choices import RadioField, SelectField, SelectMultipleField, choices_of
from marketplace.web.contacts import (
    EmailAddress,
    PhoneNumber,
    is_email,
    is_facebook,
    is_line,
    is_phone,
)
from marketplace.web.csrf import SECRETS
from marketplace.web.forms import (
    Baht,
    Between,
    Block,
    Called,
    Day,
    Form,
    Line,
    MaxLength,
    OptionalInput,
    Required,
    WholeNumber,
)
from marketplace.web.i18n import _l, speaking
from models.errors import InputRejectedError


class Probe(Form):
    title = Line("ชื่อ", [Required(), MaxLength(10)])
    story = Block("เรื่อง")
    price = Baht("ราคา", [OptionalInput()])
    stock = WholeNumber("จำนวน", [OptionalInput(), Between(0, 1000)])
    day = Day("วันที่", [OptionalInput()])
    email = Line("อีเมล", [OptionalInput(), EmailAddress()])
    phone = Line("โทร", [OptionalInput(), PhoneNumber()])


def sent(app: Flask, **values: str) -> Probe:
    with app.test_request_context("/", method="POST", data={"title": "จาน", **values}):
        form = Probe.bind()
        form.validate()
        return form


@pytest.mark.parametrize(
    ("typed", "satang"),
    [
        ("1250", 125_000),
        ("1,250", 125_000),
        ("฿1,250.50", 125_050),
        ("๑๒๕๐", 125_000),
        ("1250 บาท", 125_000),
        ("", None),
        ("0", 0),
    ],
)
def test_prices_are_read_as_people_write_them(app: Flask, typed: str, satang: int | None) -> None:
    form = sent(app, price=typed)

    assert (form.price.data, form.errors) == (satang, {})


@pytest.mark.parametrize(
    "typed", ["x", "1.555", "-1", "1e3000", "NaN", "Infinity", "1" * 40, "1.2.3", "9" * 9]
)
def test_what_is_no_price_is_told_and_kept(app: Flask, typed: str) -> None:
    form = sent(app, price=typed)

    assert form.price.errors == ["อ่านราคาไม่ออก ใส่เป็นบาท เช่น 1250 หรือ 1250.50"]
    assert form.price._value() == typed


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-11-20", date(2026, 11, 20)),
        ("20/11/2569", date(2026, 11, 20)),
        ("20/11/2026", date(2026, 11, 20)),
        ("๒๐/๑๑/๒๕๖๙", date(2026, 11, 20)),
    ],
)
def test_dates_are_read_in_both_eras(app: Flask, typed: str, day: date) -> None:
    assert sent(app, day=typed).day.data == day


def test_a_kept_date_comes_back_as_one_types_it(app: Flask) -> None:
    with app.test_request_context("/"):
        field = Probe(day=date(2026, 11, 20)).day
        with speaking("th"):
            assert 'value="20/11/2569"' in field()
        with speaking("en"):
            assert 'value="20/11/2026"' in field()
        assert 'value="2026-11-20"' in field(type="date")


@pytest.mark.parametrize("typed", ["yesterday", "31/02/2569", "20/11", "1/1/99999999999", "//"])
def test_what_is_no_date_is_told(app: Flask, typed: str) -> None:
    assert sent(app, day=typed).day.errors


@pytest.mark.parametrize("typed", ["1.5", "x", "--1", "1" * 30, "1001", "-1", "²"])
def test_what_is_no_count_is_told(app: Flask, typed: str) -> None:
    assert sent(app, stock=typed).stock.errors


def test_the_summary_names_the_fields_in_order(app: Flask) -> None:
    form = sent(app, title="", price="x", stock="5000")

    assert [fault.field_id for fault in form.faults()] == ["title", "price", "stock"]
    assert form.summary.startswith("ยังไม่ได้ส่ง มี 3\u00a0ช่องที่ต้องแก้")
    assert form.title.errors == ["ยังไม่ได้ใส่ชื่อ ใส่แล้วกดส่งอีกครั้ง"]


def test_refusals_of_an_action_are_pinned_on_their_field(app: Flask) -> None:
    form = sent(app)

    form.pin(InputRejectedError("price.wholesale_higher", "price", retail="690"))
    form.pin(InputRejectedError("wholesale.pair"))

    assert "฿690" in form.price.errors[0]
    assert len(form.form_errors) == 1
    assert form.summary.startswith("ยังไม่ได้ส่ง มี 2\u00a0ช่อง")


def test_text_is_cleaned_before_anything_looks_at_it(app: Flask) -> None:
    form = sent(app, title="  จา\u200bน\x00 \u202eแดง ", story="หนึ่ง  \r\nสอง\u2028สาม\n\n")

    assert form.title.data == "จาน แดง"
    assert form.story.data == "หนึ่ง\nสอง\nสาม"


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("a\ud800b", "a\ufffdb"),
        ("ก\u0e4d\u0e32", "กำ"),
        ("e\u0301", "\u00e9"),
        ("\ufeffx\u200d\u2066y", "x\u200dy"),
    ],
)
def test_one_spelling_for_each_word(text: str, result: str) -> None:
    assert clean(text) == result
    assert clean_line(f" {text} ") == result
    assert clean_block(text) == result


def test_addresses_and_numbers() -> None:
    assert is_email("malee@example.org")
    assert is_email("a.b+c@sub.example.co.th")
    for bad in (
        "a@b",
        "a b@example.org",
        "@example.org",
        "a@-x.org",
        "a@x..org",
        "a\n@example.org",
    ):
        assert not is_email(bad)
    for good in ("0812345678", "081-234-5678", "055 611 111", "+66812345678"):
        assert is_phone(good)
    for bad in ("12345", "0", "+0812345678", "08123456789", "phone"):
        assert not is_phone(bad)


def test_districts_sort_as_in_a_dictionary() -> None:
    districts = [
        "กงไกรลาศ",
        "คีรีมาศ",
        "ทุ่งเสลี่ยม",
        "บ้านด่านลานหอย",
        "เมืองสุโขทัย",
        "ศรีนคร",
        "ศรีสัชนาลัย",
        "ศรีสำโรง",
        "สวรรคโลก",
    ]

    assert sorted(sorted(districts), key=thai_sort_key) == districts


def test_tones_decide_last_and_digits_count_by_value() -> None:
    assert sorted(["ข้าว", "ขาว", "ข่าว"], key=thai_sort_key) == ["ขาว", "ข่าว", "ข้าว"]
    assert sorted(["ชุด 12", "ชุด 6"], key=thai_sort_key) == ["ชุด 6", "ชุด 12"]
    assert sorted(["zebra", "ผ้า", "3 สี"], key=thai_sort_key) == ["3 สี", "ผ้า", "zebra"]
    assert sorted(["ผ้า", "The Loom", "Kiln"], key=english_sort_key) == ["Kiln", "The Loom", "ผ้า"]


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("เตาทุเรียง", "ต"),
        ("ใบตาล", "บ"),
        ("หวาย", "ห"),
        ("ชุมชนบ้านนาต้นจั่น", "น"),
        ("บ้านด่านลานหอย", "บ"),
        ("อ.เมืองสุโขทัย", "ม"),
    ],
)
def test_names_stand_under_their_letter(name: str, letter: str) -> None:
    assert index_letter(name) == letter
    assert without_prefix("บ้าน") == "บ้าน"


def test_a_phone_in_thai_digits_is_kept_in_those_that_telephones_dial(app: Flask) -> None:
    form = sent(app, phone="๐๘๑-๒๓๔-๕๖๗๘")

    assert (form.phone.errors, form.phone.data) == ([], "081-234-5678")


@pytest.mark.parametrize("typed", ["1001", "9" * 20, "-1", "-" + "9" * 20])
def test_a_number_without_bounds_is_told_its_bounds(app: Flask, typed: str) -> None:
    assert sent(app, stock=typed).stock.errors == ["จำนวนใส่ได้ตั้งแต่ 0 ถึง 1,000"]


@pytest.mark.parametrize(
    ("typed", "line", "facebook"),
    [
        ("@hatsiao", True, False),
        ("hatsiao.64", True, True),
        ("https://line.me/R/ti/p/@hatsiao", True, False),
        ("มี ช่องว่าง", False, True),
        ("ผ้าทอบ้านหาดเสี้ยว", False, True),
        ("https://www.facebook.com/hatsiao", False, True),
        ("facebook.com/hatsiao?id=1", False, True),
        ("https://facebook.com.example/hatsiao", False, False),
        ("javascript:alert(1)", False, False),
        ("javascript:alert(1)//facebook.com/x", False, False),
    ],
)
def test_line_and_facebook_are_where_somebody_can_be_reached(
    typed: str, line: bool, facebook: bool
) -> None:
    assert (is_line(typed), is_facebook(typed)) == (line, facebook)


class Door(Form):
    name = Line("ชื่อที่ให้คนอื่นเห็น", [Required()])
    password = PasswordField("ตั้งรหัสผ่าน", [Called("รหัสผ่าน"), Required()])


@pytest.mark.parametrize(
    ("name", "password", "said"),
    [
        ("", "a long one", "เพื่อความปลอดภัย หน้านี้ไม่เก็บรหัสผ่านไว้ ใส่อีกครั้งแล้วกดส่ง"),
        ("ฟ้า", "", "ยังไม่ได้ใส่รหัสผ่าน ใส่แล้วกดส่งอีกครั้ง"),
    ],
)
def test_a_password_that_is_not_sent_back_is_asked_for_again(
    app: Flask, name: str, password: str, said: str
) -> None:
    with app.test_request_context("/", method="POST", data={"name": name, "password": password}):
        form = Door.bind()

        assert not form.validate()

    assert form.password.errors == [said]


def test_a_password_is_asked_for_again_when_an_action_refuses_another_field(app: Flask) -> None:
    with app.test_request_context("/", method="POST", data={"name": "ฟ้า", "password": "long"}):
        form = Door.bind()
        assert form.validate()

        form.pin(InputRejectedError("text.thai_missing", "name"))

    assert len(form.password.errors) == 1


def test_dates_are_typed_in_thai_digits(app: Flask) -> None:
    assert sent(app, day="๒๐/๑๑/๒๕๖๙").day.data == date(2026, 11, 20)


class ProbeChoices(Form):
    one = RadioField("ผลการตรวจ", [Required()], choices=choices_of({"a": _l("ก")}))
    other = SelectField("หมวด", choices=choices_of({"a": _l("ก"), "b": _l("ข")}))
    many = SelectMultipleField("เหตุผล", choices=choices_of({"a": _l("ก")}))


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        ({"one": "a", "other": "b", "many": "a"}, {}),
        (
            {},
            {
                "one": ["ยังไม่ได้เลือกผลการตรวจ เลือกแล้วกดส่งอีกครั้ง"],
                "other": ["ยังไม่ได้เลือกหมวด เลือกแล้วกดส่งอีกครั้ง"],
            },
        ),
        (
            {"one": "x", "other": "a", "many": "x"},
            {
                "one": ["ตัวเลือกนี้ไม่มีแล้ว เลือกใหม่อีกครั้ง"],
                "many": ["ตัวเลือกนี้ไม่มีแล้ว เลือกใหม่อีกครั้ง"],
            },
        ),
    ],
)
def test_a_choice_is_asked_for_in_words_of_ours(
    app: Flask, data: dict[str, str], errors: dict[str, list[str]]
) -> None:
    with app.test_request_context("/"):
        form = ProbeChoices(ImmutableMultiDict(data))
        form.validate()

        assert form.errors == errors


def all_forms(kind: type[Form] = Form) -> Iterator[type[Form]]:
    for below in kind.__subclasses__():
        if below.__module__.startswith("marketplace."):
            yield below
        yield from all_forms(below)


def test_every_field_for_a_password_is_known_as_secret(app: Flask) -> None:
    with app.test_request_context("/"):
        found = {
            name
            for form in all_forms()
            for name, field in form._unbound_fields or vars(form).items()
            if getattr(field, "field_class", None) is PasswordField
        }

    assert found == SECRETS


def said(errors: object) -> Iterator[str]:
    if isinstance(errors, str):
        yield errors
    elif isinstance(errors, dict | list | tuple):
        for inner in errors.values() if isinstance(errors, dict) else errors:
            yield from said(inner)


@pytest.mark.parametrize("typed", ["", "~", "-1", "9" * 9000])
def test_no_form_of_the_house_says_a_text_of_the_library(app: Flask, typed: str) -> None:
    forms = set(all_forms())
    assert len(forms) > 20
    with app.test_request_context("/"):
        for kind in forms:
            for data in ({}, {field.name: typed for field in kind()}):
                form = kind(ImmutableMultiDict(data))
                form.validate()
                for text in said(form.errors):
                    assert re.search("[\u0e01-\u0e5b]", text), (kind.__name__, text)

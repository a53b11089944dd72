"""What people read is what was agreed, letter for letter, in Thai and in English."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from marketplace.listings.reasons import REASONS
from marketplace.notifications.composers import accounts, listings, organisations
from marketplace.notifications.mails import MailWords
from marketplace.web import catalogues
from marketplace.web.i18n import ENGLISH, THAI, TRANSLATIONS, gettext, pgettext, speaking
from marketplace.web.messages import SENTENCES

AGREED: Final[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("sentences.yaml").read_text(encoding="utf-8")
)
MAILS: Final[dict[str, MailWords]] = {
    "SellerAdmitted": organisations.ADMITTED,
    "AdmissionReturned": organisations.RETURNED,
    "ListingSubmitted": listings.SUBMITTED,
    "ListingApproved": listings.APPROVED,
    "ChangesRequested": listings.CHANGES,
    "ListingRejected": listings.REJECTED,
    "NewSignIn": accounts.NEW_SIGN_IN,
}
LANGUAGES: Final = ((0, THAI), (1, ENGLISH))
ERROR_LENGTH: Final = {THAI: 160, ENGLISH: 208}
NEVER: Final = {
    "an exclamation": r"!",
    "a closing particle": r"ครับ|ค่ะ|นะคะ",
    "an order of the law": r"กรุณา|โปรด(?!ปราน)",
    "a passive": r"(?<!บอก)ถูก(?!ต้อง|กฎ|$| )",
    "an office word": r"ทำการ(?<!วันทำการ)|ไม่สามารถ|ดำเนินการ|ฯลฯ",
    "a repeat mark without blanks": r"[^ \u00a0]ๆ|ๆ[^ ”)]",
    "a Latin letter without a blank": r"[\u0e01-\u0e5b][A-Za-z]|[A-Za-z][\u0e01-\u0e5b]",
    "a Western question mark": r"\?",
}
SORRY: Final = SENTENCES["server.fault"]


def plain(text: object) -> str:
    """Return a text as it is compared: places alike, binding blanks as blanks."""
    return re.sub(r"%\(\w+\)s", "%", str(text)).replace("\u00a0", " ")


def messages() -> Iterator[tuple[str, tuple[str, ...]]]:
    for room in sorted(path.stem for path in TRANSLATIONS.glob("en/*.po")):
        for message in catalogues._read(room):
            if message.id:
                english = message.string
                yield (
                    message.id if isinstance(message.id, str) else message.id[0],
                    (english,) if isinstance(english, str) else tuple(english or ()),
                )


@pytest.mark.parametrize("code", AGREED["errors"])
@pytest.mark.parametrize("lang", [THAI, ENGLISH])
def test_an_error_says_what_was_agreed(code: str, lang: str) -> None:
    with speaking(lang):
        assert plain(SENTENCES[code]) == plain(AGREED["errors"][code][lang])


@pytest.mark.parametrize("code", SENTENCES)
@pytest.mark.parametrize("lang", [THAI, ENGLISH])
def test_an_error_is_short_enough(code: str, lang: str) -> None:
    with speaking(lang):
        assert len(plain(SENTENCES[code])) <= ERROR_LENGTH[lang]


@pytest.mark.parametrize("code", AGREED["reasons"])
@pytest.mark.parametrize(("column", "lang"), LANGUAGES)
def test_a_reason_coaches_as_was_agreed(code: str, column: int, lang: str) -> None:
    agreed, reason = AGREED["reasons"][code], REASONS[code]
    with speaking(lang):
        assert plain(reason.title) == plain(agreed["title"][column])
        assert plain(reason.advice) == plain(agreed[lang])


@pytest.mark.parametrize("fact", AGREED["mails"])
@pytest.mark.parametrize(("column", "lang"), LANGUAGES)
def test_a_mail_says_what_was_agreed(fact: str, column: int, lang: str) -> None:
    agreed, words = AGREED["mails"][fact], MAILS[fact]
    with speaking(lang):
        for part in ("subject", "body", "action"):
            assert plain(getattr(words, part)) == plain(agreed[part][column])


@pytest.mark.parametrize("code", AGREED["empty"])
def test_an_empty_place_says_what_was_agreed(code: str) -> None:
    for thai, english in AGREED["empty"][code].values():
        with speaking(ENGLISH):
            assert english in {gettext(thai), pgettext("step", thai)}


def test_no_thai_message_breaks_the_rules_of_wording() -> None:
    texts = {re.sub(r"%\(\w+\)s", " ", thai) for thai, _english in messages()}
    faults = [
        f"{name}: {text}"
        for text in sorted(texts)
        for name, pattern in NEVER.items()
        if re.search(pattern, text)
    ]
    assert faults == []


def test_only_a_fault_of_ours_says_sorry() -> None:
    with speaking(THAI):
        sorry = [thai for thai, _english in messages() if "ขออภัย" in thai]
        assert [plain(text) for text in sorry] == [plain(SORRY)]


def test_english_is_british_and_has_no_thai_letters() -> None:
    wrong = re.compile(
        r"[\u0e01-\u0e3e\u0e40-\u0e5b]|!|\b(?:color|center|favorite|organiz\w*|jewelry|please)\b",
        re.IGNORECASE,
    )
    faults = [text for _thai, english in messages() for text in english if wrong.search(text)]
    assert faults == []

"""Which passwords are taken, and how they are kept."""

import pytest

from marketplace.accounts import passwords

OWN = ("มาลี ใจดี", "malee@example.org")


@pytest.mark.parametrize(
    "password",
    [
        "short",
        "elevenchars",
        "password1234",
        "P@ssw0rd2024!",
        "sukhothai2569!",
        "สุโขทัย2569สุโขทัย",
        "123456789012",
        "aaaaaaaaaaaa",
        "abcabcabcabc",
        "qwertyuiopas",
        "passwordpassword",
        "สวัสดีครับ1234",
        "isylzjko1234",
        "malee@example.org",
        "malee1234567",
        "20112569abcd",
        "ใครจักใคร่ค้าค้า",
        "ｐａｓｓｗｏｒｄ１２３４",
    ],
)
def test_short_and_guessable_passwords_are_weak(password: str) -> None:
    assert passwords.is_weak(password, OWN)


@pytest.mark.parametrize(
    "password",
    [
        "ทอผ้าใต้ถุนบ้านยาย",
        "correct horse battery staple",
        "ผ้าซิ่นตีนจก-2569",
        "xK9$mQ2vL7pR",
        "mai kin phak bung loi fa",
        "🏺🧵🛶🌾🐟🏺🪷🧶🐘🎏🌙🪔",
        "x7!" * 20 + "end",
    ],
)
def test_long_and_own_passwords_are_taken(password: str) -> None:
    assert not passwords.is_weak(password, OWN)


def test_sixty_four_signs_and_more_are_taken() -> None:
    long = "ผ้าทอมือ ลายเครือน้อย ย้อมคราม จากบ้านนาต้นจั่น และจานสังคโลก ลายปลา 25 ซม."
    assert len(long) > 64
    assert not passwords.is_weak(long)
    assert passwords.verify_password(passwords.hash_password(long), long)


def test_a_password_is_kept_as_argon2id_with_the_advised_cost() -> None:
    kept = passwords.hash_password("ทอผ้าใต้ถุนบ้านยาย")
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert not passwords.needs_rehash(kept)


def test_one_password_in_two_spellings_is_one_password() -> None:
    kept = passwords.hash_password("น้ำตาลโตนดบ้านเรา")
    assert passwords.verify_password(kept, "น\u0e49\u0e4d\u0e32ตาลโตนดบ้านเรา")


def test_nobody_has_no_password() -> None:
    assert not passwords.verify_password(None, "nobody knows what this hash was made from")
    assert not passwords.verify_password("not a hash", "anything")

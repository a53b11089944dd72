"""The signed word in the mails with which a person ends the notices without signing in.

It opens nothing else and does not age: a mail of last year must still be able to end them.
"""

from typing import Final

from itsdangerous import BadData, URLSafeSerializer

from marketplace.web.settings import current_settings

SALT: Final = "saved-searches.notices"


def ending_token(person: str) -> str:
    """Return the word for a person, given by public id."""
    return str(_signer().dumps(person))


def person_of(token: str) -> str | None:
    """Return whose notices a word ends, by public id; None when it is not one of ours."""
    try:
        found = _signer().loads(token)
    except BadData:
        return None
    return found if isinstance(found, str) else None


def _signer() -> URLSafeSerializer:
    settings = current_settings()
    keys = [*reversed(settings.secret_key_fallbacks), settings.secret_key]
    return URLSafeSerializer(keys, salt=SALT)

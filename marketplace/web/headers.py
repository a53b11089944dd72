"""Security headers on every answer: pages, errors, redirects, photos and static files.

Source: ASVS 5.0 3.4.1-6. There is no inline script or style anywhere, so the policy needs no nonce.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from flask import request

from config import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_MOST_KNOWN: Final = 256  # sets of names that answers have; our views make a few dozen
_CHOSEN: Final = "talat.content_policy"
_HSTS: Final = "max-age=31536000; includeSubDomains"  # one year
_PERMISSIONS: Final = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "fullscreen",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
        "xr-spatial-tracking",
    )
)
# The seller's form may ask where the village is, a search where its reader is, when they say so.
_PERMISSIONS_WITH_PLACE: Final = _PERMISSIONS + ", geolocation=(self)"
_PERMISSIONS_ALL_OFF: Final = _PERMISSIONS + ", geolocation=()"


class Policy(StrEnum):
    """Which page needs what beyond the strict policy."""

    STRICT = "strict"
    MAP = "map"
    """Leaflet: tiles from the configured host; it cannot live with trusted types."""
    PHOTO_FORM = "photo_form"
    """The seller's form: previews of photos not sent yet, and the map to set a pin."""
    FRAMES = "frames"
    """The officer's review: shows two versions as pages, in frames of this house."""
    FRAMED = "framed"
    """A version as a page inside the review, and nowhere else."""
    PLACE = "place"
    """The results of a search: a button asks where the reader is."""
    PLACE_MAP = "place_map"
    """The results on a map that moves: what ``PLACE`` and ``MAP`` allow."""
    FILE = "file"
    """Photos and downloads: nothing may run, even when opened alone."""


_WITH_LEAFLET: Final = frozenset({Policy.MAP, Policy.PHOTO_FORM, Policy.PLACE_MAP})


def use_policy(policy: Policy) -> None:
    """Choose the policy of this answer; call it in the view. Without a call it is strict."""
    choose_policy(request.environ, policy)


def choose_policy(environ: "WSGIEnvironment", policy: Policy) -> None:
    """Choose the policy of an answer that Flask is not asked for."""
    environ[_CHOSEN] = policy


def chosen_policy(environ: "WSGIEnvironment") -> Policy:
    """Return the policy chosen so far."""
    policy: Policy = environ.get(_CHOSEN, Policy.STRICT)
    return policy


@dataclass(frozen=True, slots=True)
class SecurityHeaders:
    """Headers worked out once at start, so that an answer costs a few assignments."""

    common: tuple[tuple[str, str], ...]
    policies: dict[Policy, tuple[tuple[str, str], ...]]
    _known: dict[tuple[str, ...], list[tuple[str, str]]] = field(default_factory=dict)

    @classmethod
    def of(cls, settings: Settings) -> "SecurityHeaders":
        """Work out the headers for an installation."""
        common = [
            ("X-Content-Type-Options", "nosniff"),
            ("X-Frame-Options", "DENY"),
            ("Referrer-Policy", "strict-origin-when-cross-origin"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
        ]
        if settings.is_production:
            common.append(("Strict-Transport-Security", _HSTS))
        tiles = _origin(settings.tile_url)
        return cls(tuple(common), {policy: _policy(policy, tiles, settings) for policy in Policy})

    def missing_in(self, headers: list[tuple[str, str]], policy: Policy) -> list[tuple[str, str]]:
        """Return what must be added; what a view has set itself stands."""
        names = [name for name, _value in headers]
        key = (policy, *names)
        found = self._known.get(key)
        if found is None:
            present = {name.lower() for name in names}
            wanted = dict(self.common) | dict(self.policies[policy])
            found = [header for header in wanted.items() if header[0].lower() not in present]
            if len(self._known) < _MOST_KNOWN:
                self._known[key] = found
        return found


class HeaderLayer:
    """Adds the headers to every answer, whoever made it: a view, the static server, an error."""

    def __init__(self, app: "WSGIApplication", security: SecurityHeaders) -> None:
        """Wrap a WSGI application."""
        self._app = app
        self._security = security

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Pass the request on and complete the headers of its answer."""

        def start_complete(
            status: str, headers: list[tuple[str, str]], exc_info: Any = None, /
        ) -> Callable[[bytes], object]:
            missing = self._security.missing_in(headers, chosen_policy(environ))
            return start(status, headers + missing, exc_info)

        return self._app(environ, start_complete)


def _origin(url: str | None) -> str:
    if url is None:
        return ""
    parts = urlsplit(url.replace("{s}", "*"))
    return f" {parts.scheme}://{parts.netloc}"


def _policy(policy: Policy, tiles: str, settings: Settings) -> tuple[tuple[str, str], ...]:
    if policy is Policy.FILE:
        return (
            ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox"),
            ("Permissions-Policy", _PERMISSIONS_ALL_OFF),
        )
    pictures = "'self' data:"
    if policy in _WITH_LEAFLET:
        pictures += tiles
    if policy is Policy.PHOTO_FORM:
        pictures += " blob:"
    parts = [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        f"img-src {pictures}",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors " + ("'self'" if policy is Policy.FRAMED else "'none'"),
    ]
    if policy is Policy.FRAMES:
        parts.append("frame-src 'self'")
    # Leaflet writes through innerHTML; the form's own script does not, but shows the same map.
    if policy not in _WITH_LEAFLET:
        parts.append("require-trusted-types-for 'script'")
    if settings.is_production:
        parts.append("upgrade-insecure-requests")
    place = policy in {Policy.PHOTO_FORM, Policy.PLACE, Policy.PLACE_MAP}
    framed = (("X-Frame-Options", "SAMEORIGIN"),) if policy is Policy.FRAMED else ()
    return (
        *framed,
        ("Content-Security-Policy", "; ".join(parts)),
        ("Permissions-Policy", _PERMISSIONS_WITH_PLACE if place else _PERMISSIONS_ALL_OFF),
    )

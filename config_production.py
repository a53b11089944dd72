"""What makes settings unsafe in front of the public; used by ``config`` and ``check-config``."""

from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from config import Settings

# Below 256 bits (ASVS 11.2), or with fewer different signs, a key was typed by hand.
_MIN_SECRET_BYTES: Final = 32
_MIN_SIGNS: Final = 10
# Words that stand in examples and tutorials: a key that holds one was never changed.
_PLACEHOLDERS: Final = ("change", "secret-key", "example", "default", "password", "dev-")
_NETWORK_DISKS: Final = frozenset({"nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "afs"})
_EVERYBODY: Final = frozenset({"0.0.0.0", "::"})  # noqa: S104 - looked for, not bound
LOOPBACK_NAMES: Final = frozenset({"localhost", "127.0.0.1", "::1", "[::1]"})
"""Names of this very machine."""


def production_faults(settings: "Settings") -> list[str]:
    """List everything that makes these settings unsafe in front of the public.

    Source: ASVS 5.0 11.2, 13.2.3, 13.4.2.
    """
    return [
        *_secret_faults(settings),
        *_address_faults(settings),
        *_service_faults(settings),
        *_disk_faults(settings),
        *_office_faults(settings),
    ]


def _secret_faults(settings: "Settings") -> list[str]:
    named = [("TALAT_SECRET_KEY", settings.secret_key)]
    named += [("TALAT_SECRET_KEY_FALLBACKS", old) for old in settings.secret_key_fallbacks]
    return [f"{name} {why}" for name, secret in named if (why := _weakness(secret))]


def _weakness(secret: str) -> str:
    if len(secret.encode()) < _MIN_SECRET_BYTES:
        return f"needs at least {_MIN_SECRET_BYTES} random bytes"
    if len(set(secret)) < _MIN_SIGNS or any(word in secret.lower() for word in _PLACEHOLDERS):
        return "looks like an example, not like a random key"
    return ""


def _address_faults(settings: "Settings") -> list[str]:
    parts = urlsplit(settings.base_url)
    hosts = settings.trusted_hosts
    wild = any("*" in host or host in {".", ""} for host in hosts)
    unlisted = bool(parts.hostname) and not _host_matches(parts.hostname or "", hosts)
    open_to_all = settings.host in _EVERYBODY and settings.proxy_hops == 0
    checks = (
        (bool(parts.scheme) and parts.scheme != "https", "TALAT_BASE_URL must be https"),
        (parts.hostname in LOOPBACK_NAMES, "TALAT_BASE_URL must be the public name"),
        (not hosts, "TALAT_TRUSTED_HOSTS is empty"),
        (wild, "TALAT_TRUSTED_HOSTS must name each host, without *"),
        (bool(hosts) and not wild and unlisted, "TALAT_TRUSTED_HOSTS lacks TALAT_BASE_URL's host"),
        (open_to_all, "TALAT_PROXY_HOPS is 0 while TALAT_HOST listens to everybody"),
    )
    return [fault for found, fault in checks if found]


def _host_matches(host: str, trusted: tuple[str, ...]) -> bool:
    return any(host == name or (name.startswith(".") and host.endswith(name)) for name in trusted)


def _service_faults(settings: "Settings") -> list[str]:
    smtp = settings.smtp
    plain_mail = smtp.host not in {None, *LOOPBACK_NAMES} and not smtp.starttls
    plain_store = urlsplit(settings.s3.endpoint or "https:").scheme != "https"
    checks = (
        (settings.log_level == "DEBUG", "TALAT_LOG_LEVEL must not be DEBUG"),
        (smtp.host is None, "TALAT_SMTP_HOST is empty; people could not confirm their address"),
        (plain_mail, "TALAT_SMTP_STARTTLS must be yes for another machine"),
        (plain_store, "TALAT_S3_ENDPOINT must be https"),
    )
    return [fault for found, fault in checks if found]


def _disk_faults(settings: "Settings") -> list[str]:
    """Refuse SQLite on a network disk, where its locks do not hold (sqlite.org/faq.html#q5)."""
    if not settings.is_sqlite:
        return []
    folder = Path(settings.database_url.removeprefix("sqlite:///")).parent
    remote = _filesystem_of(folder) in _NETWORK_DISKS
    return ["TALAT_DATABASE_URL puts SQLite on a network disk"] if remote else []


def _filesystem_of(folder: Path, mounts: Path = Path("/proc/mounts")) -> str:
    """Return the kind of file system that holds a folder, or "" where it cannot be known."""
    try:
        lines = mounts.read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    found = [line.split()[1:3] for line in lines]
    around = [(p.replace("\\040", " "), kind) for p, kind in found]
    holding = [(len(p), kind) for p, kind in around if folder.is_relative_to(p)]
    return max(holding, default=(0, ""))[1]


def _office_faults(settings: "Settings") -> list[str]:
    """Ask for what pages and mails send people to, and what the law wants in a privacy notice.

    A telephone is optional: without a number its line is left out.
    """
    office = settings.office
    checks = (
        (office.email is None, "TALAT_OFFICE_EMAIL is empty; people are sent to the office"),
        (office.dpo_email is None, "TALAT_DPO_EMAIL is empty; the privacy notice must name it"),
    )
    return [fault for found, fault in checks if found]

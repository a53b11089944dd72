"""Every setting of the product: one frozen object, read once from the environment.

All faults are found in one pass and reported together, naming the variables and never their
values. Nothing else in the project reads the environment, and this module knows no Flask.

Longer than 400 lines because the top level has one place for settings: how they are read, and what
makes them unsafe in front of the public.
"""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

ROOT: Final = Path(__file__).resolve().parent

_MIN_TOKEN_LENGTH: Final = 16
_MAX_PORT: Final = 65_535
_DEFAULT_SENDER: Final = "Talat Pasan <no-reply@localhost>"
# Below 256 bits (ASVS 11.2), or with fewer different signs, a key was typed by hand.
_MIN_SECRET_BYTES: Final = 32
_MIN_SIGNS: Final = 10
# Words that stand in examples and tutorials: a key that holds one was never changed.
_PLACEHOLDERS: Final = ("change", "secret-key", "example", "default", "password", "dev-")
_NETWORK_DISKS: Final = frozenset({"nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "afs"})
_POSTGRES: Final = ("postgres", "postgresql")
_EVERYBODY: Final = frozenset({"0.0.0.0", "::"})  # noqa: S104 - looked for, not bound
LOOPBACK_NAMES: Final = frozenset({"localhost", "127.0.0.1", "::1", "[::1]"})
"""Names of this very machine."""


class Mode(StrEnum):
    """How strict the settings are. Development answers this machine only."""

    DEV = "dev"
    PRODUCTION = "production"


class ConfigError(Exception):
    """The settings cannot be used.

    Attributes:
        faults: one line each, naming the variable and what it needs; never its value.
    """

    def __init__(self, faults: list[str]) -> None:
        """Keep every fault and print one a line."""
        self.faults = tuple(faults)
        super().__init__("Settings need a change:\n" + "\n".join(f"  {line}" for line in faults))


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """The mail server. ``host`` None means that mails become files in the instance folder."""

    host: str | None = None
    port: int = 587
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    starttls: bool = True
    sender: str = _DEFAULT_SENDER


@dataclass(frozen=True, slots=True)
class S3Settings:
    """The photo store. ``bucket`` None means the local folder ``<instance>/files``."""

    bucket: str | None = None
    endpoint: str | None = None
    region: str = "auto"
    access_key: str | None = field(default=None, repr=False)
    secret_key: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """Which engine answers searches.

    Attributes:
        engine: ``whoosh``, a folder of the instance, or ``postgres``, for several machines.
        url: address of the index of ``postgres``; None with ``whoosh``.
    """

    engine: str = "whoosh"
    url: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class OfficeSettings:
    """How the public reaches the office. What is None is left out of pages and mails.

    Attributes:
        phone: as it is to be read, for example ``055 123 456``.
        dpo_email: mailbox for questions about personal data (PDPA sections 23 and 41).
    """

    phone: str | None = None
    email: str | None = None
    dpo_email: str | None = None

    @property
    def phone_link(self) -> str:
        """The address that calls the number; only where there is one."""
        return "tel:" + re.sub(r"[^\d+]", "", self.phone or "")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the installation decided. See README.md for the table of variables.

    Attributes:
        instance: folder of everything that is written: database, files, index, mails, keys.
        secret_key_fallbacks: former keys that still open what they signed, newest first.
        base_url: scheme and host the public sees, without a slash at the end.
        trusted_hosts: host names answered; any other Host header gets 400.
        proxy_hops: number of reverse proxies in front, each of which appends to
            ``X-Forwarded-For``; 0 believes no forwarded header.
        metrics_token: opens /metrics from elsewhere; None leaves it to this machine alone.
        tile_url: map tile template with ``{z}/{x}/{y}``; None leaves the drawn map only.
        upload_max_bytes: cap of one request that carries photos.
        body_max_bytes: cap of any other request.
    """

    mode: Mode
    instance: Path
    database_url: str = field(repr=False)
    secret_key: str = field(repr=False)
    base_url: str
    secret_key_fallbacks: tuple[str, ...] = field(default=(), repr=False)
    trusted_hosts: tuple[str, ...] = ()
    host: str = "127.0.0.1"
    port: int = 8000
    proxy_hops: int = 0
    redis_url: str | None = field(default=None, repr=False)
    smtp: SmtpSettings = field(default_factory=SmtpSettings)
    s3: S3Settings = field(default_factory=S3Settings)
    search: SearchSettings = field(default_factory=SearchSettings)
    office: OfficeSettings = field(default_factory=OfficeSettings)
    metrics_token: str | None = field(default=None, repr=False)
    tile_url: str | None = None
    tile_attribution: str = ""
    log_level: str = "INFO"
    upload_max_bytes: int = 64 * 1024 * 1024
    body_max_bytes: int = 1024 * 1024

    @property
    def is_production(self) -> bool:
        """Whether the strict rules hold."""
        return self.mode is Mode.PRODUCTION

    @property
    def is_sqlite(self) -> bool:
        """Whether the embedded database is used."""
        return self.database_url.startswith("sqlite")

    @property
    def index_folder(self) -> Path:
        """Where the embedded search index lives."""
        return self.instance / "index"

    @property
    def mail_folder(self) -> Path:
        """Where mails become files when no mail server is set."""
        return self.instance / "mail"

    @property
    def files_folder(self) -> Path:
        """Where photos are kept when no S3 bucket is set."""
        return self.instance / "files"

    @classmethod
    def load(cls, environ: Mapping[str, str], default_mode: Mode = Mode.PRODUCTION) -> "Settings":
        """Read and check all settings.

        Side effect: in development the first call writes a random key to
        ``<instance>/secret_key``, so that sessions outlive a restart.

        Args:
            environ: usually ``os.environ``; every variable begins with ``TALAT_``.
            default_mode: used when ``TALAT_MODE`` is not set. Forgetting it must never relax
                anything, so only the command line of a developer passes development.

        Raises:
            ConfigError: with every fault found.
        """
        reader = _Reader(environ)
        mode = Mode(reader.choice("MODE", default_mode.value, tuple(Mode)))
        settings = _read(reader, mode)
        if mode is Mode.PRODUCTION:
            reader.faults += production_faults(settings)
        elif settings.host not in LOOPBACK_NAMES:
            reader.fault("HOST", "must be this machine (127.0.0.1) in development")
        if reader.faults:
            raise ConfigError(reader.faults)
        return settings


class _Reader:
    """Reads single variables and collects what is wrong with them."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self.faults: list[str] = []

    def fault(self, name: str, need: str) -> None:
        self.faults.append(f"TALAT_{name} {need}")

    def text(self, name: str, default: str = "") -> str:
        return self._environ.get(f"TALAT_{name}", "").strip() or default

    def optional(self, name: str) -> str | None:
        return self.text(name) or None

    def listing(self, name: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in self.text(name).split(",") if part.strip())

    def number(self, name: str, default: int, lowest: int, highest: int) -> int:
        raw = self.text(name)
        if not raw:
            return default
        if not raw.isascii() or not raw.isdigit() or not lowest <= int(raw) <= highest:
            self.fault(name, f"must be a whole number from {lowest} to {highest}")
            return default
        return int(raw)

    def flag(self, name: str, *, default: bool) -> bool:
        return self.choice(name, "yes" if default else "no", ("yes", "no")) == "yes"

    def choice(self, name: str, default: str, allowed: tuple[str, ...]) -> str:
        raw = self.text(name, default)
        if raw not in allowed:
            self.fault(name, "must be one of " + ", ".join(allowed))
            return default
        return raw


# Clearly made up: no such number is given out, and nothing sent to .example arrives.
_EXAMPLE_OFFICE: Final = OfficeSettings("055 000 000", "office@demo.example", "dpo@demo.example")


def _read(reader: _Reader, mode: Mode) -> Settings:
    instance = Path(reader.text("INSTANCE", str(ROOT / "instance"))).expanduser().resolve()
    port = reader.number("PORT", 8000, 1, _MAX_PORT)
    dev = mode is Mode.DEV
    database_url = _database_url(reader, instance)
    hosts = reader.listing("TRUSTED_HOSTS")
    return Settings(
        mode=mode,
        instance=instance,
        database_url=database_url,
        secret_key=reader.text("SECRET_KEY") or (_kept_secret(instance) if dev else ""),
        secret_key_fallbacks=reader.listing("SECRET_KEY_FALLBACKS"),
        base_url=_base_url(reader, f"http://127.0.0.1:{port}" if dev else ""),
        trusted_hosts=hosts or (("localhost", "127.0.0.1", "[::1]") if dev else ()),
        host=reader.text("HOST", "127.0.0.1"),
        port=port,
        proxy_hops=reader.number("PROXY_HOPS", 0, 0, 5),
        redis_url=_url(reader, "REDIS_URL", ("redis", "rediss", "unix")),
        smtp=_smtp(reader),
        s3=_s3(reader),
        search=_search(reader, database_url),
        office=_office(reader, _EXAMPLE_OFFICE if dev else OfficeSettings()),
        metrics_token=_metrics_token(reader),
        tile_url=_tile_url(reader),
        tile_attribution=reader.text("TILE_ATTRIBUTION"),
        log_level=reader.choice("LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR")),
        upload_max_bytes=reader.number("UPLOAD_MAX_MB", 64, 1, 1024) * 1024 * 1024,
        body_max_bytes=reader.number("BODY_MAX_KB", 1024, 64, 65_536) * 1024,
    )


def _kept_secret(instance: Path) -> str:
    """Return the development key of this instance, made on first use and readable by us only."""
    path = instance / "secret_key"
    instance.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="ascii") as handle:
            path.chmod(0o600)
            handle.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return path.read_text(encoding="ascii").strip()


def _database_url(reader: _Reader, instance: Path) -> str:
    url = reader.text("DATABASE_URL", f"sqlite:///{instance / 'talat.sqlite3'}")
    scheme = url.partition(":")[0]
    if scheme in _POSTGRES:
        return "postgresql+psycopg" + url[len(scheme) :]
    if scheme not in {"sqlite", "postgresql+psycopg"}:
        reader.fault("DATABASE_URL", "must begin with sqlite: or postgresql:")
    return url


def _base_url(reader: _Reader, default: str) -> str:
    url = reader.text("BASE_URL", default).rstrip("/")
    parts = urlsplit(url)
    if not url:
        reader.fault("BASE_URL", "is empty; give the address the public sees")
    elif parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        reader.fault("BASE_URL", "must be scheme and host only")
    return url


def _url(reader: _Reader, name: str, schemes: tuple[str, ...]) -> str | None:
    url = reader.optional(name)
    if url is not None and url.partition(":")[0] not in schemes:
        reader.fault(name, "must begin with one of " + ", ".join(f"{item}:" for item in schemes))
    return url


def _smtp(reader: _Reader) -> SmtpSettings:
    username, password = reader.optional("SMTP_USER"), reader.optional("SMTP_PASSWORD")
    if (username is None) != (password is None):
        reader.fault("SMTP_USER", "and TALAT_SMTP_PASSWORD go together")
    sender = reader.text("MAIL_FROM", _DEFAULT_SENDER)
    if not re.fullmatch(r"[^\r\n@]+@[^\r\n@]+", sender):
        reader.fault("MAIL_FROM", "must be an e-mail address")
    return SmtpSettings(
        host=reader.optional("SMTP_HOST"),
        port=reader.number("SMTP_PORT", 587, 1, _MAX_PORT),
        username=username,
        password=password,
        starttls=reader.flag("SMTP_STARTTLS", default=True),
        sender=sender,
    )


def _s3(reader: _Reader) -> S3Settings:
    bucket = reader.optional("S3_BUCKET")
    access, secret = reader.optional("S3_ACCESS_KEY"), reader.optional("S3_SECRET_KEY")
    if bucket is not None and (access is None or secret is None):
        reader.fault("S3_BUCKET", "needs TALAT_S3_ACCESS_KEY and TALAT_S3_SECRET_KEY")
    return S3Settings(
        bucket=bucket,
        endpoint=_url(reader, "S3_ENDPOINT", ("http", "https")),
        region=reader.text("S3_REGION", "auto"),
        access_key=access,
        secret_key=secret,
    )


def _search(reader: _Reader, database_url: str) -> SearchSettings:
    engine = reader.choice("SEARCH_ENGINE", "whoosh", ("whoosh", "postgres"))
    url = _url(reader, "SEARCH_URL", (*_POSTGRES, "postgresql+psycopg"))
    if engine == "whoosh":
        if url is not None:
            reader.fault("SEARCH_URL", "is for TALAT_SEARCH_ENGINE postgres")
        return SearchSettings()
    if url is None and not database_url.startswith("postgresql"):
        reader.fault("SEARCH_URL", "is empty; the engine postgres needs a postgresql: address")
    return SearchSettings(engine, url or database_url)


def _office(reader: _Reader, example: OfficeSettings) -> OfficeSettings:
    phone = reader.text("OFFICE_PHONE", example.phone or "") or None
    if phone is not None and not re.fullmatch(r"\+?[\d() -]{4,24}", phone):
        reader.fault("OFFICE_PHONE", "must be one telephone number")
    return OfficeSettings(
        phone=phone,
        email=_mailbox(reader, "OFFICE_EMAIL", reader.text("OFFICE_EMAIL", example.email or "")),
        dpo_email=_mailbox(reader, "DPO_EMAIL", reader.text("DPO_EMAIL", example.dpo_email or "")),
    )


def _mailbox(reader: _Reader, name: str, address: str) -> str | None:
    if address and not re.fullmatch(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+", address):
        reader.fault(name, "must be a plain e-mail address")
    return address or None


def _metrics_token(reader: _Reader) -> str | None:
    token = reader.optional("METRICS_TOKEN")
    if token is not None and len(token) < _MIN_TOKEN_LENGTH:
        reader.fault("METRICS_TOKEN", f"needs at least {_MIN_TOKEN_LENGTH} characters")
    return token


def _tile_url(reader: _Reader) -> str | None:
    url = _url(reader, "TILE_URL", ("http", "https"))
    if url is not None and not all(mark in url for mark in ("{z}", "{x}", "{y}")):
        reader.fault("TILE_URL", "must hold {z}, {x} and {y}")
    return url


def production_faults(settings: Settings) -> list[str]:
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


def _secret_faults(settings: Settings) -> list[str]:
    named = [("TALAT_SECRET_KEY", settings.secret_key)]
    named += [("TALAT_SECRET_KEY_FALLBACKS", old) for old in settings.secret_key_fallbacks]
    return [f"{name} {why}" for name, secret in named if (why := _weakness(secret))]


def _weakness(secret: str) -> str:
    if len(secret.encode()) < _MIN_SECRET_BYTES:
        return f"needs at least {_MIN_SECRET_BYTES} random bytes"
    if len(set(secret)) < _MIN_SIGNS or any(word in secret.lower() for word in _PLACEHOLDERS):
        return "looks like an example, not like a random key"
    return ""


def _address_faults(settings: Settings) -> list[str]:
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


def _service_faults(settings: Settings) -> list[str]:
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


def _disk_faults(settings: Settings) -> list[str]:
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


def _office_faults(settings: Settings) -> list[str]:
    """Ask for what pages and mails send people to, and what the law wants in a privacy notice.

    A telephone is optional: without a number its line is left out.
    """
    office = settings.office
    checks = (
        (office.email is None, "TALAT_OFFICE_EMAIL is empty; people are sent to the office"),
        (office.dpo_email is None, "TALAT_DPO_EMAIL is empty; the privacy notice must name it"),
    )
    return [fault for found, fault in checks if found]

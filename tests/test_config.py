"""Settings: every fault at once, by name and never by value; production refuses what is unsafe."""

from pathlib import Path

import pytest

from config import ConfigError, Mode, Settings, _filesystem_of

KEY = "q8Jw3nZr5Tt0vYx7Lc2bHf9Ks4Md6PgR1uWeAoIi"


def good(tmp_path: Path) -> dict[str, str]:
    return {
        "TALAT_MODE": "production",
        "TALAT_INSTANCE": str(tmp_path),
        "TALAT_SECRET_KEY": KEY,
        "TALAT_BASE_URL": "https://talat.example.go.th",
        "TALAT_TRUSTED_HOSTS": "talat.example.go.th",
        "TALAT_SMTP_HOST": "mail.example.go.th",
        "TALAT_OFFICE_EMAIL": "office@talat.example.go.th",
        "TALAT_DPO_EMAIL": "dpo@talat.example.go.th",
        "TALAT_DATABASE_URL": "postgresql://talat:hunter-two@db/talat",
    }


def faults(environ: dict[str, str]) -> tuple[str, ...]:
    with pytest.raises(ConfigError) as caught:
        Settings.load(environ)
    return caught.value.faults


def test_good_production_settings_are_taken(tmp_path: Path) -> None:
    settings = Settings.load(good(tmp_path))

    assert settings.is_production
    assert settings.database_url == "postgresql+psycopg://talat:hunter-two@db/talat"
    assert settings.trusted_hosts == ("talat.example.go.th",)
    assert settings.index_folder == tmp_path / "index"


def test_the_engine_of_the_search_is_a_setting(tmp_path: Path) -> None:
    assert Settings.load(good(tmp_path)).search.url is None
    environ = good(tmp_path) | {"TALAT_SEARCH_ENGINE": "postgres"}
    assert Settings.load(environ).search.url == "postgresql+psycopg://talat:hunter-two@db/talat"
    environ["TALAT_SEARCH_URL"] = "postgresql://search:hunter-three@index/talat"
    settings = Settings.load(environ)
    assert settings.search.url == "postgresql://search:hunter-three@index/talat"
    assert "hunter" not in repr(settings)


BAD = [
    ({"TALAT_SECRET_KEY": ""}, "TALAT_SECRET_KEY"),
    ({"TALAT_SECRET_KEY": "short-but-random-9XkQ"}, "TALAT_SECRET_KEY"),
    ({"TALAT_SECRET_KEY": "please-change-me-before-you-go-live-1234"}, "TALAT_SECRET_KEY"),
    ({"TALAT_SECRET_KEY": "a" * 64}, "TALAT_SECRET_KEY"),
    ({"TALAT_SECRET_KEY_FALLBACKS": "tiny"}, "TALAT_SECRET_KEY_FALLBACKS"),
    ({"TALAT_BASE_URL": "http://talat.example.go.th"}, "TALAT_BASE_URL"),
    ({"TALAT_BASE_URL": "https://localhost"}, "TALAT_BASE_URL"),
    ({"TALAT_BASE_URL": ""}, "TALAT_BASE_URL"),
    ({"TALAT_TRUSTED_HOSTS": ""}, "TALAT_TRUSTED_HOSTS"),
    ({"TALAT_TRUSTED_HOSTS": "*"}, "TALAT_TRUSTED_HOSTS"),
    ({"TALAT_TRUSTED_HOSTS": "other.example"}, "TALAT_TRUSTED_HOSTS"),
    ({"TALAT_PROXY_HOPS": "*"}, "TALAT_PROXY_HOPS"),
    ({"TALAT_HOST": "0.0.0.0"}, "TALAT_PROXY_HOPS"),  # noqa: S104 - the fault under test
    ({"TALAT_SMTP_HOST": ""}, "TALAT_SMTP_HOST"),
    ({"TALAT_SMTP_STARTTLS": "no"}, "TALAT_SMTP_STARTTLS"),
    ({"TALAT_LOG_LEVEL": "DEBUG"}, "TALAT_LOG_LEVEL"),
    ({"TALAT_METRICS_TOKEN": "guess"}, "TALAT_METRICS_TOKEN"),
    ({"TALAT_DATABASE_URL": "mysql://root@db/talat"}, "TALAT_DATABASE_URL"),
    ({"TALAT_S3_BUCKET": "photos"}, "TALAT_S3_BUCKET"),
    ({"TALAT_S3_ENDPOINT": "http://s3.example"}, "TALAT_S3_ENDPOINT"),
    ({"TALAT_TILE_URL": "https://tiles.example/one.png"}, "TALAT_TILE_URL"),
    ({"TALAT_SEARCH_ENGINE": "lucene"}, "TALAT_SEARCH_ENGINE"),
    ({"TALAT_SEARCH_ENGINE": "postgres", "TALAT_SEARCH_URL": "mysql://db"}, "TALAT_SEARCH_URL"),
    (
        {"TALAT_SEARCH_ENGINE": "postgres", "TALAT_DATABASE_URL": "sqlite:///x"},
        "TALAT_SEARCH_URL",
    ),
    ({"TALAT_SEARCH_URL": "postgresql://db/index"}, "TALAT_SEARCH_URL"),
    ({"TALAT_MAIL_FROM": "nobody"}, "TALAT_MAIL_FROM"),
    ({"TALAT_OFFICE_EMAIL": ""}, "TALAT_OFFICE_EMAIL"),
    ({"TALAT_OFFICE_EMAIL": "office at home"}, "TALAT_OFFICE_EMAIL"),
    ({"TALAT_OFFICE_PHONE": "call the office"}, "TALAT_OFFICE_PHONE"),
    ({"TALAT_DPO_EMAIL": ""}, "TALAT_DPO_EMAIL"),
    ({"TALAT_MODE": "debug"}, "TALAT_MODE"),
]


@pytest.mark.parametrize(("change", "name"), BAD)
def test_unsafe_settings_are_refused_by_name(
    tmp_path: Path, change: dict[str, str], name: str
) -> None:
    found = faults({**good(tmp_path), **change})

    assert any(fault.startswith(name) for fault in found)
    for value in change.values():
        assert len(value) < 9 or all(value not in fault for fault in found)


def test_the_office_is_reached_as_set_and_in_development_by_made_up_ways(tmp_path: Path) -> None:
    office = Settings.load({**good(tmp_path), "TALAT_OFFICE_PHONE": "+66 55 123 456"}).office
    assert office.phone == "+66 55 123 456"
    assert office.email == "office@talat.example.go.th"
    # A number is not asked of everybody; its line is left out.
    assert Settings.load(good(tmp_path)).office.phone is None

    made_up = Settings.load({"TALAT_MODE": "dev", "TALAT_INSTANCE": str(tmp_path)}).office
    assert made_up.email is not None
    assert made_up.dpo_email is not None
    assert made_up.email.endswith(".example")
    assert made_up.dpo_email.endswith(".example")


def test_all_faults_are_told_at_once_without_values(tmp_path: Path) -> None:
    environ = {
        **good(tmp_path),
        "TALAT_SECRET_KEY": "hush-hush-hush",
        "TALAT_BASE_URL": "http://inner.example",
        "TALAT_TRUSTED_HOSTS": "",
        "TALAT_PORT": "99999",
    }

    with pytest.raises(ConfigError) as caught:
        Settings.load(environ)

    assert len(caught.value.faults) == 4
    assert "hush" not in str(caught.value)
    assert "hunter-two" not in str(caught.value)


def test_forgetting_the_mode_relaxes_nothing(tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        Settings.load({"TALAT_INSTANCE": str(tmp_path)})


def test_settings_never_show_secrets(tmp_path: Path) -> None:
    shown = repr(Settings.load(good(tmp_path)))

    assert KEY not in shown
    assert "hunter-two" not in shown


def test_development_makes_one_key_for_good(tmp_path: Path) -> None:
    environ = {"TALAT_MODE": "dev", "TALAT_INSTANCE": str(tmp_path / "here")}

    first, second = Settings.load(environ), Settings.load(environ)

    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 32
    assert (tmp_path / "here" / "secret_key").stat().st_mode & 0o077 == 0


def test_development_answers_this_machine_only(tmp_path: Path) -> None:
    environ = {"TALAT_INSTANCE": str(tmp_path), "TALAT_HOST": "0.0.0.0"}  # noqa: S104 - the fault under test

    with pytest.raises(ConfigError):
        Settings.load(environ, Mode.DEV)


def test_network_disks_are_known_by_their_mount(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\nnas:/x {tmp_path} nfs4 rw 0 0\n", "utf-8")

    assert _filesystem_of(tmp_path / "deep", mounts) == "nfs4"
    assert _filesystem_of(Path("/usr"), mounts) == "ext4"
    assert _filesystem_of(Path("/usr"), tmp_path / "none") == ""

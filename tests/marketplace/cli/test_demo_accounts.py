"""Production never runs on the demo's accounts: their password stands in the README."""

import dataclasses
import os
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from config import ROOT, Mode, Settings
from marketplace.db import Database
from marketplace.demo import LOGINS
from marketplace.web.demo_accounts import DEMO_DOMAIN, demo_fault
from marketplace.web.settings import init_settings
from tests.factories.accounts import make_user
from tests.marketplace.cli.conftest import Run

SAID = "holds demo accounts"


@pytest.fixture
def demo_house(upgraded: Run, session: Session) -> Run:
    """Commands of a house that somebody tried the demo on."""
    make_user(session, email=LOGINS[-1].email)
    session.commit()
    session.close()
    return upgraded


def _open_for_real(app: Flask, settings: Settings) -> None:
    init_settings(app, dataclasses.replace(settings, mode=Mode.PRODUCTION))


def test_every_demo_account_is_known_by_its_address() -> None:
    assert {login.email.partition("@")[2] for login in LOGINS} == {DEMO_DOMAIN}


@pytest.mark.parametrize("command", [("worker",), ("worker", "--once"), ("serve",)])
def test_no_command_of_production_runs_on_demo_accounts(
    demo_house: Run, app: Flask, settings: Settings, command: tuple[str, ...]
) -> None:
    _open_for_real(app, settings)

    result = demo_house(*command)

    assert result.exit_code == 1
    assert SAID in result.output


def test_the_check_of_the_settings_names_demo_accounts(
    demo_house: Run, app: Flask, settings: Settings
) -> None:
    assert SAID not in demo_house("check-config").output
    assert SAID in demo_house("check-config", "--production").output

    _open_for_real(app, settings)

    result = demo_house("check-config")
    assert result.exit_code == 1
    assert SAID in result.output


def test_a_real_house_and_a_developer_go_on(
    upgraded: Run, session: Session, app: Flask, settings: Settings
) -> None:
    make_user(session, email="weaver@example.org")
    session.commit()
    session.close()
    _open_for_real(app, settings)
    assert upgraded("check-config").exit_code == 0
    assert upgraded("worker", "--once").exit_code == 0

    init_settings(app, settings)
    make_user(session, email=LOGINS[0].email)
    session.commit()
    session.close()
    assert upgraded("worker", "--once").exit_code == 0


def test_production_does_not_load_the_demo_by_serving_it(
    upgraded: Run, app: Flask, settings: Settings, database: Database
) -> None:
    _open_for_real(app, settings)

    result = upgraded("serve", "--demo")

    assert result.exit_code == 1
    assert "demo data never goes into production" in result.output
    assert demo_fault(database.reads) is None


def test_an_empty_database_holds_no_accounts_and_one_that_is_away_says_so(
    run: Run, database: Database
) -> None:
    assert demo_fault(database.reads) is None

    away = Database("sqlite:////nowhere/at/all.sqlite3")
    with pytest.raises(DBAPIError):
        demo_fault(away.reads)


def test_the_web_server_of_production_does_not_start_on_demo_accounts(
    demo_house: Run, settings: Settings, database: Database, instance: Path
) -> None:
    address = database.engine.url.render_as_string(hide_password=False)
    environment = {
        **os.environ,
        "TALAT_MODE": "production",
        "TALAT_INSTANCE": str(instance),
        "TALAT_DATABASE_URL": address.replace("+psycopg", ""),
        "TALAT_SECRET_KEY": "q7XkV2mB9sLw4TzR8nYc3HfJ6pDg5aKe",
        "TALAT_BASE_URL": "https://market.example.org",
        "TALAT_TRUSTED_HOSTS": "market.example.org",
        "TALAT_SMTP_HOST": "127.0.0.1",
        "TALAT_OFFICE_EMAIL": "office@example.org",
        "TALAT_DPO_EMAIL": "dpo@example.org",
        "TALAT_PORT": "18999",
    }

    result = subprocess.run(
        [sys.executable, "-m", "gunicorn", "-c", "python:marketplace.web.server", "wsgi:app"],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip

    assert result.returncode != 0
    assert SAID in result.stdout + result.stderr

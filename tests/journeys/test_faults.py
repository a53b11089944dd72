"""Faults under people's hands: a full disk, a new version in the middle of the day."""

import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from config import ROOT
from marketplace.db import Database
from marketplace.ports.storage import MemoryStorage
from models.accounts import User
from models.journal import OutboxMessage
from models.listings import ListingVersion
from models.media import Photo
from tests.factories.accounts import make_user
from tests.factories.listings import make_draft
from tests.factories.organisations import make_seller
from tests.marketplace.listings.conftest import form_values
from tests.marketplace.listings.test_desk import picture
from tests.support.addresses import LOOPBACK
from tests.support.clients import HouseClient
from tests.support.live_house import LiveHouse

SIGN_UP = {
    "goal": "buy", "name": "ฟ้า", "email": "fah@example.org", "password": "ทอผ้าใต้ถุนบ้านยาย",
    "locale": "th", "terms": "y",
}  # fmt: skip


class SmallDisk:
    """While `full`, SQLite may not take another page, as on a disk without room."""

    def __init__(self, database: Database) -> None:
        self.full = False
        self._database = database
        event.listen(database.engine, "connect", self._cap)

    def fill(self, full: bool) -> None:
        self.full = full
        self._database.dispose()

    def _cap(self, connection: sqlite3.Connection, _record: object) -> None:
        if self.full:
            connection.execute("PRAGMA max_page_count=1")  # SQLite makes it the present size


def test_a_full_disk_stops_changes_and_nothing_else(
    client: HouseClient, database: Database, session: Session
) -> None:
    if not database.is_sqlite:
        return  # PostgreSQL's own disk is its own machine's; it answers with the same error class
    make_seller(session)
    session.commit()
    session.close()
    disk = SmallDisk(database)
    disk.fill(True)
    answers = []
    for number in range(19):  # the pages there are hold a few more rows
        answers.append(client.post("/sign-up", data=SIGN_UP | {"email": f"{number}@example.org"}))
        if answers[-1].status_code != 303:
            break

    assert answers[-1].status_code == 507
    assert answers[-1].headers["Retry-After"] == "5"
    assert "<h1" in answers[-1].text
    for path in ("/", "/crafts", "/sign-in", "/healthz"):
        assert client.get(path).status_code == 200
    taken = sum(answer.status_code == 303 for answer in answers)
    with database.reading() as reader:
        # Half a sign-up is none: both of its facts stand there, or neither.
        tasks = select(func.count(OutboxMessage.id)).where(OutboxMessage.kind.startswith("fact:"))
        assert reader.scalar(tasks) == 2 * taken
        assert reader.connection().exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"

    disk.fill(False)
    assert client.post("/sign-up", data=SIGN_UP).status_code == 303


@pytest.mark.parametrize(("fault", "status"), [("full", 507), ("down", 503)])
def test_a_store_that_takes_nothing_costs_no_text(
    client: HouseClient,
    session: Session,
    database: Database,
    storage: MemoryStorage,
    fault: str,
    status: int,
) -> None:
    owner: User = make_user(session)
    seller = make_seller(session, owner=owner)
    listing = make_draft(session, seller)
    client.sign_in(owner, seller)
    url = f"/sell/listings/{listing.public_id}"
    values = {**form_values(client.get(url).text), "title_th": "ผ้าขาวม้าย้อมคราม"}
    setattr(storage, fault, True)

    files = {"do": "upload", "photos": [(picture(), "loom.jpg")]}
    answer = client.post(url, data=values | files, content_type="multipart/form-data")

    assert answer.status_code == status
    assert answer.headers["Retry-After"] == "5"
    with database.reading() as reader:
        assert reader.scalar(select(func.count(Photo.id))) == 0
    setattr(storage, fault, False)
    again = {**form_values(client.get(url).text), "title_th": "ผ้าขาวม้าย้อมคราม"}
    files = {"do": "upload", "photos": [(picture(), "loom.jpg")]}
    answer = client.post(url, data=again | files, content_type="multipart/form-data")
    assert answer.status_code == 303
    with database.reading() as reader:
        assert reader.scalar(select(func.count(Photo.id))) == 1
        assert reader.scalar(select(ListingVersion.title_th)) == "ผ้าขาวม้าย้อมคราม"


class Visitor(threading.Thread):
    """Opens pages one after the other, each on a connection of its own."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self.port = port
        self.halt = threading.Event()
        self.answers: list[str] = []

    def run(self) -> None:
        while not self.halt.is_set():
            self.answers.append(self._ask())
            time.sleep(0.02)

    def _ask(self) -> str:
        request = b"GET /crafts HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        try:
            with socket.create_connection((LOOPBACK, self.port), timeout=30) as plug:
                plug.sendall(request)
                got = b""
                while part := plug.recv(65536):
                    got += part
        except OSError as error:
            return type(error).__name__
        whole = got.rstrip().endswith(b"</html>")
        return got[9:12].decode() if whole else "cut off"


@pytest.mark.slow
def test_a_rolling_restart_loses_no_request(tmp_path: Path) -> None:
    """The new server takes the same socket, then the old one gets SIGTERM (docs/operations.md)."""
    house = LiveHouse(tmp_path / "instance", demo=False)
    house.command("db", "upgrade")
    house.command("reindex")
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind((LOOPBACK, house.port))
        door.listen(64)
        servers = [serve_on(door, house)]
        visitors = [Visitor(house.port) for _ in range(3)]
        try:
            wait_until_ready(house.port)
            for visitor in visitors:
                visitor.start()
            for _ in range(2):
                servers.append(serve_on(door, house))
                time.sleep(6)
                servers[-2].send_signal(signal.SIGTERM)
                assert servers[-2].wait(timeout=40) == 0
        finally:
            for visitor in visitors:
                visitor.halt.set()
            for visitor in visitors:
                if visitor.ident is not None:
                    visitor.join()
            for server in servers:
                server.terminate()
                server.wait(timeout=40)

    answers = [answer for visitor in visitors for answer in visitor.answers]
    assert len(answers) > 100
    assert set(answers) == {"200"}


def serve_on(door: socket.socket, house: LiveHouse) -> subprocess.Popen[bytes]:
    """Start gunicorn as systemd would: the listening socket is file 3."""
    launcher = (
        "import os, sys; os.dup2(int(sys.argv[1]), 3); "
        "os.environ.update(LISTEN_FDS='1', LISTEN_PID=str(os.getpid())); "
        "os.execv(sys.executable, [sys.executable, *sys.argv[2:]])"
    )
    gunicorn = ["-m", "gunicorn", "-c", "python:marketplace.web.server", "wsgi:app"]
    with house.log.open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-c", launcher, str(door.fileno()), *gunicorn],
            cwd=ROOT, env=house.environ(), pass_fds=(door.fileno(),), stdout=log, stderr=log,
        )  # fmt: skip


def wait_until_ready(port: int) -> None:
    until = time.monotonic() + 60
    with socket.create_connection((LOOPBACK, port), timeout=60) as plug:
        plug.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        assert b"200 OK" in plug.recv(4096)
    assert time.monotonic() < until


def test_pages_hold_while_the_database_is_away(app: Flask) -> None:
    """A page that needs no database is served; one that does asks for patience."""
    app.extensions["talat_database"] = Database("postgresql+psycopg://nobody@127.0.0.1:9/none")
    client = app.test_client()

    assert client.get("/healthz").status_code == 200
    for path in ("/", "/sign-in", "/en/crafts"):
        began = time.monotonic()
        answer = client.get(path)
        assert time.monotonic() - began < 3
        if answer.status_code != 200:
            assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")

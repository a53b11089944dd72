"""The database: engine, sessions and the only ``commit()`` of the project.

Writers run ``BEGIN IMMEDIATE`` on SQLite, so a transaction that reads and then writes can never
lose to another writer half-way; readers run deferred. Measured in docs/decisions/0003-sqlite.md.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask, current_app, g
from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from marketplace.events import forget_recorded, write_recorded
from models.errors import ConflictError

EXTENSION = "talat_database"
BUSY_TIMEOUT_S = 30
CONNECT_TIMEOUT_S = 3
LOST_AFTER_MS = 3000
POSTGRES_OPTIONS = " ".join(
    f"-c {option}"
    for option in (
        "jit=off",  # compiling a plan takes longer than any of our statements may run
        "statement_timeout=15000",
        "lock_timeout=5000",
        "idle_in_transaction_session_timeout=30000",
    )
)


class Database:
    """One database behind the product: SQLite in the instance folder, or PostgreSQL.

    Attributes:
        engine: for writing transactions.
        reads: the same pool, for read-only sessions.
    """

    def __init__(self, url: str) -> None:
        """Prepare the engine; nothing is opened yet.

        Args:
            url: ``sqlite:///path`` or ``postgresql+psycopg://...``.
        """
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = self._sqlite() if self.is_sqlite else self._postgres()
        self.reads = self.engine.execution_options(sqlite_begin="DEFERRED")
        self._write_session = sessionmaker(self.engine, expire_on_commit=False)
        self._read_session = sessionmaker(self.reads, autoflush=False, expire_on_commit=False)

    # Values stay out of error texts, which go to the log: addresses and words of people.
    def _sqlite(self) -> Engine:
        engine = create_engine(
            self.url, hide_parameters=True, connect_args={"timeout": BUSY_TIMEOUT_S}
        )
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine

    def _postgres(self) -> Engine:
        return create_engine(
            self.url,
            pool_pre_ping=True,
            hide_parameters=True,
            pool_size=5,
            max_overflow=5,
            connect_args={
                "connect_timeout": CONNECT_TIMEOUT_S,
                "tcp_user_timeout": LOST_AFTER_MS,  # a cable that was pulled answers nothing
                "options": POSTGRES_OPTIONS,
            },
        )

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Open a writing session; commit at the end, roll back when anything is raised.

        Facts recorded on the way are written to journal and outbox in the same commit.

        Raises:
            ConflictError: a unique key or a stale row shows that somebody else was faster.
        """
        with self._write_session() as session:
            try:
                # BEGIN now: what the action reads must not grow old before it writes.
                session.connection()
                yield session
                write_recorded(session)
                session.commit()
            except (IntegrityError, StaleDataError) as error:
                session.rollback()
                forget_recorded(session)
                raise ConflictError("conflict.changed") from error
            except BaseException:
                session.rollback()
                forget_recorded(session)
                raise

    def open_reader(self) -> Session:
        """Open a session that only reads; the caller closes it."""
        return self._read_session()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session that only reads, closed at the end."""
        with self._read_session() as session:
            yield session

    def look_again(self) -> None:
        """Let PostgreSQL see how its tables grew, after many rows came at once.

        Until it looks by itself, it plans for empty tables: a list of 1,000 took over 15 seconds.
        """
        if not self.is_sqlite:
            with self.engine.begin() as connection:
                connection.exec_driver_sql("ANALYZE")

    def dispose(self) -> None:
        """Close every pooled connection."""
        self.engine.dispose()


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver must send no BEGIN of its own
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",  # an acknowledged change survives a power cut
        "foreign_keys=ON",
        f"busy_timeout={BUSY_TIMEOUT_S * 1000}",
        # Kilobytes for each of the connections; the system's own cache holds the rest for all.
        "cache_size=-512",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Any) -> None:
    mode = connection.get_execution_options().get("sqlite_begin", "IMMEDIATE")
    connection.exec_driver_sql(f"BEGIN {mode}")


def init_app(app: Flask, database: Database) -> None:
    """Give the application its database and close readers at the end of each app context."""
    app.extensions[EXTENSION] = database
    app.teardown_appcontext(_close_reader)


def database() -> Database:
    """Return the database of the current application."""
    found: Database = current_app.extensions[EXTENSION]
    return found


@contextmanager
def transaction() -> Iterator[Session]:
    """Open the one writing transaction of a request or command; see ``Database.transaction``.

    A reader opened earlier in the same request is closed first, so that pages rendered afterwards
    see what was just written.
    """
    _close_reader(None)
    with database().transaction() as session:
        yield session


def reader() -> Session:
    """Return the read-only session of this app context, opened on first use."""
    session: Session | None = g.get("reader")
    if session is None:
        session = g.reader = database().open_reader()
    return session


def _close_reader(_error: BaseException | None) -> None:
    session: Session | None = g.pop("reader", None)
    if session is not None:
        session.close()

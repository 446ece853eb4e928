"""The environment, read once, typed. Every wrong value fails at start, by name, with the form that is accepted."""

from __future__ import annotations

import os
import secrets
import urllib.parse
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar

import psycopg
from django.core.exceptions import ImproperlyConfigured
from psycopg import conninfo

from linking.model import WEIGHTS, read_model
from tracker.embedded.places import Places

T = TypeVar("T")
Stage = Literal["development", "production"]

ROOT = Path(__file__).resolve().parent.parent
TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"0", "false", "no", "off"})
SHORTEST_SECRET = 50


class WrongEnvironment(ImproperlyConfigured):
    """Variables with values that are not accepted; the message names each and what is."""


@dataclass(frozen=True, kw_only=True)
class Database:
    """One PostgreSQL role's way in; empty strings mean libpq's defaults. `options` are further libpq parameters."""

    name: str
    user: str
    password: str
    host: str
    port: str
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Environment:
    """All that may differ between two machines. Durations in seconds."""

    stage: Stage
    debug: bool
    secret_key: str
    allowed_hosts: tuple[str, ...]
    csrf_trusted_origins: tuple[str, ...]
    database: Database
    database_owner: Database
    redis_url: str
    queue_prefix: str
    places: Places
    embedded_postgres: bool
    embedded_valkey: bool
    statement_timeout: int
    lease: int
    sweep_interval: int
    visibility_timeout: int
    task_time_limit: int
    linking_weights: Path
    log_level: str
    log_format: Literal["text", "json"]

    @property
    def production(self) -> bool:
        """Whether this is the real thing, where nothing is guessed and no embedded server starts."""
        return self.stage == "production"


def read_environment(environ: Mapping[str, str] | None = None) -> Environment:
    """Read the environment (os.environ by default).

    Raises WrongEnvironment that names every wrong variable and the form it must have.
    """
    reader = _Reader(os.environ if environ is None else environ)
    stage = reader.choice("TRACKER_ENV", ("development", "production"), default="development")
    production = stage == "production"
    places = Places(Path(reader.text("TRACKER_LOCAL_DIR", default="") or ROOT / ".local").absolute())
    may_embed = reader.switch("TRACKER_EMBEDDED", default=not production)
    if production and may_embed:
        reader.wrong("TRACKER_EMBEDDED", "off in production: embedded servers are for development only")
    database_given = bool(reader.text("DATABASE_URL", default=""))
    redis_given = bool(reader.text("REDIS_URL", default=""))

    database = reader.database("DATABASE_URL", default=None if production else places.database_url("tracker_app"))
    owner_default: str | Database = database if database_given else places.database_url("tracker_owner")
    owner = reader.database("DATABASE_OWNER_URL", default=owner_default)
    if database.name and owner.name and owner.name != database.name:
        reader.wrong("DATABASE_OWNER_URL", f"a URL of the same database as DATABASE_URL ({database.name!r})")
    debug = reader.switch("DEBUG", default=not production)
    if production and debug:
        reader.wrong("DEBUG", "off in production")
    secret_key = reader.secret("SECRET_KEY", default=None if production else lambda: _development_key(places))
    if production and len(secret_key) < SHORTEST_SECRET:
        reader.wrong("SECRET_KEY", f"at least {SHORTEST_SECRET} characters in production")
    task_time_limit = reader.seconds("TASK_TIME_LIMIT", default=300)
    visibility_timeout = reader.seconds("VISIBILITY_TIMEOUT", default=900)
    if visibility_timeout <= task_time_limit:
        # A task that outlives its message's invisibility is started again while it still runs.
        reader.wrong("VISIBILITY_TIMEOUT", f"a number of seconds greater than TASK_TIME_LIMIT ({task_time_limit})")

    environment = Environment(
        stage="production" if production else "development",
        debug=debug,
        secret_key=secret_key,
        allowed_hosts=reader.names(
            "ALLOWED_HOSTS", default=None if production else ("localhost", "127.0.0.1", "[::1]")
        ),
        csrf_trusted_origins=reader.origins("CSRF_TRUSTED_ORIGINS"),
        database=database,
        database_owner=owner,
        redis_url=reader.redis("REDIS_URL", default=None if production else places.redis_url()),
        queue_prefix=reader.prefix("QUEUE_PREFIX"),
        places=places,
        embedded_postgres=may_embed and not database_given,
        embedded_valkey=may_embed and not redis_given,
        statement_timeout=reader.seconds("STATEMENT_TIMEOUT", default=15),
        lease=reader.seconds("LEASE_SECONDS", default=120),
        sweep_interval=reader.seconds("SWEEP_SECONDS", default=30),
        visibility_timeout=visibility_timeout,
        task_time_limit=task_time_limit,
        linking_weights=reader.weights("LINKING_WEIGHTS"),
        log_level=reader.choice("LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), default="INFO"),
        log_format="json"
        if reader.choice("LOG_FORMAT", ("text", "json"), default="json" if production else "text") == "json"
        else "text",
    )
    reader.finish()
    return environment


class _Reader:
    """Reads variables and gathers what is wrong, so that one start shows every mistake."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.problems: list[str] = []

    def wrong(self, name: str, accepted: str) -> None:
        """Note a wrong variable; its value is not repeated, since it may be a secret."""
        problem = f"{name}: accepted is {accepted}"
        if not any(known.startswith(f"{name}:") for known in self.problems):
            self.problems.append(problem)

    def finish(self) -> None:
        if self.problems:
            raise WrongEnvironment("Environment: " + "; ".join(self.problems))

    def parse(self, name: str, accepted: str, parser: Callable[[str], T], *, default: T | None, on_error: T) -> T:
        """The parsed variable, or the default where it is unset or empty; a missing one without default is wrong."""
        value = self.environ.get(name, "").strip()
        if not value:
            if default is None:
                self.wrong(name, f"{accepted}; it has no default in production")
                return on_error
            return default
        try:
            return parser(value)
        except (ValueError, psycopg.Error):
            self.wrong(name, accepted)
            return on_error

    def text(self, name: str, *, default: str) -> str:
        return self.environ.get(name, "").strip() or default

    def secret(self, name: str, *, default: Callable[[], str] | None) -> str:
        value = self.environ.get(name, "")
        if value or default is None:
            return self.parse(name, "a random text", str, default=None, on_error="")
        return default()

    def choice(self, name: str, options: tuple[str, ...], *, default: str) -> str:
        def parser(value: str) -> str:
            if value not in options:
                raise ValueError
            return value

        return self.parse(name, "one of " + ", ".join(options), parser, default=default, on_error=default)

    def switch(self, name: str, *, default: bool) -> bool:
        def parser(value: str) -> bool:
            if value.lower() not in TRUE | FALSE:
                raise ValueError
            return value.lower() in TRUE

        return self.parse(name, "1, true, yes, on or 0, false, no, off", parser, default=default, on_error=default)

    def seconds(self, name: str, *, default: int) -> int:
        def parser(value: str) -> int:
            if not value.isascii() or not value.isdigit() or not 1 <= int(value) <= 86_400:
                raise ValueError
            return int(value)

        accepted = "a whole number of seconds from 1 to 86400"
        return self.parse(name, accepted, parser, default=default, on_error=default)

    def weights(self, name: str) -> Path:
        def parser(value: str) -> Path:
            try:
                read_model(Path(value))
            except OSError as error:
                raise ValueError from error
            return Path(value).absolute()

        accepted = "the path of a file that python -m linking fit wrote"
        return self.parse(name, accepted, parser, default=WEIGHTS, on_error=WEIGHTS)

    def names(self, name: str, *, default: tuple[str, ...] | None) -> tuple[str, ...]:
        def parser(value: str) -> tuple[str, ...]:
            found = tuple(part.strip() for part in value.split(",") if part.strip())
            if not found or any("/" in part or " " in part for part in found):
                raise ValueError
            return found

        return self.parse(name, "host names parted by commas", parser, default=default, on_error=())

    def prefix(self, name: str) -> str:
        def parser(value: str) -> str:
            if not value.isascii() or not value.replace("-", "").replace("_", "").replace(":", "").isalnum():
                raise ValueError
            return value

        return self.parse(name, "letters, digits, - _ and :", parser, default="", on_error="")

    def origins(self, name: str) -> tuple[str, ...]:
        def parser(value: str) -> tuple[str, ...]:
            found = tuple(part.strip() for part in value.split(",") if part.strip())
            if any(not part.startswith(("https://", "http://")) for part in found):
                raise ValueError
            return found

        accepted = "origins such as https://tracker.example, parted by commas"
        return self.parse(name, accepted, parser, default=(), on_error=())

    def database(self, name: str, *, default: str | Database | None) -> Database:
        accepted = "postgresql://user:password@host:5432/name or postgresql:///name?host=/socket/directory&user=user"
        fallback = parse_database_url(default) if isinstance(default, str) else default
        nothing = Database(name="", user="", password="", host="", port="")
        return self.parse(name, accepted, parse_database_url, default=fallback, on_error=nothing)

    def redis(self, name: str, *, default: str | None) -> str:
        accepted = "redis://host:6379/0, rediss://host:6379/0 or unix:///path/to/socket?db=0"
        return self.parse(name, accepted, _redis_url, default=default, on_error="")


def parse_database_url(url: str) -> Database:
    """Read a PostgreSQL URL as libpq does. Raises ValueError or psycopg.Error where it is none or names no database."""
    if not url.startswith(("postgresql://", "postgres://")):
        raise ValueError("not a PostgreSQL URL")
    parts: dict[str, Any] = conninfo.conninfo_to_dict(url)
    known = {key: str(parts.pop(key, None) or "") for key in ("dbname", "user", "password", "host", "port")}
    if not known["dbname"]:
        raise ValueError("names no database")
    return Database(
        name=known["dbname"],
        user=known["user"],
        password=known["password"],
        host=known["host"],
        port=known["port"],
        options=tuple(sorted((key, str(value)) for key, value in parts.items())),
    )


def _redis_url(url: str) -> str:
    parts = urllib.parse.urlsplit(url)
    if parts.scheme in ("redis", "rediss"):
        database = parts.path.strip("/")
        _ = parts.port  # raises ValueError where it is no number
        if parts.hostname and (not database or database.isdigit()):
            return url
    if parts.scheme == "unix" and parts.path.startswith("/") and not parts.netloc:
        database = dict(urllib.parse.parse_qsl(parts.query)).get("db", "0")
        if database.isdigit():
            return url
    raise ValueError("not a Redis URL")


def broker_url(redis_url: str) -> str:
    """The same server as the queue's library spells it: a unix socket has another scheme and parameter there."""
    parts = urllib.parse.urlsplit(redis_url)
    if parts.scheme != "unix":
        return redis_url
    database = dict(urllib.parse.parse_qsl(parts.query)).get("db", "0")
    return f"redis+socket://{parts.path}?virtual_host={database}"


def _development_key(places: Places) -> str:
    """A random key kept beside the embedded servers' data, so that a development login outlives a restart."""
    file = places.local / "secret-key"
    try:
        return file.read_text()
    except OSError:
        key = secrets.token_urlsafe(64)
    try:
        places.create()
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError:
        # Another process was first, or nothing can be written here: then this process alone knows its key.
        return file.read_text() if os.access(file, os.R_OK) else key
    with open(handle, "w") as opened:
        opened.write(key)
    return key

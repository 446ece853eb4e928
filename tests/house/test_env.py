"""The environment is read typed; every wrong value is named with the accepted form."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.env import Database, WrongEnvironment, broker_url, parse_database_url, read_environment

PRODUCTION = {
    "TRACKER_ENV": "production",
    "SECRET_KEY": "made-up-" * 10,
    "ALLOWED_HOSTS": "tracker.example, www.tracker.example",
    "DATABASE_URL": "postgresql://app:word@db:5433/tracker?sslmode=require",
    "REDIS_URL": "rediss://queue:6380/2",
}


def test_an_empty_environment_is_development(tmp_path: Path) -> None:
    environment = read_environment({"TRACKER_LOCAL_DIR": str(tmp_path / "local")})

    assert environment.stage == "development"
    assert environment.debug
    assert environment.embedded_postgres
    assert environment.embedded_valkey
    assert environment.database.user != environment.database_owner.user
    assert environment.database.name == environment.database_owner.name


def test_the_development_key_outlives_a_restart(tmp_path: Path) -> None:
    environ = {"TRACKER_LOCAL_DIR": str(tmp_path / "local")}

    assert read_environment(environ).secret_key == read_environment(environ).secret_key
    assert (tmp_path / "local" / "secret-key").stat().st_mode & 0o777 == 0o600


def test_production_takes_what_it_is_given() -> None:
    environment = read_environment(PRODUCTION)

    assert environment.production
    assert not environment.debug
    assert not environment.embedded_postgres
    assert not environment.embedded_valkey
    assert environment.allowed_hosts == ("tracker.example", "www.tracker.example")
    assert environment.database == Database(
        name="tracker", user="app", password="word", host="db", port="5433", options=(("sslmode", "require"),)
    )
    assert environment.database_owner == environment.database
    assert environment.redis_url == "rediss://queue:6380/2"


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL"])
def test_production_guesses_nothing(name: str) -> None:
    environ = {key: value for key, value in PRODUCTION.items() if key != name}

    with pytest.raises(WrongEnvironment, match=f"{name}: accepted is .*; it has no default in production"):
        read_environment(environ)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TRACKER_ENV", "staging"),
        ("DEBUG", "maybe"),
        ("DEBUG", "on"),
        ("TRACKER_EMBEDDED", "on"),
        ("SECRET_KEY", "short"),
        ("ALLOWED_HOSTS", "https://tracker.example/"),
        ("ALLOWED_HOSTS", ","),
        ("CSRF_TRUSTED_ORIGINS", "tracker.example"),
        ("DATABASE_URL", "sqlite:///file"),
        ("DATABASE_URL", "postgresql://db/"),
        ("DATABASE_URL", "postgresql://db:port/tracker?nonsense=1"),
        ("DATABASE_OWNER_URL", "postgresql://owner@db/another"),
        ("REDIS_URL", "http://queue/"),
        ("REDIS_URL", "redis://queue/first"),
        ("REDIS_URL", "redis://queue:port/0"),
        ("REDIS_URL", "unix://relative/path"),
        ("STATEMENT_TIMEOUT", "15s"),
        ("LEASE_SECONDS", "0"),
        ("LEASE_SECONDS", "-1"),
        ("SWEEP_SECONDS", "999999"),
        ("LINKING_WEIGHTS", "/no/such/weights.json"),
        ("LINKING_WEIGHTS", "pyproject.toml"),
        ("TASK_TIME_LIMIT", "٣"),
        ("VISIBILITY_TIMEOUT", "300"),
        ("QUEUE_PREFIX", "a b"),
        ("LOG_LEVEL", "LOUD"),
        ("LOG_FORMAT", "xml"),
    ],
)
def test_a_wrong_value_is_named(name: str, value: str) -> None:
    with pytest.raises(WrongEnvironment, match=f"{name}: accepted is"):
        read_environment(PRODUCTION | {name: value})


def test_all_wrong_values_are_named_at_once_and_none_is_repeated() -> None:
    with pytest.raises(WrongEnvironment) as caught:
        read_environment(PRODUCTION | {"LEASE_SECONDS": "soon", "DATABASE_URL": "mysql://app:hidden-word@db/tracker"})

    assert "LEASE_SECONDS" in str(caught.value)
    assert "DATABASE_URL" in str(caught.value)
    assert "hidden-word" not in str(caught.value)


def test_a_url_stands_for_a_socket_too() -> None:
    database = parse_database_url("postgresql:///tracker?host=%2Fsome%2Fplace&user=app")

    assert database == Database(name="tracker", user="app", password="", host="/some/place", port="")


@pytest.mark.parametrize(
    ("url", "broker"),
    [
        ("redis://queue:6379/1", "redis://queue:6379/1"),
        ("unix:///run/valkey.sock?db=3", "redis+socket:///run/valkey.sock?virtual_host=3"),
        ("unix:///run/valkey.sock", "redis+socket:///run/valkey.sock?virtual_host=0"),
    ],
)
def test_the_queue_spells_the_same_server_in_its_own_way(url: str, broker: str) -> None:
    assert broker_url(url) == broker

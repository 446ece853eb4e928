"""Real servers out of wheels: what was committed stays, whatever happens to their processes."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
import redis

from tests.conftest import Servers, base_environment
from tests.servers import end_servers
from tracker.embedded import identity
from tracker.embedded.errors import EmbeddedError
from tracker.embedded.places import LONGEST_SOCKET, POSTGRES_SOCKET, Places
from tracker.embedded.postgres import Postgres
from tracker.embedded.processes import is_alive, start_time
from tracker.embedded.valkey import Valkey

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.slow


def as_owner(places: Places) -> psycopg.Connection:
    return psycopg.connect(places.database_url("tracker_owner"), autocommit=True)


def as_client(places: Places) -> redis.Redis:
    return redis.Redis.from_url(places.redis_url())


def module(*arguments: str, places: Places) -> subprocess.CompletedProcess[str]:
    environment = base_environment() | {"TRACKER_LOCAL_DIR": str(places.local)}
    command = [sys.executable, "-m", "tracker.embedded", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_they_listen_on_sockets_alone(own_servers: Servers) -> None:
    with as_owner(own_servers.places) as connection:
        addresses = connection.execute("SHOW listen_addresses").fetchone()

    assert addresses == ("",)
    assert as_client(own_servers.places).config_get("port") == {"port": "0"}
    assert own_servers.places.sockets.stat().st_mode & 0o777 == 0o700


def test_the_queue_forgets_nothing_by_itself(own_servers: Servers) -> None:
    client = as_client(own_servers.places)

    assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
    assert client.config_get("appendonly") == {"appendonly": "yes"}


def test_starting_what_runs_adopts_it(own_servers: Servers) -> None:
    before = own_servers.postgres.main_pid(), own_servers.valkey.main_pid()

    own_servers.postgres.ensure()
    own_servers.valkey.ensure()

    assert (own_servers.postgres.main_pid(), own_servers.valkey.main_pid()) == before
    assert None not in before


def test_postgres_comes_back_after_kill_with_every_committed_row(own_servers: Servers) -> None:
    places = own_servers.places
    with as_owner(places) as connection:
        connection.execute("CREATE TABLE kept (number int)")
        for number in range(50):
            connection.execute("INSERT INTO kept VALUES (%s)", [number])
        pid = own_servers.postgres.main_pid()
        assert pid is not None
        os.kill(pid, signal.SIGKILL)

    own_servers.postgres.ensure()

    with as_owner(places) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (50,)
    assert own_servers.postgres.main_pid() != pid


def test_valkey_comes_back_after_kill_with_what_it_wrote(own_servers: Servers) -> None:
    places = own_servers.places
    client = as_client(places)
    client.config_set("appendfsync", "always")
    for number in range(50):
        client.rpush("kept", number)
    pid = own_servers.valkey.main_pid()
    assert pid is not None
    os.kill(pid, signal.SIGKILL)

    own_servers.valkey.ensure()

    assert as_client(places).llen("kept") == 50
    assert own_servers.valkey.main_pid() != pid


def test_stopping_twice_is_no_error(own_servers: Servers) -> None:
    assert own_servers.postgres.stop()
    assert own_servers.valkey.stop()

    assert not own_servers.postgres.stop()
    assert not own_servers.valkey.stop()


def test_two_starters_at_once_make_one_pair(tmp_path: Path) -> None:
    places = Places(tmp_path / "servers")
    try:
        with ThreadPoolExecutor(3) as starters:
            done = list(starters.map(lambda _: module("start", places=places), range(3)))

        assert [one.returncode for one in done] == [0, 0, 0], [one.stderr for one in done]
        assert len({one.stdout for one in done}) == 1
        main = str(places.postgres_data).encode()
        commands = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline")]
        assert sum(main in command and b"postgres\0-D" in command for command in commands) == 1
    finally:
        end_servers(places.local)


def test_the_module_starts_shows_and_stops(tmp_path: Path) -> None:
    places = Places(tmp_path / "servers")
    try:
        assert module("status", places=places).returncode == 3
        assert "DATABASE_URL=postgresql:///tracker?" in module("start", places=places).stdout
        assert module("status", places=places).returncode == 0
        assert module("stop", places=places).stdout == "Valkey: stopped\nPostgreSQL: stopped\n"
        assert module("status", places=places).returncode == 3
    finally:
        end_servers(places.local)


def test_a_killed_first_start_leaves_nothing_in_the_way(tmp_path: Path) -> None:
    places = Places(tmp_path / "servers")
    places.create()
    half_made = places.postgres_data.with_suffix(".new")
    half_made.mkdir()
    (half_made / "PG_VERSION").write_text("18\n")
    postgres = Postgres(places, durable=False)
    try:
        postgres.ensure()

        assert postgres.answers()
    finally:
        end_servers(places.local)


def test_a_broken_setting_shows_the_log(tmp_path: Path) -> None:
    places = Places(tmp_path / "servers")
    postgres = Postgres(places, durable=False)
    try:
        postgres.ensure()
        postgres.stop()
        with open(places.postgres_data / "postgresql.conf", "a") as settings:
            settings.write("no_such_setting = 1\n")

        with pytest.raises(EmbeddedError, match="no_such_setting"):
            postgres.ensure()
    finally:
        end_servers(places.local)


def test_broken_valkey_data_shows_the_log(tmp_path: Path) -> None:
    places = Places(tmp_path / "servers")
    valkey = Valkey(places)
    try:
        valkey.ensure()
        valkey.stop()
        for file in (places.valkey_data / "appendonlydir").glob("*.manifest"):
            file.write_text("nonsense\n")

        with pytest.raises(EmbeddedError, match="Valkey does not start"):
            valkey.ensure()
    finally:
        end_servers(places.local)


@pytest.mark.parametrize("name", ["n" * 120, "a name with blanks", "naïve, 名"])
def test_any_path_will_do(tmp_path: Path, name: str) -> None:
    places = Places(tmp_path / name / "servers")
    try:
        Postgres(places, durable=False).ensure()
        Valkey(places).ensure()

        assert len(str(places.sockets / POSTGRES_SOCKET)) <= LONGEST_SOCKET
        assert places.sockets.stat().st_mode & 0o777 == 0o700
        with as_owner(places) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        assert as_client(places).ping()
    finally:
        end_servers(places.local)


def test_another_users_directory_is_refused(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give a directory away")
    places = Places(tmp_path / "servers")
    places.local.mkdir()
    os.chown(places.local, 12345, 12345)

    with pytest.raises(EmbeddedError, match=r"belongs to user 12345, this is user 0: .* TRACKER_LOCAL_DIR"):
        Postgres(places).ensure()
    assert module("start", places=places).returncode == 1


def test_a_link_in_place_of_the_directory_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "servers").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(EmbeddedError, match="is not a directory"):
        Valkey(Places(tmp_path / "servers")).ensure()


def test_a_user_without_a_passwd_entry_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    used = {entry.pw_uid for entry in pwd.getpwall()}
    nobody = next(uid for uid in range(54_321, 65_000) if uid not in used)
    monkeypatch.setattr(identity, "server_uid", lambda: nobody)

    with pytest.raises(EmbeddedError, match=f"user id {nobody} has no entry in /etc/passwd.*DATABASE_URL"):
        identity.as_server_user()


def test_root_without_setpriv_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)

    with pytest.raises(EmbeddedError, match="setpriv"):
        identity.as_server_user()


def test_a_plain_user_can_start_them(tmp_path: Path) -> None:
    if os.geteuid() != 0 or not (setpriv := shutil.which("setpriv")):
        pytest.skip("only root can become another user")
    # Programs and libraries lie under a home that a plain user may not enter: the capability to read them is kept.
    entry = pwd.getpwnam("daemon")
    local = Path(f"/tmp/tracker-plain-{os.getpid()}")  # noqa: S108 - tmp_path is root's alone
    local.mkdir(mode=0o700)
    os.chown(local, entry.pw_uid, entry.pw_gid)
    places = Places(local / "servers")
    become = [setpriv, f"--reuid={entry.pw_uid}", f"--regid={entry.pw_gid}", "--clear-groups"]
    become += ["--inh-caps=+dac_read_search", "--securebits=+no_setuid_fixup", "--ambient-caps=+dac_read_search"]

    def run(action: str) -> subprocess.CompletedProcess[str]:
        environment = base_environment() | {"TRACKER_LOCAL_DIR": str(places.local), "PYTHONDONTWRITEBYTECODE": "1"}
        command = [*become, sys.executable, "-m", "tracker.embedded", action]
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    try:
        started = run("start")
        assert started.returncode == 0, started.stderr
        assert places.postgres_data.stat().st_uid == entry.pw_uid
        # And root, who comes later, does not take over what is another's.
        assert module("start", places=places).returncode == 1
        assert run("stop").stdout == "Valkey: stopped\nPostgreSQL: stopped\n"
    finally:
        run("stop")
        shutil.rmtree(local)


def test_a_process_is_known_by_its_start() -> None:
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)

    assert is_alive(process.pid)
    assert start_time(process.pid) >= start_time(os.getpid())
    process.kill()
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    assert not is_alive(process.pid)
    process.communicate()
    assert not is_alive(process.pid)

"""The files of production, looked at without an engine."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.deploy import compose

BIN = Path(sys.executable).parent
SECRETS = {
    "SECRET_KEY": "k" * 60,
    "ALLOWED_HOSTS": "tracker.example",
    "POSTGRES_PASSWORD": "made-up-1",
    "TRACKER_OWNER_PASSWORD": "made-up-2",
    "TRACKER_APP_PASSWORD": "made-up-3",
    "REDIS_PASSWORD": "made-up-4",
}


def run(*command: str, cwd: Path = compose.ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def fits_schema(file: Path) -> subprocess.CompletedProcess[str]:
    return run(str(BIN / "check-jsonschema"), "--builtin-schema", "vendor.compose-spec", str(file))


def test_the_compose_file_fits_its_schema() -> None:
    checked = fits_schema(compose.COMPOSE)

    assert checked.returncode == 0, checked.stdout


def test_the_schema_sees_a_mistake(tmp_path: Path) -> None:
    planted = tmp_path / "docker-compose.yml"
    planted.write_text(compose.COMPOSE.read_text().replace("healthcheck:", "healthchek:", 1))

    assert fits_schema(planted).returncode != 0


def test_the_dockerfile_has_no_known_mistake() -> None:
    checked = run(str(BIN / "hadolint"), str(compose.DOCKERFILE))

    assert checked.returncode == 0, checked.stdout


def test_the_check_sees_a_mistake(tmp_path: Path) -> None:
    planted = tmp_path / "Dockerfile"
    planted.write_text(compose.DOCKERFILE.read_text().replace("USER 10001:10001", "RUN cd /tmp && apt-get install x"))

    assert run(str(BIN / "hadolint"), str(planted)).returncode != 0


@pytest.mark.parametrize("script", ["docker/entrypoint.sh", "docker/roles.sh"])
def test_scripts_are_sound_and_executable(script: str) -> None:
    file = compose.ROOT / script

    assert file.stat().st_mode & 0o111 == 0o111
    assert run("sh", "-n", str(file)).returncode == 0


@pytest.mark.parametrize("missing", sorted(SECRETS))
def test_a_missing_value_is_named(missing: str) -> None:
    given = {name: value for name, value in SECRETS.items() if name != missing}

    with pytest.raises(compose.MissingVariableError, match=f"set {missing} in .env"):
        compose.read(given)


def test_the_example_names_every_variable_and_gives_no_secret() -> None:
    example = (compose.ROOT / ".env.example").read_text()
    named = dict(re.findall(r"^(?:# )?([A-Z_]+)=(.*)$", example, re.MULTILINE))

    assert set(named) == set(compose.variables())
    assert {name for name, needed in compose.variables().items() if needed} == set(SECRETS)
    assert all(named[name] == "" for name in SECRETS)


def test_every_room_is_in_the_image() -> None:
    rooms = {app for app in settings.INSTALLED_APPS if (compose.ROOT / app).is_dir()} | {"linking"}
    copied = set(re.findall(r"^COPY (\w+) \1$", compose.DOCKERFILE.read_text(), re.MULTILINE))
    allowed = set(re.findall(r"^!(\w+)$", (compose.ROOT / ".dockerignore").read_text(), re.MULTILINE))

    assert rooms <= copied
    assert copied <= allowed


def test_the_image_holds_what_runs_and_nothing_of_development() -> None:
    dockerfile = compose.DOCKERFILE.read_text()

    assert "--require-hashes" in dockerfile
    assert "requirements-embedded" not in dockerfile
    assert "requirements-dev" not in dockerfile
    assert re.search(r"^USER (?!0|root)", dockerfile.rsplit("\nFROM ", 1)[1], re.MULTILINE)


def test_every_service_that_stays_is_watched_and_started_again() -> None:
    services = compose.read(SECRETS)["services"]

    assert set(services) == {"migrate", "web", "worker", "beat", "db", "redis"}
    for name, service in services.items():
        if name == "migrate":
            assert service["restart"] == "no"
            continue
        assert service["restart"] == "unless-stopped", name
        assert service["healthcheck"]["test"], name


def test_only_migrations_act_as_the_owner() -> None:
    services = compose.read(SECRETS)["services"]
    owners = [name for name, service in services.items() if "DATABASE_OWNER_URL" in service["environment"]]

    assert owners == ["migrate"]
    assert all("tracker_app:" in services[name]["environment"]["DATABASE_URL"] for name in ("web", "worker", "beat"))


def test_database_and_broker_keep_their_data_and_are_not_published() -> None:
    described = compose.read(SECRETS)

    for name in ("db", "redis"):
        service = described["services"][name]
        volume = service["volumes"][0].split(":")[0]
        assert volume in described["volumes"]
        assert "ports" not in service
        assert service["networks"] == ["inside"]
    assert described["networks"]["inside"]["internal"] is True
    command = " ".join(described["services"]["redis"]["command"])
    assert "--appendonly yes --appendfsync everysec --maxmemory-policy noeviction" in command

"""The compose file and the Dockerfile, read by the programs that will read them on a server."""

import json
import re
import subprocess

import pytest

from config.launch import containers
from config.launch.places import ROOT

VALUES = dict.fromkeys(containers.required_variables(), "x1")


@pytest.fixture(scope="module")
def services():
    command = [*containers._compose(), "--file", str(containers.COMPOSE_FILE)]
    told = subprocess.run(
        [*command, "config", "--format", "json"], env=VALUES, capture_output=True, check=True
    )
    return json.loads(told.stdout)["services"]


def test_compose_and_the_linter_take_the_files():
    assert containers.compose_complaint(VALUES) == ""
    assert containers.dockerfile_complaint() == ""


def test_the_check_notices_a_service_that_does_not_exist(tmp_path):
    broken = tmp_path / "docker-compose.yml"
    broken.write_text(
        containers.COMPOSE_FILE.read_text().replace("redis: { cond", "rediss: { cond")
    )

    assert "rediss" in containers.compose_complaint(VALUES, broken)


@pytest.mark.parametrize("name", sorted(VALUES))
def test_nothing_starts_without_a_value_of_ones_own(name):
    others = {key: value for key, value in VALUES.items() if key != name}

    assert name in containers.compose_complaint(others)


def test_no_secret_has_a_default():
    assert {"SECRET_KEY", "AUDIT_KEY", "POSTGRES_PASSWORD", "REDIS_PASSWORD"} <= VALUES.keys()
    defaults = re.findall(r"\$\{(\w+):?-", containers.COMPOSE_FILE.read_text())
    assert [name for name in defaults if re.search("PASSWORD|SECRET|KEY$", name)] == []


def test_only_migrations_get_the_owner_of_the_tables(services):
    holders = [
        name
        for name, service in services.items()
        if "daybook_owner" in json.dumps(service.get("environment", {}))
    ]

    assert holders == ["migrate"]


def test_only_workers_get_the_key_that_signs_the_audit_log(services):
    holders = [
        name for name, service in services.items() if "AUDIT_KEY" in service.get("environment", {})
    ]

    assert holders == ["worker"]


def test_the_database_and_redis_are_not_published(services):
    published = {name for name, service in services.items() if service.get("ports")}

    assert published == {"web", "mail"}
    for name in published:
        assert [port["host_ip"] for port in services[name]["ports"]] == ["127.0.0.1"]


def test_every_service_that_stays_has_a_health_check(services):
    without = {
        name
        for name, service in services.items()
        if "healthcheck" not in service or service["healthcheck"].get("disable")
    }

    # The image of web brings its own.
    assert without == {"migrate", "web"}
    assert "HEALTHCHECK" in (ROOT / "Dockerfile").read_text()


def test_the_image_builds_the_pages_with_the_data_that_they_carry():
    scripts = "".join(path.read_text() for path in (ROOT / "pwa" / "scripts").glob("*.ts"))
    read = set(re.findall(r"[`'(](\w+/data)/", scripts))
    copied = set(re.findall(r"COPY journal/(\S+) /src/journal/", (ROOT / "Dockerfile").read_text()))

    assert read == copied

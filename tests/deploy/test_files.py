"""The files of `deploy/` by the programs that read them."""

import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest
import redis
import yaml

from chatear.services import binaries
from chatear.services.children import Child
from chatear.services.places import PROJECT
from chatear.services.postgres import SETTINGS
from tests.stack import STACK, free_port

COMPOSE = PROJECT / "docker-compose.yml"
SERVICES = yaml.safe_load(COMPOSE.read_text())["services"]
FILLED_IN = "POSTGRES_PASSWORD=p\nSITE=chatear.example\nTURN_ADDRESS=203.0.113.5\nCHATEAR_TURN_SECRET=t\n"
FILLED_IN += "CHATEAR_TURN_CLI_PASSWORD=p\n"
QUIET = {"synchronous_commit", *(name for name in SETTINGS if name.startswith("log_") and name != "log_timezone")}


def need(program: str) -> str:
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is not installed; `make deploy-check` installs it where it can")
    return found


def read_compose_file(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [need("docker-compose"), "config", "-q"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_docker_compose_reads_its_file(tmp_path):
    shutil.copy(COMPOSE, tmp_path)
    (tmp_path / ".env").write_text(FILLED_IN)

    done = read_compose_file(tmp_path)

    assert (done.returncode, done.stderr) == (0, "")


def test_a_server_without_secrets_is_not_started(tmp_path):
    shutil.copy(COMPOSE, tmp_path)
    (tmp_path / ".env").write_text("")

    done = read_compose_file(tmp_path)

    assert done.returncode != 0


def test_postgresql_is_as_silent_as_our_own():
    given = dict(option.removeprefix("-c").split("=") for option in SERVICES["postgres"]["command"][1:])
    implied = {"log_statement": "none", "log_connections": "off"}  # the defaults of a new cluster

    assert given | implied == {name: SETTINGS[name] for name in QUIET}


def test_there_is_one_beat_and_the_worker_is_none():
    assert "beat" in SERVICES["beat"]["command"]
    assert "-B" not in SERVICES["worker"]["command"]


@pytest.mark.parametrize(("name", "appendonly"), [("live", "no"), ("queue", "yes")])
def test_redis_reads_its_file(tmp_path, name, appendonly):
    socket = tmp_path / "r.sock"
    ours = ["--port", "0", "--unixsocket", str(socket), "--dir", str(tmp_path)]
    command = [str(binaries.redis_server()), str(PROJECT / "deploy" / "redis" / f"{name}.conf"), *ours]
    server = Child(name, command, tmp_path / "log", STACK.watch)
    server.start()
    try:
        with redis.from_url(f"unix://{socket}") as client:
            wait_for(client)
            read = client.config_get("appendonly", "save", "slowlog-log-slower-than", "maxmemory-policy")
    finally:
        server.stop()

    assert read == {
        "appendonly": appendonly,
        "save": "",
        "slowlog-log-slower-than": "-1",
        "maxmemory-policy": "noeviction",
    }


def wait_for(client: redis.Redis) -> None:
    deadline = time.monotonic() + 10
    while True:
        try:
            client.ping()
        except redis.ConnectionError:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        else:
            return


def test_coturn_reads_its_file_without_an_error(tmp_path):
    # An address that it cannot read leaves that range open, and says so in one line only.
    ours = [f"--listening-port={free_port()}", "--listening-ip=127.0.0.1", f"--pidfile={tmp_path}/pid"]
    ours += [f"--cli-port={free_port()}", "--cli-password=p"]
    site = ["--static-auth-secret=t", "--realm=chatear.example", "--external-ip=203.0.113.5"]
    conf = str(PROJECT / "deploy" / "turnserver.conf")
    server = Child("coturn", [need("turnserver"), "-c", conf, *ours, *site], tmp_path / "log", STACK.watch)
    server.start()
    try:
        deadline = time.monotonic() + 10
        while "Total General servers" not in server.log.read_text():
            assert time.monotonic() < deadline, server.last_words(20)
            time.sleep(0.05)
    finally:
        server.stop()

    said = [
        line
        for line in server.log.read_text().splitlines()
        if re.search(r"error|wrong|bad|unknown", line, re.IGNORECASE)
    ]
    assert said == []


def test_coturn_refuses_ranges_only_in_the_form_that_it_reads():
    lines = (PROJECT / "deploy" / "turnserver.conf").read_text().splitlines()
    denied = [line for line in lines if line.startswith("denied-peer-ip=")]

    assert denied
    assert all(re.fullmatch(r"denied-peer-ip=[0-9a-f.:]+-[0-9a-f.:]+", line) for line in denied)
    assert not any(line.strip() in {"verbose", "Verbose"} for line in lines)

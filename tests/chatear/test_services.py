"""`make run` for real: started, killed, stopped, twice at once."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg2
import pytest
import redis

from chatear.services import readiness
from chatear.services.places import PROJECT
from tests.stack import ADDRESSES, free_port

READY_WITHIN = 60
GONE_WITHIN = 15
SECOND_START_WITHIN = 10  # seconds, as the README promises


class Copy:
    """One `python -m chatear.services run`, and everything it started."""

    def __init__(self, data: Path, port: int | None = None) -> None:
        self.data, self.port = data, port or free_port()
        self.said = data.with_suffix(".said")
        self.process: subprocess.Popen[bytes] | None = None
        self.family: list[psutil.Process] = []
        self.more_environment: dict[str, str] = {}

    def command(self, verb: str, *more: str) -> list[str]:
        return [sys.executable, "-m", "chatear.services", "--data", str(self.data), verb, *more]

    def environment(self) -> dict[str, str]:
        ours = {*ADDRESSES, "DJANGO_SETTINGS_MODULE", "CHATEAR_DATA"}
        kept = {name: value for name, value in os.environ.items() if name not in ours}
        return kept | self.more_environment

    def start(self) -> None:
        self.data.parent.mkdir(parents=True, exist_ok=True)
        with self.said.open("w") as out:
            command = self.command("run", "--port", str(self.port))
            self.process = subprocess.Popen(command, cwd=PROJECT, env=self.environment(), stdout=out, stderr=out)
        readiness.wait(f"http://127.0.0.1:{self.port}", seconds=READY_WITHIN, meanwhile=self.must_run)
        wait_until((self.data / "run.json").exists)
        self.family = psutil.Process(self.process.pid).children(recursive=True)

    def must_run(self) -> None:
        assert self.process.poll() is None, self.said.read_text()

    def stop(self) -> subprocess.CompletedProcess[str]:
        done = self.once("stop")
        if self.process is not None:
            self.process.wait(GONE_WITHIN)
        return done

    def once(self, verb: str, *more: str) -> subprocess.CompletedProcess[str]:
        command = self.command(verb, *more)
        return subprocess.run(command, cwd=PROJECT, env=self.environment(), capture_output=True, text=True, check=False)

    def report(self) -> dict:
        return json.loads((self.data / "run.json").read_text())

    def survivors(self) -> list[psutil.Process]:
        return [member for member in self.family if member.is_running() and member.status() != psutil.STATUS_ZOMBIE]


def wait_until(holds, seconds: float = GONE_WITHIN) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.fixture(scope="module")
def seasoned(tmp_path_factory) -> Path:
    """Return the folder of a copy that has run once, so that only one test waits for a first start."""
    first = Copy(tmp_path_factory.mktemp("first") / "var")
    first.start()
    first.stop()
    return first.data


@pytest.fixture
def copy(tmp_path, seasoned) -> Iterator[Copy]:
    shutil.copytree(seasoned, tmp_path / "var", ignore=shutil.ignore_patterns("sockets"))
    one = Copy(tmp_path / "var")
    yield one
    one.stop()


@pytest.fixture
def running(copy) -> Copy:
    copy.start()
    return copy


@pytest.mark.slow
def test_the_report_leads_to_every_service(running):
    report = running.report()

    with psycopg2.connect(report["postgres"]) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT is_staff FROM accounts_person WHERE email = %s", [report["admin"]["user"]])
        assert cursor.fetchone() == (True,)
        cursor.execute("SHOW synchronous_commit")
        assert cursor.fetchone() == ("on",)
    live, queue = redis.from_url(report["redis_live"]), redis.from_url(report["redis_queue"])
    assert live.config_get("appendonly", "save") == {"appendonly": "no", "save": ""}
    assert queue.config_get("appendonly", "appendfsync") == {"appendonly": "yes", "appendfsync": "everysec"}
    assert [client.config_get("slowlog-log-slower-than") for client in (live, queue)] == [
        {"slowlog-log-slower-than": "-1"}
    ] * 2
    assert all(Path(report[name]).is_dir() for name in ("mail", "media", "logs"))
    assert (running.data / "run.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.slow
def test_no_value_reaches_the_log_of_postgresql(running):
    connection = psycopg2.connect(running.report()["postgres"])
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE t (t text UNIQUE)")
        cursor.execute("INSERT INTO t VALUES (%s)", ["sentinel-91aa"])
        for fault in ("INSERT INTO t VALUES (%s)", "SELECT %s::int", "SELECT nonsense(%s)"):
            with pytest.raises(psycopg2.Error):
                cursor.execute(fault, ["sentinel-91aa"])
    connection.close()

    assert "sentinel-91aa" not in (running.data / "logs" / "postgres.log").read_text()


@pytest.mark.slow
def test_stop_leaves_nobody_and_the_second_start_is_quick_and_keeps_the_login(running):
    before = running.report()["admin"]

    assert running.stop().stdout == "Stopped.\n"
    assert running.survivors() == []
    assert not (running.data / "run.json").exists()
    began = time.monotonic()
    running.start()

    assert time.monotonic() - began < SECOND_START_WITHIN
    assert running.report()["admin"] == before


@pytest.mark.slow
def test_ctrl_c_leaves_nobody(running):
    running.process.send_signal(signal.SIGINT)

    assert running.process.wait(GONE_WITHIN) == 0
    wait_until(lambda: not running.survivors())


@pytest.mark.slow
def test_killing_the_supervisor_leaves_nobody_and_a_new_one_starts(running):
    running.process.kill()
    running.process.wait()

    wait_until(lambda: not running.survivors())
    running.start()


@pytest.mark.slow
def test_a_killed_web_process_starts_again(running):
    web = next(member for member in running.family if "chatear.services.web" in member.cmdline())
    web.kill()

    wait_until(lambda: not web.is_running())
    readiness.wait(running.report()["web"], seconds=READY_WITHIN, meanwhile=running.must_run)


@pytest.mark.slow
def test_two_copies_run_side_by_side(running, tmp_path):
    other = Copy(tmp_path / "other")
    other.start()
    try:
        assert running.report()["postgres"] != other.report()["postgres"]
    finally:
        other.stop()

    assert readiness.ask(running.report()["web"]) == ""


@pytest.mark.slow
def test_a_second_supervisor_on_the_same_folder_is_refused(running):
    done = running.once("run", "--port", str(free_port()))

    assert done.returncode == 1
    assert "already runs" in done.stderr
    assert "Traceback" not in done.stderr
    assert readiness.ask(running.report()["web"]) == ""


def test_a_taken_port_is_said_in_one_sentence(copy):
    with socket.create_server(("127.0.0.1", copy.port)):
        done = copy.once("run", "--port", str(copy.port))

    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert str(copy.port) in done.stderr


def test_nothing_to_stop_is_no_fault(copy):
    assert copy.stop().returncode == 0


@pytest.mark.slow
def test_a_folder_too_deep_for_a_socket_is_no_obstacle(tmp_path):
    deep = Copy(tmp_path / ("deep" * 30) / "var")
    deep.start()

    assert deep.stop().stdout == "Stopped.\n"


@pytest.mark.slow
def test_services_that_the_environment_names_are_used_and_left_running(tmp_path, stack):
    addresses = stack.backing.addresses.as_environment() | {"DATABASE_URL": stack.fresh_database()}
    guest = Copy(tmp_path / "var")
    guest.more_environment = addresses
    guest.start()
    report = guest.report()
    guest.stop()

    assert [report[name] for name in ("postgres", "redis_live", "redis_queue")] == list(addresses.values())
    assert not (guest.data / "postgres").exists()
    assert not any(server.child.has_ended() for server in stack.backing.servers)

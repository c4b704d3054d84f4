"""Servers that would keep what must not be kept are found at the start, whoever set them (M1 to M5; P-01, P-24).

promise: RET-3, DAT-13
"""

import os
import subprocess
import sys

import pytest
import redis
from django.core.management import CommandError, call_command
from django.db import connection

from chatear import demands
from chatear import redis as servers
from chatear.services import web
from chatear.services.children import Watch
from chatear.services.places import PROJECT, Places
from chatear.services.valkey import Valkey

WRONG = {
    "synchronous_commit": "off",
    "log_error_verbosity": "verbose",
    "log_min_messages": "warning",
    "log_min_error_statement": "error",
    "log_parameter_max_length": "-1",
    "log_parameter_max_length_on_error": "100",
    "log_statement": "all",
    "log_min_duration_statement": "250",
    "log_min_duration_sample": "250",
    "log_duration": "on",
}


@pytest.mark.django_db
def test_our_own_servers_are_right():
    assert list(demands.unmet()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_setting_of_postgresql_is_named_with_what_to_do(name):
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL {name} = '{WRONG[name]}'")

    (problem,) = demands.unmet()

    assert f"{name} = " in problem
    assert f"set it to {demands.POSTGRES[name][0]}" in problem


def test_every_setting_that_a_session_can_change_is_tried():
    assert set(demands.POSTGRES) - set(WRONG) == {"fsync", "full_page_writes"}  # of the whole server


@pytest.mark.parametrize(
    ("which", "option", "value"),
    [
        ("live", "save", "60 1"),
        ("live", "appendonly", "yes"),
        ("live", "slowlog-log-slower-than", "10000"),
        ("live", "crash-log-enabled", "yes"),
        ("live", "maxmemory-policy", "allkeys-lru"),
        ("queue", "slowlog-log-slower-than", "0"),
        ("queue", "maxmemory-policy", "volatile-ttl"),
    ],
)
def test_a_wrong_setting_of_redis_is_named_with_what_to_do(tmp_path, which, option, value):
    """Each a server of its own that was started so."""
    places, watch = Places(tmp_path), Watch()
    places.make()
    right = demands.BOTH | (demands.LIVE if which == "live" else {})
    server = Valkey(which, right | {option: value}, places, watch)
    server.start()
    server.wait()
    try:
        with redis.from_url(server.url) as client:
            (problem,) = demands.of_redis(which, client)
    finally:
        server.child.stop()
        watch.close()

    assert f"Redis {which} has {option} = {value}" in problem


def test_a_redis_that_does_not_say_how_it_is_set_is_refused(redis_live):
    redis_live.acl_setuser("shy", enabled=True, nopass=True, keys=["*"], commands=["+@all", "-config"])
    try:
        kwargs = redis_live.connection_pool.connection_kwargs
        with redis.Redis(unix_socket_path=kwargs["path"], username="shy", password="x") as client:
            (problem,) = demands.of_redis("live", client)
    finally:
        redis_live.acl_deluser("shy")

    assert "CONFIG GET" in problem


@pytest.mark.django_db
def test_production_refuses_and_one_machine_warns(settings, monkeypatch, capsys):
    monkeypatch.setattr(demands, "LIVE", {"appendonly": "yes"})
    demands.at_start()
    warned = capsys.readouterr().err
    settings.REFUSES_UNSAFE_SERVERS = True

    assert "Warning: Redis live has appendonly = no" in warned
    with pytest.raises(demands.UnsafeServers, match="appendonly"):
        demands.at_start()
    with pytest.raises(CommandError, match="appendonly"):
        call_command("check", databases=["default"])


@pytest.mark.django_db
def test_the_check_is_silent_where_nothing_is_asked(monkeypatch, settings):
    settings.REFUSES_UNSAFE_SERVERS = True
    monkeypatch.setattr(demands, "LIVE", {"appendonly": "yes"})

    call_command("check")


@pytest.mark.django_db
def test_a_server_that_is_away_is_no_wrong_setting(monkeypatch):
    away = redis.Redis(unix_socket_path="/nowhere/live.sock")
    monkeypatch.setattr(servers, "live", lambda: away)

    assert list(demands.unmet()) == []


@pytest.mark.parametrize(
    "process",
    [
        ["chatear.services.web", "--port", "0"],
        ["celery", "-A", "chatear.celery", "worker", "-c", "1"],
        ["celery", "-A", "chatear.celery", "beat", "-s", "{folder}/beat", "--pidfile="],
    ],
    ids=["web", "worker", "beat"],
)
def test_no_process_starts_with_servers_that_keep_messages(redis_live, process, tmp_path):
    """The real processes with production's settings."""
    redis_live.config_set("maxmemory-policy", "allkeys-lru")
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "chatear.settings.production",
        "CHATEAR_SECRET_KEY": "p4" * 30,
        "CHATEAR_HOSTS": "chatear.example",
        "CHATEAR_ORIGINS": "https://chatear.example",
    }
    try:
        command = [sys.executable, "-m", *(part.format(folder=tmp_path) for part in process)]
        done = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)
    finally:
        redis_live.config_set("maxmemory-policy", "noeviction")

    assert done.returncode == 1
    assert "Redis live has maxmemory-policy = allkeys-lru: set it to noeviction" in done.stderr


def test_a_page_waits_for_postgresql_no_longer_than_five_seconds():
    """F13"""
    ask = (
        "import os, psycopg2; c = psycopg2.connect(os.environ['DATABASE_URL']).cursor();"
        "c.execute(\"SELECT current_setting('statement_timeout'), current_setting('lock_timeout')\");"
        "print(*c.fetchone())"
    )
    shown = subprocess.run(
        [sys.executable, "-c", ask],
        env=os.environ | {"PGOPTIONS": web.PATIENCE},
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert shown.split() == ["5s", "2s"]

import os
import re
import secrets
import subprocess
import sys

import pytest

from chatear.services.places import PROJECT
from chatear.settings.connections import celery_broker, channel_layers, database
from chatear.settings.refusals import refusals

SERVER = {
    "DJANGO_SETTINGS_MODULE": "chatear.settings.production",
    "CHATEAR_SECRET_KEY": secrets.token_urlsafe(50),
    "CHATEAR_HOSTS": "chatear.example",
    "CHATEAR_ORIGINS": "https://chatear.example",
    "DATABASE_URL": "postgresql:///chatear",
    "REDIS_LIVE_URL": "redis://live:6379/0",
    "REDIS_QUEUE_URL": "redis://queue:6379/0",
}
SAFE = {
    "DEBUG": False,
    "SECRET_KEY": SERVER["CHATEAR_SECRET_KEY"],
    "SIMULATOR_URL": "",
    "TURN_CLI": "",
    "TURN_CLI_PASSWORD": "",
    "SOCIAL_HOSTS": {"id.vk.ru": "https://id.vk.ru"},
    "ALLOWED_HOSTS": ["chatear.example"],
    "ORIGINS": ["https://chatear.example"],
    "TURN_URLS": [],
    "TURN_SECRET": "",
    "AGE_CHECK_COUNTRIES": frozenset(),
    "AGE_CHECK_URL": "",
    "AGE_CHECK_KEY": "",
    "CHANNEL_LAYERS": channel_layers("redis://live:6379/0", "x" * 50),
    "CELERY_RESULT_BACKEND": None,
    "CELERY_TASK_IGNORE_RESULT": True,
}
READS = re.compile(r'(?:text|flag|number|listing|one_of|environ\.get)\(\s*"([A-Z][A-Z_]+)"')


def start(**environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "import django; django.setup()"]
    kept = {"PATH": os.environ["PATH"], "CHATEAR_DATA": os.environ["CHATEAR_DATA"]}
    return subprocess.run(command, cwd=PROJECT, env=kept | environment, capture_output=True, text=True, check=False)


def test_the_example_names_exactly_what_is_read():
    sources = [path.read_text() for path in (PROJECT / "chatear").rglob("*.py")]
    read = {name for source in sources for name in READS.findall(source)} | {"DJANGO_SETTINGS_MODULE"}
    read |= set(
        re.findall(r"environment.get\(\"(CHATEAR_RECEIVER\w+)", (PROJECT / "moderation" / "receiver.py").read_text())
    )
    read |= {"DATABASE_URL", "REDIS_LIVE_URL", "REDIS_QUEUE_URL"}  # production reads them in a loop
    documented = set(re.findall(r"^([A-Z_]+)=", (PROJECT / ".env.example").read_text(), re.MULTILINE))

    assert documented == read


def test_only_one_module_reads_the_environment_for_settings():
    settings = [path for path in (PROJECT / "chatear" / "settings").glob("*.py") if path.name != "env.py"]

    assert [path.name for path in settings if "os.environ" in path.read_text()] == []


def test_production_starts_with_what_a_server_needs():
    done = start(**SERVER)

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("missing", sorted(set(SERVER) - {"DJANGO_SETTINGS_MODULE"}))
def test_production_refuses_to_start_without(missing):
    done = start(**{name: value for name, value in SERVER.items() if name != missing})

    assert done.returncode != 0
    assert missing in done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CHATEAR_DEBUG", "1"),
        ("CHATEAR_SIMULATOR_URL", "http://localhost:9000"),
        ("CHATEAR_ORIGINS", "http://chatear.example"),
        ("CHATEAR_HOSTS", "*"),
        ("CHATEAR_SECRET_KEY", "short"),
        ("CHATEAR_SECRET_KEY", "django-insecure-" + "x" * 50),
        ("CHATEAR_TURN_URLS", "turn:turn.example:3478"),
        ("CHATEAR_AGE_CHECK_COUNTRIES", "NL"),
        ("CHATEAR_AGE_CHECK_URL", "https://check.example/"),
        ("CHATEAR_UNWATCHED", "close"),
    ],
)
def test_production_refuses_to_start_with(name, value):
    done = start(**SERVER | {name: value})

    assert done.returncode != 0
    assert "ImproperlyConfigured" in done.stderr


def test_a_safe_server_is_not_refused():
    assert list(refusals(SAFE)) == []


def test_every_fault_gets_its_own_sentence():
    faults = {
        "DEBUG": True,
        "SECRET_KEY": "",
        "SIMULATOR_URL": "x",
        "SOCIAL_HOSTS": {"id.vk.ru": "http://127.0.0.1/id.vk.ru"},
        "ALLOWED_HOSTS": [],
        "ORIGINS": [],
        "TURN_URLS": ["x"],
        "TURN_CLI": "turn.example:5766",
        "AGE_CHECK_COUNTRIES": frozenset({"NL"}),
        "AGE_CHECK_URL": "http://check.example",
        "CELERY_RESULT_BACKEND": "redis://queue:6379/1",
    }

    assert len(set(refusals(SAFE | faults))) == len(faults)


def test_a_database_behind_a_socket_with_odd_letters():
    read = database("postgresql://chatear@/chatear?host=/tmp/a%20b%3Fc")

    assert (read["USER"], read["NAME"], read["HOST"]) == ("chatear", "chatear", "/tmp/a b?c")


def test_a_database_on_a_server():
    read = database("postgresql://me:p%40ss@db.example:5433/chat")

    assert [read[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "me",
        "p@ss",
        "db.example",
        "5433",
        "chat",
    ]


def test_celery_reads_a_socket_in_its_own_words():
    assert celery_broker("unix:///tmp/queue.sock") == "redis+socket:///tmp/queue.sock"
    assert celery_broker("redis://queue:6379/0") == "redis://queue:6379/0"


def test_the_channel_layer_is_encrypted_under_a_key_that_is_not_the_secret():
    (key,) = channel_layers("redis://live", "the secret")["default"]["CONFIG"]["symmetric_encryption_keys"]

    assert "the secret" not in key
    assert channel_layers("redis://live", "another")["default"]["CONFIG"]["symmetric_encryption_keys"] != [key]


@pytest.mark.parametrize(
    "layer",
    [
        {"BACKEND": "channels_redis.core.RedisChannelLayer", "CONFIG": {"symmetric_encryption_keys": ["x"]}},
        {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer", "CONFIG": {"hosts": ["redis://live"]}},
        {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer"},
    ],
)
def test_a_layer_that_keeps_what_was_said_is_refused(layer):
    """M1; promise: RET-3, P-01"""
    assert len(list(refusals(SAFE | {"CHANNEL_LAYERS": {"default": layer}}))) == 1


def test_results_of_tasks_are_refused():
    """M5; P-24"""
    assert len(list(refusals(SAFE | {"CELERY_TASK_IGNORE_RESULT": False}))) == 1

"""What PostgreSQL and both Redis servers must be set to, whoever runs them (promise: RET-3, DAT-13; M1 to M5).

Ours are started so (`services/postgres.py`, `services/valkey.py`); of an operator's own we ask at the start. Production
refuses to start with others, one machine warns. Each sentence says what to do.
"""

import sys
from collections.abc import Iterator
from typing import Final

import redis
from django.conf import settings
from django.db import Error, connection

from . import redis as servers

#: Of PostgreSQL: each with the values that are right.
POSTGRES: Final[dict[str, tuple[str, ...]]] = {
    # An acknowledged decision survives a crash.
    "synchronous_commit": ("on", "remote_apply"),
    "fsync": ("on",),
    "full_page_writes": ("on",),
    # No value reaches the log.
    "log_error_verbosity": ("terse",),
    "log_min_messages": ("fatal", "panic"),
    "log_min_error_statement": ("panic",),
    "log_parameter_max_length": ("0",),
    "log_parameter_max_length_on_error": ("0",),
    "log_statement": ("none",),
    "log_min_duration_statement": ("-1",),
    "log_min_duration_sample": ("-1",),
    "log_duration": ("off",),
}
#: Of both Redis servers: neither keeps what people sent in a log, nor drops what it was given.
BOTH: Final[dict[str, str]] = {
    "slowlog-log-slower-than": "-1",
    "crash-log-enabled": "no",
    "maxmemory-policy": "noeviction",
}
#: Of *live* also: it writes nothing to a disk.
LIVE: Final[dict[str, str]] = {"save": "", "appendonly": "no"}


class UnsafeServers(Exception):
    """PostgreSQL or Redis is set so that a promise can't be held."""


def at_start() -> None:
    """Look at the servers: production does not start with unsafe ones, one machine says so on standard error.

    :raises UnsafeServers: with one sentence for each setting, in production
    """
    problems = list(unmet())
    if problems and settings.REFUSES_UNSAFE_SERVERS:
        raise UnsafeServers("\n".join(problems))
    for problem in problems:
        print(f"Warning: {problem}", file=sys.stderr)  # noqa: T201 - to the operator, who may have set it


def start_or_end() -> None:
    """Look at the servers, and end this process with what to do where production must not start with them."""
    try:
        at_start()
    except UnsafeServers as problem:
        sys.exit(f"Chatear does not start with these servers:\n{problem}")
    finally:
        connection.close()  # a worker forks: its children need their own


def unmet() -> Iterator[str]:
    """Yield a sentence for each setting that is wrong; a server that does not answer is `health.py`'s business."""
    try:
        yield from of_postgres()
    except Error:
        connection.close()
    for name, client in (("live", servers.live()), ("queue", servers.queue())):
        try:
            yield from of_redis(name, client)
        except redis.ConnectionError:
            continue


def of_postgres() -> Iterator[str]:
    """Yield what is wrong with PostgreSQL, as it is set for our own connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, current_setting(name) FROM pg_settings WHERE name = ANY(%s)", [list(POSTGRES)])
        shown = dict(cursor.fetchall())
    for name, right in POSTGRES.items():
        if name in shown and shown[name] not in right:
            do = f"ALTER SYSTEM SET {name} = '{right[0]}'"
            yield f"PostgreSQL has {name} = {shown[name]}: set it to {right[0]} ({do})."


def of_redis(name: str, client: redis.Redis) -> Iterator[str]:
    """Yield what is wrong with a Redis; one that won't say how it is set is wrong, too."""
    wanted = BOTH | LIVE if name == "live" else BOTH
    try:
        shown = client.config_get(*wanted)
    except redis.ConnectionError:
        raise
    except redis.RedisError:
        yield f"Redis {name} does not say how it is set: allow this user CONFIG GET (ACL: +config|get)."
        return
    for option, right in wanted.items():
        said = _text(shown.get(option, right))
        if said != right:
            yield f"Redis {name} has {option} = {said}: set it to {right or 'nothing'} (CONFIG SET {option} {right!r})."


def _text(value: object) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)

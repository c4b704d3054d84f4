"""Every place where Chatear could leave something behind, each with its own way of being written to."""

import abc
import codecs
import socket
import subprocess
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import psycopg2
import redis

from chatear.services import binaries


class Sink(abc.ABC):
    """A place that may hold words. What it yields is as small as it can be: one row, value, command or line."""

    name: str
    #: Whether two ids in one record mean a pair; a whole file holds many people side by side.
    tells_pairs: bool = True

    @abc.abstractmethod
    def plant(self, words: str) -> None:
        """Write words the way the place is really written to."""

    @abc.abstractmethod
    def records(self) -> Iterator[bytes]:
        """Yield all that is in it."""


class Dump(Sink):
    """Every row of the database, as `pg_dump` writes it."""

    name = "rows"

    def __init__(self, database: str) -> None:
        """Look at one database."""
        self.database = database

    def plant(self, words: str) -> None:
        """Write a value so long that PostgreSQL packs it away outside the table's file."""
        execute(self.database, "CREATE TABLE IF NOT EXISTS planted_row (words text)")
        execute(self.database, "INSERT INTO planted_row VALUES (%s)", (words + " toast" * 20_000,))

    def records(self) -> Iterator[bytes]:
        """Yield the lines of a dump, one a row."""
        program = binaries.postgres_folder() / "pg_dump"
        command = [str(program), "--dbname", self.database, "--no-owner"]
        yield from subprocess.run(command, capture_output=True, check=True).stdout.splitlines()


class Sessions(Dump):
    """What browsers' sessions hold: signed, and packed when that makes them shorter."""

    name = "sessions"

    def plant(self, words: str) -> None:
        """Keep the words in a session as Django does."""
        from accounts.sessions import SessionStore  # noqa: PLC0415 - needs settings

        row = ("planted", SessionStore().encode({"words": [words] * 20}))
        execute(
            self.database,
            "INSERT INTO accounts_opensession (session_key, session_data, expire_date)"
            " VALUES (%s, %s, now() + interval '1 day')",
            row,
        )


class Pages(Sink):
    """The files of PostgreSQL: tables, indexes and the write-ahead log, with what was deleted still in them."""

    name = "pages"
    tells_pairs = False

    def __init__(self, database: str, folder: Path) -> None:
        """Look at the cluster that holds the database."""
        self.database, self.folder = database, folder

    def plant(self, words: str) -> None:
        """Write a short row and delete it again."""
        execute(self.database, "CREATE TABLE IF NOT EXISTS planted_page (words text)")
        execute(self.database, "INSERT INTO planted_page VALUES (%s)", (words,))
        execute(self.database, "DELETE FROM planted_page")

    def records(self) -> Iterator[bytes]:
        """Yield the files, after all of them were written."""
        execute(self.database, "CHECKPOINT")
        ((oid,),) = execute(self.database, "SELECT oid FROM pg_database WHERE datname = current_database()")
        for part in (self.folder / "base" / str(oid), self.folder / "pg_wal"):
            yield from files(part)


class Keys(Sink):
    """Every value in a Redis, one record each."""

    def __init__(self, url: str, which: str) -> None:
        """Look at one of the two servers."""
        self.client, self.name = redis.from_url(url), f"keys of Redis {which}"

    def plant(self, words: str) -> None:
        """Keep the words for a minute."""
        self.client.hset("planted:key", "who", words)
        self.client.expire("planted:key", 60)

    def records(self) -> Iterator[bytes]:
        """Yield each key with each of its values."""
        for key in self.client.scan_iter(count=1000):
            for value in self._values(key):
                yield key + b" " + value

    def _values(self, key: bytes) -> Iterable[bytes]:
        kind = self.client.type(key)
        if kind == b"hash":
            return [field + b" " + value for field, value in self.client.hgetall(key).items()]
        readers: dict[bytes, Any] = {
            b"string": lambda: [self.client.get(key) or b""],
            b"list": lambda: self.client.lrange(key, 0, -1),
            b"set": lambda: self.client.smembers(key),
            b"zset": lambda: self.client.zrange(key, 0, -1),
            b"stream": lambda: [repr(entry).encode() for entry in self.client.xrange(key)],
        }
        return list(readers[kind]()) if kind in readers else []


class Tasks(Keys):
    """What waits for Celery, as Celery writes it."""

    def __init__(self, url: str) -> None:
        """Look at the queue."""
        super().__init__(url, "queue")
        self.name, self.url = "tasks", url

    def plant(self, words: str) -> None:
        """Ask for a task that nobody will do."""
        from celery import Celery  # noqa: PLC0415 - slow to import

        from chatear.settings.connections import celery_broker  # noqa: PLC0415

        with Celery(broker=celery_broker(self.url)) as app:
            app.send_task("planted", args=[words], queue="planted")


class Snapshot(Sink):
    """What a Redis would write to disk, whole (reliability M26: unpacked, or a search finds one of a hundred)."""

    tells_pairs = False

    def __init__(self, url: str, folder: Path, which: str) -> None:
        """Look at one of the two servers."""
        self.client, self.folder = redis.from_url(url), folder
        self.name = f"snapshot of Redis {which}"

    def plant(self, words: str) -> None:
        """Put the words into a list, which a packed snapshot would hide."""
        self.client.rpush("planted:list", *[words] * 50)
        self.client.expire("planted:list", 60)

    def records(self) -> Iterator[bytes]:
        """Yield the snapshot, and remove it if there was none before."""
        file = self.folder / "dump.rdb"
        existed = file.exists()
        self.client.config_set("rdbcompression", "no")
        self.client.save()
        yield file.read_bytes()
        if not existed:
            file.unlink()


class SlowLog(Sink):
    """Commands that a Redis remembers with their arguments."""

    def __init__(self, url: str, which: str) -> None:
        """Look at one of the two servers."""
        self.client, self.name = redis.from_url(url), f"slow log of Redis {which}"

    def plant(self, words: str) -> None:
        """Let it remember one command, and no more."""
        before = self.client.config_get("slowlog-log-slower-than")
        self.client.config_set("slowlog-log-slower-than", 0)
        self.client.echo(words)
        self.client.config_set(*next(iter(before.items())))

    def records(self) -> Iterator[bytes]:
        """Yield what it remembers."""
        yield from (entry["command"] for entry in self.client.slowlog_get(-1))


class Traffic(Sink):
    """Every command that reaches a Redis from now on."""

    def __init__(self, url: str, which: str) -> None:
        """Begin to listen."""
        self.client, self.name = redis.from_url(url), f"traffic of Redis {which}"
        self.line = socket.socket(socket.AF_UNIX)
        self.line.connect(unquote(url.removeprefix("unix://")))
        self.line.sendall(b"MONITOR\r\n")
        self.heard = b""
        self.thread = threading.Thread(target=self._listen, daemon=True)
        self.thread.start()

    def plant(self, words: str) -> None:
        """Publish the words to nobody."""
        self.client.publish("planted", words)

    def records(self) -> Iterator[bytes]:
        """Yield the commands, after the last one has arrived; their bytes as they were."""
        self.client.echo("the end of the traffic")
        self.thread.join(timeout=10)
        self.line.close()
        for line in self.heard.splitlines():
            yield codecs.escape_decode(line)[0]  # type: ignore[attr-defined]

    def _listen(self) -> None:
        while b"the end of the traffic" not in self.heard[-4096:]:
            self.heard += self.line.recv(1 << 20)


class Folder(Sink):
    """Files that are written line by line, or whole: logs, mail, media, Redis' own."""

    def __init__(self, folder: Path, *, tells_pairs: bool = True) -> None:
        """Look at a folder and all below it."""
        self.folder, self.tells_pairs = folder, tells_pairs
        self.name = f"files in {folder.name}"

    def plant(self, words: str) -> None:
        """Write a file."""
        (self.folder / "planted.log").write_text(f"INFO {words}\n")

    def records(self) -> Iterator[bytes]:
        """Yield the lines."""
        for content in files(self.folder):
            yield from content.splitlines() if self.tells_pairs else [content]


class Journal(Folder):
    """The file to which Redis *queue* appends each command."""

    def __init__(self, folder: Path, url: str) -> None:
        """Look at its folder."""
        super().__init__(folder, tells_pairs=False)
        self.name = "journal of Redis queue"
        self.client = redis.from_url(url)

    def plant(self, words: str) -> None:
        """Set and delete a key: both stand in the file."""
        self.client.set("planted:journal", words)
        self.client.delete("planted:journal")


def files(folder: Path) -> Iterator[bytes]:
    """Yield the content of each file below a folder."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.read_bytes()


def execute(database: str, statement: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
    """Run one statement by itself and return its rows."""
    connection = psycopg2.connect(database)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()

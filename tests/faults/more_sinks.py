"""Places that only a server itself, staff or an operator writes to (reliability 4.1: 3, 7, 10 and 12)."""

import contextlib
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import psycopg2

from chatear.services import binaries
from tests.faults.sinks import Dump, Folder, Sink, execute


class ServerLog(Folder):
    """What PostgreSQL says of itself."""

    def __init__(self, database: str, folder: Path) -> None:
        """Look at the folder of its log."""
        super().__init__(folder)
        self.name, self.database = "log of PostgreSQL", database

    def plant(self, words: str) -> None:
        """Come with a setting of these words: that there is no such is fatal, and the log names it."""
        with contextlib.suppress(psycopg2.OperationalError):
            psycopg2.connect(self.database, options=f"-c statement_timeout={words.replace(' ', '-')}")

    def records(self) -> Iterator[bytes]:
        """Yield the lines of its log alone."""
        yield from (self.folder / "postgres.log").read_bytes().splitlines()


#: A person's number, as a statement has it.
NUMBER: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Activity(Sink):
    """The last statement of each connection that stands, as PostgreSQL shows it to whoever may see it."""

    name = "activity of PostgreSQL"

    def __init__(self, database: str) -> None:
        """Look at the server of one database; a connection of ours stays for what is planted."""
        self.database = database
        self.ours = psycopg2.connect(database)
        self.ours.autocommit = True

    def plant(self, words: str) -> None:
        """Ask for the words, and keep the connection."""
        with self.ours.cursor() as cursor:
            cursor.execute("SELECT %s", (words,))

    def records(self) -> Iterator[bytes]:
        """Yield each statement; who of all that are there is kept out is asked at once, and says nothing of pairs."""
        for (query,) in execute(self.database, "SELECT query FROM pg_stat_activity WHERE query IS NOT NULL"):
            yield (NUMBER.sub("", query) if "accounts_exclusion" in query else query).encode()
        self.ours.close()


class StaffLog(Sink):
    """What Django's admin notes of what staff did."""

    name = "log of the admin"

    def __init__(self, database: str) -> None:
        """Look at one database."""
        self.database = database

    def plant(self, words: str) -> None:
        """Note something as the admin does."""
        execute(
            self.database,
            "SET session_replication_role = replica;"  # the author need not be there
            " INSERT INTO django_admin_log (action_time, object_repr, action_flag, change_message, user_id)"
            " VALUES (now(), left(%s, 200), 2, '[]', gen_random_uuid())",
            (words,),
        )

    def records(self) -> Iterator[bytes]:
        """Yield its rows."""
        for row in execute(self.database, "SELECT object_id, object_repr, change_message FROM django_admin_log"):
            yield " ".join(map(str, row)).encode()


class Backup(Dump):
    """A backup as operators are told to make it: packed, table by table."""

    name, tells_pairs = "backup", False

    def plant(self, words: str) -> None:
        """Keep the words in a table."""
        execute(self.database, "CREATE TABLE IF NOT EXISTS planted_backup (words text)")
        execute(self.database, "INSERT INTO planted_backup VALUES (%s)", (words,))

    def records(self) -> Iterator[bytes]:
        """Yield the whole file."""
        program = binaries.postgres_folder() / "pg_dump"
        command = [str(program), "--format=custom", "--dbname", self.database]
        yield subprocess.run(command, capture_output=True, check=True).stdout


class Scratch(Folder):
    """The folder for files that programs throw away."""

    def plant(self, words: str) -> None:
        """Write such a file, and leave it."""
        with tempfile.NamedTemporaryFile("w", dir=self.folder, delete=False) as file:
            file.write(words)

"""Ends what somebody has open at the relay, through coturn's command line (reliability M17, T28).

An expired credential ends nothing: coturn looks at it when a relay is opened, and lets what is open be refreshed.
https://github.com/coturn/coturn/blob/master/README.turnserver, ``--cli-ip``
"""

import asyncio
import re
from collections.abc import Collection
from typing import Final

PROMPT: Final = b"> "
WITHIN: Final = 2  # seconds, for all of it
_SESSION: Final = re.compile(r"id=(?P<id>\d+), user <(?P<user>[^>]*)>:")


class NoCommandLine(Exception):
    """coturn's command line can't be reached, or refuses the password."""


async def end_relays(usernames: Collection[str], *, address: str, password: str) -> int:
    """End every relay that was opened with one of these user names; return how many there were.

    :param address: where coturn's command line listens, ``host:port``
    :raises NoCommandLine: if it is not there, refuses the password or does not answer in time
    """
    host, _, port = address.rpartition(":")
    try:
        async with asyncio.timeout(WITHIN):
            reader, writer = await asyncio.open_connection(host, int(port))
            try:
                return await _end(reader, writer, usernames, password)
            finally:
                writer.close()
    except (OSError, EOFError, TimeoutError, asyncio.LimitOverrunError) as problem:
        raise NoCommandLine from problem


async def _end(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, usernames: Collection[str], password: str
) -> int:
    await reader.readuntil(b"password: ")
    await reader.readline()
    writer.write(f"{password}\r\n".encode())
    if await reader.readexactly(len(PROMPT)) != PROMPT:
        raise NoCommandLine
    ended = 0
    for username in usernames:
        writer.write(f"ps {username}\r\n".encode())
        listed = (await reader.readuntil(PROMPT)).decode(errors="replace")
        for session in _SESSION.finditer(listed):
            if session["user"] == username:
                writer.write(f"cs {session['id']}\r\n".encode())
                await reader.readuntil(PROMPT)
                ended += 1
    return ended

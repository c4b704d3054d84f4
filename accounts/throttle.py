"""How often somebody may knock: a bucket for each address, or for each account, in Redis *live*.

Neither an address nor an account's name is kept, only keyed hashes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from math import ceil
from pathlib import Path
from typing import Final

from redis.commands.core import Script
from redis.exceptions import RedisError

from chatear import redis

from . import addresses


@dataclass(frozen=True, slots=True)
class Limit:
    """How often an address or account may do one thing, and whether it may while Redis is away (reliability T08)."""

    burst: int
    every: int  # milliseconds in which one more turn grows back
    without_redis: bool


LIMITS: Final[Mapping[str, Limit]] = {
    # Whole mobile networks share an address; a script that makes guests by the thousand does not stop at 120.
    "enter": Limit(burst=120, every=2000, without_redis=False),
    # Each costs a quarter of a second of a core (reliability M30), a guest and a mail.
    "register": Limit(burst=20, every=60_000, without_redis=False),
    # Each costs a quarter of a second of a core; a script with a list of leaked passwords does not stop at 60.
    "sign-in": Limit(burst=60, every=5000, without_redis=False),
    # Guesses at one account, from wherever: ten, and then some 1,400 a day.
    "password": Limit(burst=10, every=60_000, without_redis=False),
    # Mails to one mailbox that anybody may have sent by typing it: nobody's is filled.
    "mail": Limit(burst=5, every=600_000, without_redis=False),
    "ask-for-mail": Limit(burst=20, every=30_000, without_redis=False),
    # Whoever said to be younger than 18 has no second try that day; the browser's cookie says so too.
    "younger": Limit(burst=1, every=24 * 60 * 60 * 1000, without_redis=True),
    # Each is read by a person; a script fills no queue.
    "letter": Limit(burst=10, every=120_000, without_redis=True),
    # Without scripts no work was done for it (`privacy/captcha.py`): less often, and never not at all.
    "letter-unproved": Limit(burst=3, every=600_000, without_redis=True),
    # So is each of these, and a mail follows.
    "request": Limit(burst=20, every=120_000, without_redis=True),
    # Each is read by a person. Whoever meets ten bad ones in a row has one more in a minute; a script fills no queue.
    "complaint": Limit(burst=10, every=60_000, without_redis=False),
    # Each gives out a credential for the relay; a person tries a network a few times.
    "ice": Limit(burst=30, every=2000, without_redis=True),
    # One small row is changed; an app tells of its phone once, a page of its browser with each first talk.
    "client": Limit(burst=60, every=2000, without_redis=True),
    # Guesses at one account's codes: the library lets each wrong one wait longer, and this counts them all.
    "second-step": Limit(burst=10, every=60_000, without_redis=False),
    # Each page for signing in asks once as it opens; an answer costs a signature's check.
    "passkey": Limit(burst=120, every=1000, without_redis=False),
    # Each reads every table for one person, and asks a mailbox to be filled: three a day are enough.
    "archive": Limit(burst=3, every=8 * 60 * 60 * 1000, without_redis=True),
    # Whoever checks ages may ask the operator for money each time.
    "age-check": Limit(burst=20, every=120_000, without_redis=False),
    # Going to another service costs us little and guesses nothing; coming back makes us ask that service.
    "elsewhere": Limit(burst=60, every=5000, without_redis=False),
}


class TooOften(Exception):
    """An address or account came too often; it may again after ``retry_after`` seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"again in {retry_after} s")
        self.retry_after = retry_after


class NobodyCounts(Exception):
    """Redis is away, and what was asked for is not done uncounted."""

    retry_after = 5  # seconds: about what a restart of Redis takes


def take_turn(what: str, *, address: str, now: datetime) -> None:
    """Count that an address does something once.

    :raises TooOften: if it did so too often
    :raises NobodyCounts: if Redis is away and the limit says that it matters
    """
    if not addresses.is_exempt(address):
        _count(what, f"a:{addresses.keyed_hash(address)}", now)


def take_turn_of(what: str, *, whom: str, now: datetime) -> None:
    """Count that something is done once to one account or mailbox, by whomever; ``whom`` is a keyed hash.

    :raises TooOften: if it was done too often
    :raises NobodyCounts: if Redis is away and the limit says that it matters
    """
    _count(what, f"w:{whom}", now)


def is_spent(what: str, *, whom: str) -> bool:
    """Whether a bucket that holds one turn is empty; no while Redis is away."""
    try:
        return bool(redis.live().exists(f"limit:{what}:w:{whom}"))
    except (RedisError, OSError):
        return False


def _count(what: str, who: str, now: datetime) -> None:
    limit = LIMITS[what]
    key = f"limit:{what}:{who}"
    try:
        wait = int(_script()(keys=[key], args=[int(now.timestamp() * 1000), limit.every, limit.burst]))
    except (RedisError, OSError) as error:
        if limit.without_redis:
            return
        raise NobodyCounts from error
    if wait:
        raise TooOften(ceil(wait / 1000))


@cache
def _script() -> Script:
    source = (Path(__file__).parent / "lua" / "take_turn.lua").read_text()
    return redis.live().register_script(source)

"""A riddle that costs a browser a second of computing, so that a script can't fill staff's queue for nothing.

ALTCHA's first protocol (https://altcha.org/docs/v2/server-integration/): which number, with this salt, has this hash?
From our own host, without a cookie, and nobody has to look for traffic lights.
"""

import base64
import json
from datetime import datetime, timedelta
from typing import Any, Final

from altcha import v1 as altcha
from django.conf import settings
from django.utils.crypto import salted_hmac
from redis.exceptions import RedisError

from chatear import redis

LASTS: Final = timedelta(minutes=20)
LONGEST: Final = 2000  # characters of a solution; an honest one has some 400


def riddle(*, now: datetime) -> dict[str, Any]:
    """Return a new riddle: algorithm, challenge, salt, signature and the largest number that may solve it."""
    options = altcha.ChallengeOptions(
        hmac_key=_key(), max_number=settings.CAPTCHA_WORK, expires=now + LASTS, algorithm="SHA-256"
    )
    made = altcha.create_challenge(options)
    return {
        "algorithm": made.algorithm,
        "challenge": made.challenge,
        "maxnumber": settings.CAPTCHA_WORK,
        "salt": made.salt,
        "signature": made.signature,
    }


def is_solved(payload: str) -> bool:
    """Whether a riddle of ours was solved in time and its solution not used before; base64 of JSON, as ALTCHA has it.

    Without Redis nobody remembers which were used: a solution then counts, as letters must not be lost.
    """
    if not payload or len(payload) > LONGEST:
        return False
    try:
        is_right, _ = altcha.verify_solution(payload, _key(), check_expires=True)
        challenge = str(json.loads(base64.b64decode(payload))["challenge"])[:64] if is_right else ""
    except (ValueError, KeyError, TypeError):
        return False
    return bool(challenge) and _is_first(challenge)


def _is_first(challenge: str) -> bool:
    try:
        return bool(redis.live().set(f"captcha:{challenge}", 1, nx=True, ex=int(LASTS.total_seconds())))
    except (RedisError, OSError):
        return True


def _key() -> str:
    return salted_hmac("chatear.privacy.captcha", "key", algorithm="sha256").hexdigest()

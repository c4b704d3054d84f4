"""A chain of records, each sealed with the one before it: whoever changes, drops or inserts one breaks it. Pure.

The seal is an HMAC, so that somebody who may write to the table but does not hold the key can't mend the chain
(reliability T52). What is sealed is JSON with sorted keys and no spaces: the same record is the same bytes for ever.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

#: What the first record of all is chained to.
BEGINNING: Final = "0" * 64


def seal(record: Mapping[str, Any], *, before: str, key: bytes) -> str:
    """Return the seal of a record after the one whose seal is ``before``: 64 hexadecimal digits."""
    words = json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hmac.new(key, f"{before}\n{words}".encode(), hashlib.sha256).hexdigest()


def first_broken(
    links: Iterable[tuple[Mapping[str, Any], str, str]], *, keys: Sequence[bytes], first: bool = True
) -> int | None:
    """Return the place of the first link that does not hold, counted from 0; None if all do.

    A link is a record, the seal before it, and its own. With ``first`` the oldest follows the beginning; else older
    ones were purged by rule, and the oldest that is left is believed what came before it. ```keys`` may be several.
    """
    expected = BEGINNING if first else None
    for place, (record, before, own) in enumerate(links):
        if expected is not None and before != expected:
            return place
        if not any(hmac.compare_digest(seal(record, before=before, key=key), own) for key in keys):
            return place
        expected = own
    return None

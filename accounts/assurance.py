"""Asking somebody else how old a person is, where the operator must (promise: CHI-1).

A checker is anything that can lead a browser away and tell from what it brings back whether the person is of age. What
comes back is a yes or a no: neither a name nor a date, and nothing of it is kept but the time of a yes.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol
from urllib.parse import urlencode, urlsplit

#: How long somebody may take at the checker's, and how old its answer may be.
LASTS: Final = timedelta(minutes=30)
#: By how much the checker's clock may be ahead of ours.
AHEAD: Final = timedelta(minutes=1)


class Forged(Exception):
    """An answer is not the checker's, or not to what we asked."""


class Checker(Protocol):
    """Somebody who can tell how old a person is."""

    @property
    def host(self) -> str:
        """Who it is, as people are told."""

    def way_there(self, *, state: str, return_to: str, now: datetime) -> str:
        """Return where a browser is led; ``state`` is random, and comes back with the answer."""

    def is_of_age(self, answer: Mapping[str, str], *, state: str, now: datetime) -> bool:
        """Read what a browser brought back.

        :raises Forged: if it is not the checker's answer to this question, or too old
        """


@dataclass(frozen=True, slots=True)
class SignedRedirect:
    """A checker that is asked, and answers, by parameters of an address under an HMAC of a shared key.

    We send ``state``, ``return_to`` and ``expires`` (Unix seconds); back come ``state``, ``over_18`` (yes or no) and
    ``checked_at`` (Unix seconds). ``signature`` is the HMAC-SHA256 in hex of the others, sorted by name, URL-encoded.
    """

    url: str
    key: str

    @property
    def host(self) -> str:
        """Who it is, as people are told."""
        return urlsplit(self.url).hostname or ""

    def way_there(self, *, state: str, return_to: str, now: datetime) -> str:
        """Return the checker's address with our question."""
        question = {"state": state, "return_to": return_to, "expires": str(int((now + LASTS).timestamp()))}
        question["signature"] = self.sign(question)
        return f"{self.url}{'&' if urlsplit(self.url).query else '?'}{urlencode(question)}"

    def is_of_age(self, answer: Mapping[str, str], *, state: str, now: datetime) -> bool:
        """Read the checker's answer.

        :raises Forged: if it is none of its, not to this question, or too old
        """
        said = {name: answer.get(name, "") for name in ("state", "over_18", "checked_at")}
        if not hmac.compare_digest(self.sign(said).encode(), answer.get("signature", "").encode()):
            raise Forged
        if not state or not hmac.compare_digest(said["state"].encode(), state.encode()):
            raise Forged
        if said["over_18"] not in {"yes", "no"} or not _is_fresh(said["checked_at"], now):
            raise Forged
        return said["over_18"] == "yes"

    def sign(self, said: Mapping[str, str]) -> str:
        """Return the signature of parameters."""
        return hmac.new(self.key.encode(), urlencode(sorted(said.items())).encode(), hashlib.sha256).hexdigest()


def _is_fresh(checked_at: str, now: datetime) -> bool:
    if not (checked_at.isascii() and checked_at.isdigit()):
        return False
    return -AHEAD <= timedelta(seconds=now.timestamp() - int(checked_at)) <= LASTS

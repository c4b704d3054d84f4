"""By what somebody is known who has no row here any more: an e-mail address, or an account at another service.

Only a keyed hash is kept. One mailbox has many spellings, and all of them have one hash: otherwise a banned person
would come back under `me+2@` (reliability T43).
"""

import unicodedata
from typing import Final, Literal

from django.utils.crypto import salted_hmac

Kind = Literal["email", "account"]

#: Names of one and the same mail service, and those whose dots in front of the @ mean nothing.
SAME: Final = {"googlemail.com": "gmail.com"}
DOTLESS: Final = frozenset({"gmail.com"})
#: Services that take everything after a minus for a tag, as the others do after a plus.
MINUS_TAGS: Final = frozenset({"yahoo.com", "ymail.com", "rocketmail.com"})


def identity_hash(kind: Kind, value: str) -> str:
    """Return the keyed hash of an e-mail address, or of "provider:uid"; empty for nothing."""
    value = mailbox(value) if kind == "email" else value.strip()
    if not value:
        return ""
    return salted_hmac("chatear.accounts.identities", f"{kind}:{value}", algorithm="sha256").hexdigest()


def mailbox(email: str) -> str:
    """Return the one spelling of a mailbox that stands for all: to compare by, not to write to."""
    name, _, host = unicodedata.normalize("NFKC", email).strip().casefold().rpartition("@")
    host = _host(host)
    host = SAME.get(host, host)
    tag = "-" if host in MINUS_TAGS else "+"
    name = name.split("+", 1)[0] if tag == "+" else name.split("+", 1)[0].split(tag, 1)[0]
    if host in DOTLESS:
        name = name.replace(".", "")
    return f"{name}@{host}" if name and host else ""


def spelling(email: str) -> str:
    """Return an address as it is stored and asked for: as typed, but in small letters throughout."""
    return email.strip().lower()


def _host(host: str) -> str:
    host = host.strip(".")
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host

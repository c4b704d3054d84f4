"""SDP and candidates on their way to a stranger: of the right shape, and without addresses that tell too much. Pure.

Sources: RFC 8866 (SDP), RFC 8839 and 8445 (candidates), RFC 8828 (addresses and privacy). promise: DIS-4
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Final

import msgspec

from .protocol import Candidate, Role

#: Chromium's offers with audio, video and data have 6.5 kB in 200 lines, Firefox's fewer.
LARGEST: Final = 16 * 1024
MOST_LINES: Final = 500

_LINES: Final = re.compile(r"(?:[a-z]=[\x20-\x7e]{1,1022}\n)+")
_MEDIA: Final = re.compile(r"m=(audio|video|application) \d{1,5} [A-Z/]{3,24}( [\w-]+)+")
_CANDIDATE: Final = re.compile(
    r"candidate:(?P<foundation>[\w+/]{1,32}) (?P<component>\d{1,3}) (?P<transport>udp|tcp) (?P<priority>\d{1,10})"
    r" (?P<address>\S{2,64}) (?P<port>\d{1,5}) typ (?P<kind>host|srflx|prflx|relay)"
    r"(?: raddr (?P<raddr>\S{1,64}) rport (?P<rport>\d{1,5}))?(?P<rest>(?: [\w-]{1,32} [\w+/.:=-]{1,256}){0,8})",
    re.IGNORECASE,
)
_HIDDEN_NAME: Final = re.compile(r"[0-9a-f-]{36}\.local", re.IGNORECASE)  # RFC 8828's mDNS names
_MUST_HAVE: Final = ("a=fingerprint:", "a=ice-ufrag:", "a=ice-pwd:")


class BadDescription(Exception):
    """Not a description that a browser of ours makes."""


class BadCandidate(Exception):
    """Not a candidate."""


@dataclass(frozen=True, slots=True)
class AddressPolicy:
    """Which addresses may reach a stranger: private ones on a local network, none but the relay's for the hidden."""

    lan: bool = False
    relay_only: bool = False

    def hiding(self, hidden: bool) -> "AddressPolicy":  # noqa: FBT001 - a person's switch
        """Return this policy for somebody who hides their address, or does not."""
        return replace(self, relay_only=self.relay_only or hidden)


def clean_description(sdp: str, *, kind: Role, policy: AddressPolicy) -> str:
    """Return an offer or answer with only such addresses as may be passed on; the rest byte for byte.

    :raises BadDescription: if it is none; says why
    """
    if len(sdp) > LARGEST:
        raise BadDescription(f"The {kind} is larger than {LARGEST} bytes.")
    unix = sdp.replace("\r\n", "\n").rstrip("\n") + "\n"
    if not _LINES.fullmatch(unix):
        raise BadDescription(f"The {kind} has a line that is not one of SDP.")
    lines = unix.split("\n")[:-1]
    _check(lines, kind)
    return "\r\n".join([*_cleaned(lines, policy), ""])


def clean_candidates(candidates: Iterable[Candidate], *, policy: AddressPolicy) -> list[Candidate]:
    """Return the candidates that may be passed on; the sign that there are no more is always one.

    :raises BadCandidate: if one is none
    """
    kept = []
    for candidate in candidates:
        if not candidate.candidate:
            kept.append(candidate)
        elif (line := _clean_line(candidate.candidate.removeprefix("a="), policy)) is not None:
            kept.append(msgspec.structs.replace(candidate, candidate=line))
    return kept


def _check(lines: list[str], kind: Role) -> None:
    if len(lines) > MOST_LINES or lines[0] != "v=0":
        raise BadDescription(f"The {kind} is no session description.")
    media = []
    for line in lines:
        if line[0] == "m":
            if not _MEDIA.fullmatch(line):
                raise BadDescription(f"The {kind} has a medium that is not audio, video or data.")
            media.append(line[2:7])
    if sorted(media) != sorted(set(media)) or not media:
        raise BadDescription(f"The {kind} must have one medium of a kind: audio, video and data.")
    for must in _MUST_HAVE:
        if not any(line.startswith(must) for line in lines):
            raise BadDescription(f"The {kind} lacks {must[2:-1]}.")


def _cleaned(lines: list[str], policy: AddressPolicy) -> Iterable[str]:
    for line in lines:
        if line.startswith("a=candidate:"):
            try:
                kept = _clean_line(line[2:], policy)
            except BadCandidate as error:
                raise BadDescription(str(error)) from error
            if kept is not None:
                yield f"a={kept}"
        elif line[0] == "c":  # this line and the next kind repeat an address that ICE does not need
            yield "c=IN IP4 0.0.0.0"
        elif line.startswith("a=rtcp:"):
            yield "a=rtcp:9 IN IP4 0.0.0.0"
        else:
            yield line


def _clean_line(line: str, policy: AddressPolicy) -> str | None:
    """Return a candidate without what it repeats of the browser's own addresses; None if it must not go on."""
    parts = _CANDIDATE.fullmatch(line)
    if parts is None or int(parts["port"]) > 65535:  # noqa: PLR2004 - the largest port
        message = "A candidate is not of the form of RFC 8839."
        raise BadCandidate(message)
    kind = parts["kind"].lower()
    if (policy.relay_only and kind != "relay") or not _may_pass(parts["address"], policy.lan):
        return None
    if parts["raddr"] is None:
        return line
    nowhere = "::" if ":" in parts["raddr"] else "0.0.0.0"  # noqa: S104 - says 'not told'
    return f"{line[: parts.start('raddr')]}{nowhere} rport 0{parts['rest']}"


@lru_cache(maxsize=4096)
def _may_pass(address: str, lan: bool) -> bool:  # noqa: FBT001 - for the cache
    """Whether a browser somewhere else may learn and try this address."""
    try:
        parsed: IPv4Address | IPv6Address = ip_address(address)
    except ValueError:
        return lan and bool(_HIDDEN_NAME.fullmatch(address))
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is not None:
        parsed = parsed.ipv4_mapped
    if parsed.is_multicast or parsed.is_unspecified or parsed.is_reserved:
        return False
    return lan or parsed.is_global

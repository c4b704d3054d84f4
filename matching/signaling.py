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

#: Chromium 156's offers with audio, video and data have 6.5 kB in 176 to 200 lines, Firefox 153's 4 kB in 120.
LARGEST: Final = 16 * 1024
MOST_LINES: Final = 500
#: A laptop with three networks gathers some 20; each one makes the partner's browser knock at an address.
MOST_CANDIDATES: Final = 64

#: What the browsers write into a call of audio, video and data without simulcast; tests/corpus/sdp holds some.
_ATTRIBUTES: Final = (
    "rtcp-fb|rtpmap|fmtp|extmap|ssrc|ice-ufrag|ice-pwd|ice-options|fingerprint|setup|mid|sendrecv|msid"
    "|rtcp-mux|rtcp-rsize|rtcp-xr|group|extmap-allow-mixed|msid-semantic|ssrc-group|sctp-port|max-message-size"
    "|end-of-candidates|bundle-only|recvonly|sendonly|inactive|rtcp-mux-only|ptime|maxptime|ice-lite|sctpmap|tls-id"
)
_LINES: Final = re.compile(r"v=0\n(?:[abcmost]=[\x20-\x7e]{1,1022}\n)+")
_MEDIA: Final = re.compile(r"(audio|video|application) \d{1,5} [A-Z/]{3,24}(?: [\w-]{1,32})+", re.ASCII)
_ORIGIN: Final = re.compile(r"(o=[\w.-]{1,64} \d{1,20} \d{1,20}) IN IP[46] \S+", re.ASCII)
_CHANGED: Final = re.compile(rf"\n(?:[co]=|a=(?!(?:{_ATTRIBUTES})[:\n]))[^\n]*")
_ADDRESSES: Final = re.compile(r"\r\na=(?:candidate:[^\r\n]*|end-of-candidates)")
_MUST_HAVE: Final = ("fingerprint", "ice-ufrag", "ice-pwd")

_CANDIDATE: Final = re.compile(
    r"candidate:[\w+/]{1,32} \d{1,3} (?:udp|tcp) \d{1,10}"
    r" (?P<address>\S{2,64}) (?P<port>\d{1,5}) typ (?P<kind>host|srflx|prflx|relay)"
    r"(?P<behind> raddr (?P<raddr>\S{1,64}) rport \d{1,5})?(?P<rest>(?: [\w-]{1,32} [\w+/.:=-]{1,256}){0,8})",
    re.IGNORECASE | re.ASCII,
)
_KNOWN_REST: Final = re.compile(r" (?:tcptype|generation|ufrag|network-id|network-cost) [\w+/]+(?![^ ])", re.ASCII)
_HIDDEN_NAME: Final = re.compile(r"[0-9a-f-]{36}\.local", re.IGNORECASE | re.ASCII)  # RFC 8828's mDNS names
_HIGHEST_PORT: Final = 65535


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
    """Return an offer or answer with only such addresses and attributes as may be passed on; the rest byte for byte.

    :raises BadDescription: if it is none; says why
    """
    if len(sdp) > LARGEST:
        raise BadDescription(f"The {kind} is larger than {LARGEST} bytes.")
    unix = sdp.replace("\r\n", "\n").rstrip("\n") + "\n"
    if not _LINES.fullmatch(unix) or unix.count("\n") > MOST_LINES:
        raise BadDescription(f"The {kind} is no session description.")
    _check(unix, kind)
    try:
        return _CHANGED.sub(lambda found: _changed(found[0][1:], policy), unix).replace("\n", "\r\n")
    except BadCandidate as error:
        raise BadDescription(str(error)) from error


def for_the_receiver(sdp: str) -> str:
    """Return a browser's offer as the evidence receiver gets it: one picture that it sends, and no candidates at all.

    Whoever names candidates would make the receiver knock at addresses of their choice (reliability M19, T30).

    :raises BadDescription: if it is none, or has more in it than a picture
    """
    cleaned = clean_description(sdp, kind="offer", policy=AddressPolicy())
    kinds = [line.split(" ", 1)[0] for line in cleaned.split("\r\nm=")[1:]]
    if kinds != ["video"] or "\r\na=sendonly" not in cleaned:
        raise BadDescription("The offer of a look has one medium: a picture that is sent.")
    return _ADDRESSES.sub("", cleaned)


def clean_candidates(candidates: Iterable[Candidate], *, policy: AddressPolicy) -> list[Candidate]:
    """Return the candidates that may be passed on; the sign that there are no more is always one.

    :raises BadCandidate: if one is none, or names no medium (a browser would throw at it)
    """
    kept = []
    for candidate in candidates:
        if not candidate.candidate:
            kept.append(candidate)
            continue
        if candidate.sdpMid is None and candidate.sdpMLineIndex is None:
            raise BadCandidate("A candidate needs an sdpMid or an sdpMLineIndex.")
        if (line := _clean_line(candidate.candidate.removeprefix("a="), policy)) is not None:
            kept.append(msgspec.structs.replace(candidate, candidate=line))
    return kept


def _check(unix: str, kind: Role) -> None:
    media = [_MEDIA.fullmatch(line.partition("\n")[0]) for line in unix.split("\nm=")[1:]]
    kinds = [medium[1] for medium in media if medium]
    if len(kinds) < len(media):
        raise BadDescription(f"The {kind} has a medium that is not audio, video or data.")
    if not kinds or len(kinds) > len(set(kinds)):
        raise BadDescription(f"The {kind} must have one medium of a kind: audio, video and data.")
    for must in _MUST_HAVE:
        if f"\na={must}:" not in unix:
            raise BadDescription(f"The {kind} lacks {must}.")
    if unix.count("\na=candidate:") > MOST_CANDIDATES:
        raise BadDescription(f"The {kind} has more than {MOST_CANDIDATES} candidates.")


def _changed(line: str, policy: AddressPolicy) -> str:
    """Return what takes the place of a line that tells an address or that no browser needs."""
    if line.startswith("a=candidate:"):
        kept = _clean_line(line[2:], policy)
        return "" if kept is None else f"\na={kept}"
    if line[0] == "c":  # this and the next two repeat an address that ICE does not need
        return "\nc=IN IP4 0.0.0.0"
    if line.startswith("a=rtcp:"):
        return "\na=rtcp:9 IN IP4 0.0.0.0"
    if line[0] == "a":
        return ""
    if (origin := _ORIGIN.fullmatch(line)) is None:
        raise BadDescription("The line o= is not one of a browser.")
    return f"\n{origin[1]} IN IP4 0.0.0.0"


def _clean_line(line: str, policy: AddressPolicy) -> str | None:
    """Return a candidate without what it repeats of the browser's own addresses; None if it must not go on."""
    parts = _CANDIDATE.fullmatch(line)
    if parts is None or int(parts["port"]) > _HIGHEST_PORT:
        raise BadCandidate("A candidate is not of the form of RFC 8839.")
    if (policy.relay_only and parts["kind"].lower() != "relay") or not _may_pass(parts["address"], policy.lan):
        return None
    nowhere = "::" if ":" in (parts["raddr"] or "") else "0.0.0.0"  # noqa: S104 - says 'not told'
    behind = f" raddr {nowhere} rport 0" if parts["behind"] else ""
    return line[: parts.end("kind")] + behind + "".join(_KNOWN_REST.findall(parts["rest"]))


@lru_cache(maxsize=4096)
def _may_pass(address: str, lan: bool) -> bool:  # noqa: FBT001 - for the cache
    """Whether a browser somewhere else may learn and try this address."""
    try:
        parsed: IPv4Address | IPv6Address = ip_address(address)
    except ValueError:
        return lan and bool(_HIDDEN_NAME.fullmatch(address))
    if isinstance(parsed, IPv6Address):
        if parsed.scope_id is not None:
            return False
        # A tunnel's address leads to the IPv4 address inside it (RFC 4291 2.5.5.2, RFC 3056).
        parsed = parsed.ipv4_mapped or parsed.sixtofour or parsed
    if parsed.is_multicast or parsed.is_unspecified or parsed.is_reserved:
        return False
    # Python holds fec0::/10, once site-local (RFC 3879), to be global.
    return lan or (parsed.is_global and not (isinstance(parsed, IPv6Address) and parsed.is_site_local))

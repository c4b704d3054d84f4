"""From which address somebody comes, and what is kept of it: a keyed hash, never the address."""

from collections.abc import Iterable, Mapping
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def of_request(request: HttpRequest) -> str:
    """Return the address that a page is asked from."""
    return _client(request.META.get("REMOTE_ADDR", ""), request.META.get("HTTP_X_FORWARDED_FOR", ""))


def of_scope(scope: Mapping[str, Any]) -> str:
    """Return the address that a socket is opened from."""
    headers = (value.decode("latin-1") for name, value in scope["headers"] if name == b"x-forwarded-for")
    return _client((scope.get("client") or ("",))[0], ",".join(headers))


def keyed_hash(address: str) -> str:
    """Return what may be kept of an address: an HMAC of it, of the whole /64 for IPv6, as one house has that."""
    parsed = _parsed(address)
    if parsed is None:
        return ""
    network = str(IPv6Network((parsed, 64), strict=False)) if isinstance(parsed, IPv6Address) else str(parsed)
    return salted_hmac("chatear.accounts.addresses", network, algorithm="sha256").hexdigest()


def is_exempt(address: str) -> bool:
    """Whether an address is not limited: this very machine, where it is the operator's own."""
    return bool(settings.LAN and is_here(address))


def is_here(address: str) -> bool:
    """Whether somebody comes from this very machine."""
    parsed = _parsed(address)
    return parsed is not None and parsed.is_loopback


def _client(peer: str, forwarded: str) -> str:
    """Return the peer, or the last hop before our own proxies; what a stranger wrote further left is not believed."""
    hops = [peer, *reversed([hop.strip() for hop in forwarded.split(",") if hop.strip()])]
    for hop in hops:
        if not _is_proxy(hop, settings.TRUSTED_PROXIES):
            return hop if _parsed(hop) is not None else ""
    return hops[-1]


def _is_proxy(address: str, proxies: Iterable[str]) -> bool:
    parsed = _parsed(address)
    return parsed is not None and any(parsed in ip_network(proxy, strict=False) for proxy in proxies)


def _parsed(address: str) -> IPv4Address | IPv6Address | None:
    try:
        parsed = ip_address(address)
    except ValueError:
        return None
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is not None:
        return parsed.ipv4_mapped
    return parsed

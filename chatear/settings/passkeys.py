"""Which host name passkeys belong to, and from which of our origins they may be used."""

from collections.abc import Sequence
from ipaddress import ip_address
from urllib.parse import urlsplit


def passkey_host(origins: Sequence[str]) -> str:
    """Return the host name of the first origin that has one; a browser makes no passkey for a bare address."""
    hosts = (urlsplit(origin).hostname or "" for origin in origins)
    return next((host for host in hosts if host and not _is_address(host)), "localhost")


def passkey_origins(origins: Sequence[str], host: str) -> list[str]:
    """Return the origins whose pages may use a passkey of a host; plain http is safe on this machine alone."""
    ours = [origin for origin in origins if _belongs(urlsplit(origin).hostname or "", host)]
    return [origin for origin in ours if origin.startswith("https://") or host == "localhost"] or ["http://localhost"]


def _belongs(name: str, host: str) -> bool:
    return name == host or name.endswith(f".{host}")


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True

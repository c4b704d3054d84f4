"""Keys for one purpose each, from the site's secrets (HKDF, RFC 5869)."""

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def secrets() -> list[str]:
    """Return the secret that signs and, while they are being replaced, those before it."""
    return [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]


def derive(purpose: str, secret: str | None = None) -> bytes:
    """Return the 32 bytes that one purpose has of a secret; by default of the current one."""
    kdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"chatear {purpose}".encode())
    return kdf.derive((secret or settings.SECRET_KEY).encode())

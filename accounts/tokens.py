"""Keys that live in a browser's cookie, and what is kept of them."""

import secrets

from django.utils.crypto import salted_hmac


def fresh_key() -> str:
    """Return a key of 256 random bits for a device's cookie."""
    return secrets.token_urlsafe(32)


def key_hash(key: str) -> str:
    """Return the keyed hash by which a device is known."""
    return salted_hmac("chatear.accounts.devices", key, algorithm="sha256").hexdigest()

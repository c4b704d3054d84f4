"""Codes and tokens: made once, taken once, and only by whom they were made for."""

import base64
import hashlib
import secrets
from dataclasses import dataclass, field
from typing import Any

from .people import Someone


@dataclass
class Grant:
    """What somebody allowed one app."""

    who: Someone
    client_id: str
    redirect_uri: str
    challenge: str = ""
    nonce: str = ""
    state: str = ""
    scopes: list[str] = field(default_factory=list)
    device_id: str = ""


class Ledger:
    """A service's open codes and tokens."""

    def __init__(self) -> None:
        self.codes: dict[str, Grant] = {}
        self.tokens: dict[str, Grant] = {}

    def code_for(self, grant: Grant) -> str:
        code = secrets.token_urlsafe(24)
        self.codes[code] = grant
        return code

    def spend(self, code: str, *, client_id: str, redirect_uri: str) -> Grant | None:
        """Take a code, whatever comes of it; it must be the app's, for the very address it was made for."""
        grant = self.codes.pop(code, None)
        if grant is None or (grant.client_id, grant.redirect_uri) != (client_id, redirect_uri):
            return None
        return grant

    def token_for(self, grant: Grant) -> str:
        token = secrets.token_urlsafe(32)
        self.tokens[token] = grant
        return token


def fits(verifier: str, challenge: str) -> bool:
    """Whether a PKCE verifier is the one whose hash came first (RFC 7636)."""
    hashed = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    return bool(challenge) and secrets.compare_digest(hashed, challenge)


def asks_well(query: dict[str, str], client_id: str) -> bool:
    """Whether an app asks for a code as it must: by its own id, with a state and the hash of a verifier."""
    hashed = query.get("code_challenge_method", "").upper() == "S256" and query.get("code_challenge")
    return (
        query.get("client_id") == client_id
        and query.get("response_type") == "code"
        and bool(hashed and query.get("state") and query.get("redirect_uri"))
    )


def b64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def as_jwk(public: Any, kid: str) -> dict[str, str]:
    """Return an RSA key as a JWKS has it."""
    numbers = public.public_numbers()
    size = {"n": numbers.n, "e": numbers.e}
    encoded = {name: b64url(value.to_bytes((value.bit_length() + 7) // 8, "big")) for name, value in size.items()}
    return {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": kid, **encoded}

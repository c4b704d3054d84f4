"""The staff login that the first start makes, so that the operator can get in."""

import json
import secrets
from dataclasses import asdict, dataclass

from .places import Places, write_private

USER = "staff@chatear.localhost"


@dataclass(frozen=True)
class StaffLogin:
    """Whom to sign in as, and with which password."""

    user: str
    password: str


def kept(places: Places) -> StaffLogin | None:
    """Return the login that the first start made, if it did."""
    file = places.data / "staff-login.json"
    return StaffLogin(**json.loads(file.read_text())) if file.exists() else None


def draw() -> StaffLogin:
    """Return a new login with a random password."""
    return StaffLogin(USER, secrets.token_urlsafe(12))


def keep(login: StaffLogin, places: Places) -> None:
    """Remember the login for the next start."""
    write_private(places.data / "staff-login.json", json.dumps(asdict(login)))

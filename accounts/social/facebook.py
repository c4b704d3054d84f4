"""Facebook: signing in, filling a profile, and letting go."""

import base64
import binascii
import hashlib
import hmac
import json
import logging
from datetime import datetime, timedelta
from typing import Any, Final

import httpx
from django.conf import settings
from social_core.backends.facebook import FacebookOAuth2

from .items import fields_for, permissions_for

logger = logging.getLogger(__name__)
AT_SIGN_IN: Final = ("public_profile", "email")
#: What says that somebody is too young; Graph leaves out what the person has not allowed.
OF_AGE_FIELDS: Final = ("id", "age_range", "birthday")
FRESH: Final = timedelta(days=1)
ANSWER_WITHIN: Final = 10  # seconds


class Facebook(FacebookOAuth2):  # type: ignore[misc]
    """Facebook Login: two permissions to sign in, more only for what somebody ticked on our page (promise: DAT-1)."""

    @property
    def asked(self) -> list[str]:
        """Return which items were ticked; none where somebody only signs in."""
        return self.strategy.session_get("items") or []

    def get_scope(self) -> list[str]:
        """Return the permissions to ask for."""
        return list(dict.fromkeys((*AT_SIGN_IN, *permissions_for(self.asked))))

    def auth_extra_arguments(self) -> dict[str, str]:
        """Have Facebook ask again for what was declined before, but only if it was ticked now."""
        return {"auth_type": "rerequest"} if self.asked else {}

    def user_data(self, access_token: str, *_args: Any, **_kwargs: Any) -> Any:
        """Return who it is, and of the ticked items those that were allowed; nothing else is read."""
        fields = [*OF_AGE_FIELDS]
        if self.asked:
            granted = self._granted(access_token)
            fields += fields_for(self.asked, granted)
        return self._graph("/me", access_token, fields=",".join(dict.fromkeys(fields)))

    def _granted(self, access_token: str) -> set[str]:
        """Ask what was allowed: the address that somebody comes back by may say anything."""
        rows = self._graph("/me/permissions", access_token).get("data", [])
        return {row["permission"] for row in rows if row.get("status") == "granted"}

    def _graph(self, path: str, access_token: str, **params: str) -> Any:
        proof = hmac.new(self.setting("SECRET").encode(), access_token.encode(), hashlib.sha256).hexdigest()
        given = params | {"access_token": access_token, "appsecret_proof": proof}
        return self.get_json(f"{settings.FACEBOOK_GRAPH}{path}", params=given)


def let_go(uid: str) -> bool:
    """Take our app's permissions back at Facebook; return whether that worked. promise: RET-2

    The link here is gone in any case, so a Facebook that does not answer keeps nobody from unlinking. No token of the
    person's is kept: the app's own does for this one call.
    """
    token = f"{settings.SOCIAL_AUTH_FACEBOOK_KEY}|{settings.SOCIAL_AUTH_FACEBOOK_SECRET}"
    try:
        answer = httpx.delete(
            f"{settings.FACEBOOK_GRAPH}/{uid}/permissions",
            headers={"Authorization": f"Bearer {token}"},
            timeout=ANSWER_WITHIN,
        )
    except httpx.HTTPError as error:
        logger.warning("Facebook did not take permissions back", extra={"error": type(error).__name__})
        return False
    if answer.is_error:
        logger.warning("Facebook did not take permissions back", extra={"status": answer.status_code})
    return answer.is_success


class Forged(Exception):
    """A request that Facebook did not sign, or not today."""


def read_signed_request(signed: str, *, now: datetime) -> str:
    """Return whom Facebook writes about.

    :raises Forged: if the signature, the way of signing or the age is not right
    """
    signature, _, payload = signed.partition(".")
    wanted = hmac.new(settings.SOCIAL_AUTH_FACEBOOK_SECRET.encode(), payload.encode(), hashlib.sha256).digest()
    if not hmac.compare_digest(_decoded(signature), wanted):
        raise Forged("signature")
    said = _payload(payload)
    if said.get("algorithm") != "HMAC-SHA256":
        raise Forged("algorithm")
    issued_at, user_id = said.get("issued_at"), said.get("user_id")
    if not isinstance(issued_at, int) or abs(now.timestamp() - issued_at) > FRESH.total_seconds():
        raise Forged("age")
    if not isinstance(user_id, str) or not user_id:
        raise Forged("nobody")
    return user_id


def _payload(payload: str) -> dict[str, Any]:
    try:
        said = json.loads(_decoded(payload))
    except ValueError as error:
        raise Forged("payload") from error
    return said if isinstance(said, dict) else {}


def _decoded(part: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
    except (ValueError, binascii.Error) as error:
        raise Forged("encoding") from error

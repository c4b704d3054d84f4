"""social-auth's classes for the six services, where they fix an address that must be ours to set, or ask for too much.

To know somebody again, an id is enough.
"""

import time
from types import SimpleNamespace
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from social_core.backends.apple import AppleIdAuth
from social_core.backends.open_id_connect import OpenIdConnectAuth
from social_core.backends.telegram import TelegramAuth
from social_core.backends.twitter_oauth2 import TwitterOAuth2
from social_core.backends.vk import VKIDOAuth2
from social_core.exceptions import AuthCanceled, AuthInputError, AuthResponseError, AuthSessionError
from social_core.utils import constant_time_compare

from .facebook import Facebook
from .strategy import Storage, Strategy


class Google(OpenIdConnectAuth):  # type: ignore[misc]
    """Google, asked only for who somebody is: the signed id token says it, and no profile is read."""

    name = "google-oauth2"
    title = "Google"
    DEFAULT_SCOPE: Final = ["openid"]
    DEFAULT_USE_PKCE = True
    TOKEN_ENDPOINT_AUTH_METHOD = "client_secret_post"  # noqa: S105 - a way to send one, not a secret

    def id_token_issuer(self) -> Any:
        """Return both names that Google signs by."""
        return ["https://accounts.google.com", "accounts.google.com"]

    def get_and_store_nonce(self, url: str, state: str) -> str:  # noqa: ARG002 - as social-auth calls it
        """Return a nonce; it is kept with the state, which is taken once, so it needs no table of its own."""
        return str(self.strategy.random_string(64))

    def get_nonce(self, nonce: str) -> Any:  # noqa: ARG002 - compared with the state's own before this is called
        """Return what the nonce belongs to."""
        return SimpleNamespace(id=0, assoc_type=(self._oauth2_transaction or {}).get("state"))

    def remove_nonce(self, nonce_id: int) -> None:
        """Do nothing: it goes with the state."""

    def user_data(self, access_token: str, *_args: Any, **_kwargs: Any) -> dict[str, Any]:  # noqa: ARG002 - as above
        """Return who the id token speaks of."""
        return {"sub": (self.id_token or {})["sub"]}


class Apple(AppleIdAuth):  # type: ignore[misc]
    """Apple, asked for nothing but who somebody is. It answers by a form, so that no code stands in an address."""

    RESPONSE_MODE = "form_post"
    TOKEN_TTL_SEC = 300  # seconds; ours is made anew for every use

    @property
    def JWK_URL(self) -> str:  # noqa: N802 - social-auth's name
        """Where Apple's keys are."""
        return f"{settings.SOCIAL_HOSTS['appleid.apple.com']}/auth/keys"

    def process_error(self, data: Any, *, stage: Any = "callback") -> None:
        """Take Apple's own word for a no."""
        if data.get("error") == "user_cancelled_authorize":
            raise AuthCanceled(self, stage=stage)
        super().process_error(data, stage=stage)

    def get_user_details(self, response: Any) -> dict[str, Any]:  # noqa: ARG002 - names and addresses are not wanted
        """Return nothing: no name is kept."""
        return {}


class Vk(VKIDOAuth2):  # type: ignore[misc]
    """VK ID."""

    @property
    def USER_INFO_URL(self) -> str:  # noqa: N802 - social-auth's name
        """Where the profile is."""
        return f"{settings.SOCIAL_HOSTS['id.vk.ru']}/oauth2/user_info"


class Twitter(TwitterOAuth2):  # type: ignore[misc]
    """X, whose profile is asked for nothing beyond what it gives unasked: id, name and user name."""

    def user_data(self, access_token: str, *_args: Any, **_kwargs: Any) -> Any:
        """Return who it is."""
        address = f"{settings.SOCIAL_HOSTS['api.x.com']}/2/users/me"
        return self.get_json(address, headers={"Authorization": f"Bearer {access_token}"})["data"]


class Telegram(TelegramAuth):  # type: ignore[misc]
    """Telegram's login, without its script on our page: its own page sends the answer back behind a `#`.

    Telegram has no `state`, and without one somebody could be signed in, or linked, with a stranger's answer. So the
    address to come back to carries one, held once as the others'. An answer, too, is taken once, and while it is fresh.
    """

    def auth_url(self) -> str:
        """Return Telegram's page, for our bot and our address."""
        state = self.strategy.random_string(32)
        self.strategy.session_set("telegram_state", state)
        back = urlsplit(self.redirect_uri)
        asked = {
            "bot_id": self.setting("BOT_TOKEN").partition(":")[0],
            "origin": f"{back.scheme}://{back.netloc}",
            "return_to": f"{self.redirect_uri}?{urlencode({'state': state})}",
        }
        return f"{settings.SOCIAL_HOSTS['oauth.telegram.org']}/auth?{urlencode(asked)}"

    def auth_complete(self, *args: Any, **kwargs: Any) -> Any:
        """Take an answer whose state is this browser's."""
        given = {name: value for name, value in self.data.items() if name not in {"csrfmiddlewaretoken", "again"}}
        state, kept = given.pop("state", ""), self.strategy.session_pop("telegram_state")
        if not kept or not constant_time_compare(state, kept):
            raise AuthSessionError(self, "state", code="state_mismatch", stage="callback")
        if given.get("error"):
            raise AuthCanceled(self, stage="callback")
        if not given.get("hash"):
            raise AuthInputError(self, parameter="hash", code="missing_parameter", stage="callback")
        self.verify_data(given)
        if time.time() - int(given["auth_date"]) > settings.SOCIAL_AUTH_STATE_LIFETIME:
            raise AuthResponseError(self, "too old", code="response_expired", stage="callback")
        if not self.strategy.storage.nonce.use("telegram", 0, given["hash"]):
            raise AuthResponseError(self, "used before", code="response_expired", stage="callback")
        return self.strategy.authenticate(self, *args, **kwargs | {"response": given})


BACKENDS: Final = {backend.name: backend for backend in (Facebook, Google, Apple, Vk, Telegram, Twitter)}


def backend_of(request: HttpRequest, slug: str) -> Any:
    """Return what talks to a service on behalf of a request."""
    redirect_uri = reverse("social-complete", args=[slug])
    return BACKENDS[slug](Strategy(Storage, request), redirect_uri=redirect_uri)

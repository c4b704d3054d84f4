"""Where social-auth keeps what it must know when somebody comes back: a signed cookie and *live*, never the database.

Whoever presses a button and then refuses at the other service has not come in, and nothing of them is stored.
"""

from typing import Any, Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from redis.exceptions import RedisError
from social_core.exceptions import AuthSessionError
from social_django.models import DjangoStorage
from social_django.strategy import DjangoStrategy

from chatear import redis

SALT: Final = "chatear.accounts.social"


class Once:
    """Words that hold once: states of sign-ins under way, and answers that were taken."""

    @classmethod
    def use(cls, server_url: str, timestamp: int, salt: str) -> bool:  # noqa: ARG003 - as social-auth calls it
        """Keep a word; false if it is there already."""
        lifetime = settings.SOCIAL_AUTH_STATE_LIFETIME
        return bool(_live().set(f"once:{server_url}:{salt}", 1, nx=True, ex=lifetime))

    @classmethod
    def consume(cls, server_url: str, timestamp: int, salt: str) -> bool:  # noqa: ARG003 - as social-auth calls it
        """Take a word away; false if it is not there, or not any more."""
        try:
            return bool(_live().delete(f"once:{server_url}:{salt}"))
        except (RedisError, OSError) as error:
            raise AuthSessionError(None, "once", code="session_context_missing", stage="callback") from error


def _live() -> Any:
    return redis.live()


class Storage(DjangoStorage):  # type: ignore[misc]  # social-auth has no types that mypy could follow
    """Django's tables for accounts elsewhere; what holds once lies in Redis."""

    nonce = Once


class Strategy(DjangoStrategy):  # type: ignore[misc]
    """social-auth's way to a request, with a cookie of its own in place of the session."""

    def __init__(self, storage: type[Storage], request: HttpRequest, tpl: Any = None) -> None:
        super().__init__(storage, request, tpl)
        self.way_back: dict[str, Any] = read_way_back(request)

    def session_get(self, name: str, default: Any = None) -> Any:
        """Return a word of the way back."""
        return self.way_back.get(name, default)

    def session_set(self, name: str, value: Any) -> None:
        """Keep a word of the way back."""
        self.way_back[name] = value

    def session_pop(self, name: str) -> Any:
        """Take a word of the way back away."""
        return self.way_back.pop(name, None)

    def session_setdefault(self, name: str, value: Any) -> Any:
        """Return a word of the way back, kept now if it was not."""
        return self.way_back.setdefault(name, value)

    def authenticate(self, backend: Any, **kwargs: Any) -> Any:
        """Run our pipeline; Django's own list of backends has no part in it."""
        given = kwargs | {"strategy": self, "storage": self.storage, "backend": backend, "request": self.request}
        return backend.run_authentication(**given)


def read_way_back(request: HttpRequest) -> dict[str, Any]:
    """Return what the cookie says of a sign-in under way; nothing if it is forged or too old."""
    try:
        way_back = signing.loads(
            request.COOKIES.get(settings.SOCIAL_COOKIE_NAME, ""),
            salt=SALT,
            max_age=settings.SOCIAL_AUTH_STATE_LIFETIME,
        )
    except signing.BadSignature:
        return {}
    return way_back if isinstance(way_back, dict) else {}


def keep_way_back(response: HttpResponse, way_back: dict[str, Any]) -> None:
    """Give the browser what we must know when it comes back."""
    response.set_cookie(
        settings.SOCIAL_COOKIE_NAME,
        signing.dumps(way_back, salt=SALT, compress=True),
        max_age=settings.SOCIAL_AUTH_STATE_LIFETIME,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def forget_way_back(response: HttpResponse) -> None:
    """Take the cookie back."""
    response.delete_cookie(settings.SOCIAL_COOKIE_NAME, samesite="Lax")

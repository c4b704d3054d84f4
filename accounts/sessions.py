"""Sessions in the database, each with whose it is and in which browser, under keys that we could have given out."""

import re
from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.utils.crypto import salted_hmac

from .models import OpenSession

A_KEY = re.compile(r"[a-z0-9]{8,40}")
#: What a session holds beside Django's own: the id of its device.
DEVICE = "device"


def public_name(key: str) -> str:
    """Return by what a page may name a session: its key would open it."""
    return salted_hmac("chatear.accounts.sessions", key, algorithm="sha256").hexdigest()[:24]


class SessionStore(db.SessionStore):
    """Keep sessions as ``OpenSession``, and take a cookie that could be nobody's key for none.

    A cookie may be quoted, and then hold any byte; PostgreSQL refuses to be asked for a text with a zero byte, and each
    page and socket would end in a traceback.
    """

    @classmethod
    def get_model_class(cls) -> type[OpenSession]:
        """Return our table; Django's own is not installed."""
        return OpenSession

    def create_model_instance(self, data: dict[str, Any]) -> OpenSession:
        """Return a row for this session, found by its person and device without being decoded."""
        session = cast("OpenSession", super().create_model_instance(data))
        session.person_id = data.get(SESSION_KEY)
        session.device_id = data.get(DEVICE)
        return session

    def _validate_session_key(self, key: Any) -> bool:
        """Whether somebody's session could have this key."""
        return isinstance(key, str) and A_KEY.fullmatch(key) is not None

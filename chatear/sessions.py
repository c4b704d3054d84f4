"""Sessions in the database, under keys that Django could have given out."""

import re
from typing import Any

from django.contrib.sessions.backends import db

A_KEY = re.compile(r"[a-z0-9]{8,40}")


class SessionStore(db.SessionStore):
    """Take a cookie that could be nobody's key for none.

    A cookie may be quoted, and then hold any byte; PostgreSQL refuses to be asked for a text with a zero byte, and each
    page and socket would end in a traceback.
    """

    def _validate_session_key(self, key: Any) -> bool:
        """Whether somebody's session could have this key."""
        return isinstance(key, str) and A_KEY.fullmatch(key) is not None

"""One machine: `make run`, and the ground for tests."""

from .base import *  # noqa: F403
from .env import flag, listing, text

SECRET_KEY = text("CHATEAR_SECRET_KEY", default="for-one-machine-only-" + "0" * 32)
DEBUG = flag("CHATEAR_DEBUG", default=False)
ALLOWED_HOSTS = listing("CHATEAR_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
LAN = flag("CHATEAR_LAN", default=True)

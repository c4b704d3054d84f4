"""One machine: `make run`, and the ground for tests."""

import secrets

from .base import *  # noqa: F403
from .base import DATA_DIR, REDIS_LIVE_URL, STORAGES
from .connections import channel_layers
from .env import flag, listing, text

# `make run` gives each DATA a key of its own; a command without one runs with a key that ends with it.
KEY_FILE = DATA_DIR / "secret-key"
SECRET_KEY = text(
    "CHATEAR_SECRET_KEY", default=KEY_FILE.read_text() if KEY_FILE.exists() else secrets.token_urlsafe(50)
)
DEBUG = flag("CHATEAR_DEBUG", default=False)
ALLOWED_HOSTS = listing("CHATEAR_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
LAN = flag("CHATEAR_LAN", default=True)
CHANNEL_LAYERS = channel_layers(REDIS_LIVE_URL, SECRET_KEY)

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
MAIL_IS_KEPT = True

# With CHATEAR_DEBUG=1 a changed file shows at the next load, without a restart.
WHITENOISE_USE_FINDERS = DEBUG
if DEBUG:
    STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}

"""What is the same everywhere. Nothing here has a secret; `production.py` asks for those."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext_lazy as _

from .env import flag, listing, number, text

BASE_DIR = Path(__file__).resolve().parent.parent.parent
DATA_DIR = Path(text("CHATEAR_DATA", default=str(BASE_DIR / "var"))).resolve()

DEBUG = False
ALLOWED_HOSTS: list[str] = []
ROOT_URLCONF = "chatear.urls"
ASGI_APPLICATION = "chatear.asgi.application"

INSTALLED_APPS = [
    "unfold",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "channels",
    "chatear",
    "moderation",
    "matching",
    "billing",
    "accounts",
    "privacy",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]


def database(url: str) -> dict[str, object]:
    """Return Django's form of a ``postgresql://user:password@host:port/name?host=/socket/folder`` address."""
    parts = urlsplit(url)
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", "")) or parts.hostname or "",
        "PORT": query.get("port", "") or str(parts.port or ""),
        "CONN_MAX_AGE": 60,  # seconds: a new connection per handshake is five times slower
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {"default": database(text("DATABASE_URL", default="postgresql:///chatear"))}
REDIS_LIVE_URL = text("REDIS_LIVE_URL", default="redis://127.0.0.1:6379/0")
REDIS_QUEUE_URL = text("REDIS_QUEUE_URL", default="redis://127.0.0.1:6380/0")

AUTH_USER_MODEL = "accounts.Person"
LOGIN_URL = "/account/login/"

LANGUAGE_CODE = "en"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English")), ("es", _("Spanish"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = DATA_DIR / "media"

# Where strangers' browsers may come from: exact scheme, host and port (reliability M14).
ORIGINS = listing("CHATEAR_ORIGINS")
# Hops whose X-Forwarded-For is believed; everybody else's is ignored.
TRUSTED_PROXIES = listing("CHATEAR_TRUSTED_PROXIES")

STUN_URLS = listing("CHATEAR_STUN_URLS")
TURN_URLS = listing("CHATEAR_TURN_URLS")
TURN_SECRET = text("CHATEAR_TURN_SECRET", default="") if TURN_URLS else ""
TURN_LIFETIME = number("CHATEAR_TURN_LIFETIME", default=3600)  # seconds
RELAY_ONLY = flag("CHATEAR_RELAY_ONLY", default=False)
# Private addresses in candidates are only of use where the operator runs on a local network.
LAN = flag("CHATEAR_LAN", default=False)
SIGN_IN_REQUIRED = flag("CHATEAR_SIGN_IN_REQUIRED", default=False)
GEO_DB = listing("CHATEAR_GEO_DB")  # full .mmdb files; without, the bundled table of countries and states

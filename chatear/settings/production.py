"""Production: every secret comes from the environment, and none has a default."""

import json

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import REDIS_LIVE_URL
from .connections import channel_layers
from .env import flag, listing, number, text
from .refusals import refusals

REFUSES_UNSAFE_SERVERS = True
SECRET_KEY = text("CHATEAR_SECRET_KEY")
SECRET_KEY_FALLBACKS = listing("CHATEAR_SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = listing("CHATEAR_HOSTS")
DEBUG = flag("CHATEAR_DEBUG", default=False)  # read only so that it can be refused
CHANNEL_LAYERS = channel_layers(REDIS_LIVE_URL, SECRET_KEY)
for required in ("DATABASE_URL", "REDIS_LIVE_URL", "REDIS_QUEUE_URL"):
    text(required)

# https://docs.djangoproject.com/en/5.2/topics/security/#ssl-https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = flag("CHATEAR_FORCE_HTTPS", default=True)
SECURE_REDIRECT_EXEMPT = [r"^health/"]  # asked from inside, without TLS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60  # one year, as the preload list asks
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True

# The prefix makes browsers refuse such a cookie from a neighbouring host or without TLS.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrftoken"
DEVICE_COOKIE_NAME = "__Host-device"
SOCIAL_COOKIE_NAME = "__Host-elsewhere"

# Any backend of Django's or of anymail's; the latter reads its keys from ANYMAIL: https://anymail.dev/en/stable/
EMAIL_BACKEND = text("CHATEAR_MAIL_BACKEND", default="django.core.mail.backends.smtp.EmailBackend")
ANYMAIL = json.loads(text("CHATEAR_MAIL_ANYMAIL", default="{}"))
EMAIL_HOST = text("CHATEAR_MAIL_HOST", default="localhost")
EMAIL_PORT = number("CHATEAR_MAIL_PORT", default=587)
EMAIL_HOST_USER = text("CHATEAR_MAIL_USER", default="")
EMAIL_HOST_PASSWORD = text("CHATEAR_MAIL_PASSWORD", default="")
EMAIL_USE_TLS = flag("CHATEAR_MAIL_TLS", default=True)
EMAIL_TIMEOUT = 20  # seconds

if problems := list(refusals(globals())):
    raise ImproperlyConfigured(" ".join(problems))

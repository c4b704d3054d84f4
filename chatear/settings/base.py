"""What is the same everywhere. Nothing here has a secret; `production.py` asks for those."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from .connections import celery_broker, celery_transport, database
from .content_security import FOR_STAFF as CONTENT_SECURITY_FOR_STAFF  # noqa: F401 - a setting
from .content_security import content_security_policy
from .env import flag, listing, number, one_of, text
from .logs import LOGGING as LOGGING
from .passkeys import passkey_host, passkey_origins
from .social import *  # noqa: F403
from .staff_pages import UNFOLD as UNFOLD
from .third_parties import *  # noqa: F403

BASE_DIR = Path(__file__).resolve().parent.parent.parent
DATA_DIR = Path(text("CHATEAR_DATA", default=str(BASE_DIR / "var"))).resolve()

DEBUG = False
# Whether PostgreSQL and Redis must be set as `demands.py` says; where not, a process only warns.
REFUSES_UNSAFE_SERVERS = False
ALLOWED_HOSTS: list[str] = []
ROOT_URLCONF = "chatear.urls"
ASGI_APPLICATION = "chatear.asgi.application"

INSTALLED_APPS = [
    "unfold",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "channels",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django_otp_webauthn",
    "social_django",
    "chatear",
    "moderation",
    "matching",
    "billing",
    "accounts",
    "privacy",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "chatear.static_files.StaticFilesMiddleware",
    "chatear.crowding.TakeTurns",
    "chatear.middleware.ContentSecurity",  # it asks the database, within the turn
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "chatear.middleware.BrowserPermissions",
    "chatear.middleware.NoBlankPages",
    "chatear.middleware.KeepOut",
    "chatear.staff.StaffPages",
    "chatear.middleware.DayOfVisit",
    "chatear.middleware.CountVisits",
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
                "accounts.social.registry.for_templates",
                "privacy.consent.for_templates",
                "privacy.views.sharing.for_templates",
                "accounts.views.erasing.for_templates",
            ],
        },
    },
]


DATABASES = {"default": database(text("DATABASE_URL", default="postgresql:///chatear"))}
REDIS_LIVE_URL = text("REDIS_LIVE_URL", default="redis://127.0.0.1:6379/0")
REDIS_QUEUE_URL = text("REDIS_QUEUE_URL", default="redis://127.0.0.1:6380/0")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# A task carries row ids only and answers nothing: arguments and answers would lie in Redis and in logs.
CELERY_BROKER_URL = celery_broker(REDIS_QUEUE_URL)
CELERY_BROKER_TRANSPORT_OPTIONS = celery_transport()
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_RESULT_BACKEND = None
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_REDIRECT_STDOUTS = False
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "UTC"
# What is done by the clock: name -> {"task": "privacy.tasks.purge", "schedule": seconds or crontab(...)}.
CELERY_BEAT_SCHEDULE: dict[str, dict[str, object]] = {
    # Which rules are due then, they say themselves: asked more often than that, a run that was lost is soon made good.
    "forget by the minute": {"task": "privacy.tasks.forget_by_the_minute", "schedule": 60.0},  # seconds
    "forget by the hour": {"task": "privacy.tasks.forget_by_the_hour", "schedule": 300.0},
    "forget by the day": {"task": "privacy.tasks.forget_by_the_day", "schedule": 1800.0},
    "erase who is due": {"task": "privacy.tasks.erase_who_is_due", "schedule": 20.0},
    "end what is over": {"task": "moderation.tasks.end_what_is_over", "schedule": 15.0},
    "look for misbehaviour": {"task": "moderation.tasks.look_for_misbehaviour", "schedule": 5.0},
    "look after idle members": {"task": "accounts.tasks.look_after_idle_members", "schedule": 3600.0},
    "make due archives": {"task": "privacy.tasks.make_due_archives", "schedule": 30.0},
    "remind of requests": {"task": "privacy.tasks.remind_of_requests", "schedule": 1800.0},
    "remind of letters": {"task": "privacy.tasks.remind_of_letters", "schedule": 600.0},
    "send due mails": {"task": "privacy.tasks.send_due_mails", "schedule": 60.0},
    "tell of the policy": {"task": "privacy.tasks.tell_of_policy", "schedule": 60.0},
}

AUTH_USER_MODEL = "accounts.Person"
LOGIN_URL = "/account/login/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Memory-hard, and slow on purpose: the throttle comes before it (reliability M30).
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60  # seconds: a day, as all links in our mails
SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_AGE = 30 * 24 * 60 * 60  # seconds: 30 days
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
DEVICE_COOKIE_NAME = "device"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("nl", _("Dutch")),
    ("en", _("English")),
    ("es", _("Spanish")),
    ("de", _("German")),
    ("fr", _("French")),
    ("pt", _("Portuguese")),
    ("ar", _("Arabic")),
]
LANGUAGE_COOKIE_NAME = "language"  # set by the page, once somebody chooses one (static/js/elements/language-switch.js)
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
WHITENOISE_ALLOW_ALL_ORIGINS = False
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "chatear.storage.HashedFiles"},
}
MEDIA_ROOT = DATA_DIR / "media"
ARCHIVES_ROOT = DATA_DIR / "archives"  # copies of what is held about people, sealed; nothing serves them
EVIDENCE_ROOT = DATA_DIR / "evidence"  # pictures, sealed; each under a key of its own, which lies elsewhere
EVIDENCE_KEYS_ROOT = DATA_DIR / "evidence-keys"  # to be left out of backups: a key that is gone must stay gone
FILE_UPLOAD_PERMISSIONS = 0o600
# A complaint carries one picture of at most 512 KiB and the texts around it; nothing larger is ever sent to us.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024  # bytes

# Where strangers' browsers may come from: exact scheme, host and port (reliability M14).
ORIGINS = listing("CHATEAR_ORIGINS")
CSRF_TRUSTED_ORIGINS = ORIGINS
CONTENT_SECURITY_POLICY = content_security_policy(ORIGINS)
# Hops whose X-Forwarded-For is believed; everybody else's is ignored.
TRUSTED_PROXIES = listing("CHATEAR_TRUSTED_PROXIES")

# Passkeys belong to a host name; a browser makes none for a bare IP address.
OTP_WEBAUTHN_RP_NAME = "Chatear"
OTP_WEBAUTHN_RP_ID = text("CHATEAR_PASSKEY_HOST", default=passkey_host(ORIGINS))
OTP_WEBAUTHN_ALLOWED_ORIGINS = passkey_origins(ORIGINS, OTP_WEBAUTHN_RP_ID)

STUN_URLS = listing("CHATEAR_STUN_URLS")
TURN_URLS = listing("CHATEAR_TURN_URLS")
TURN_SECRET = text("CHATEAR_TURN_SECRET", default="") if TURN_URLS else ""
TURN_LIFETIME = number("CHATEAR_TURN_LIFETIME", default=3600)  # seconds
# coturn's command line, host:port: the relays of whoever is put out are ended there.
TURN_CLI = text("CHATEAR_TURN_CLI", default="") if TURN_URLS else ""
TURN_CLI_PASSWORD = text("CHATEAR_TURN_CLI_PASSWORD", default="") if TURN_CLI else ""
# Whether the evidence receiver is behind a NAT: browsers then come to it by the relay.
RECEIVER_RELAYED = flag("CHATEAR_RECEIVER_RELAYED", default=False)
# What Start does while no moderator is on duty: stays open, opens blurred only, or closes.
UNWATCHED = one_of("CHATEAR_UNWATCHED", ("open", "blurred", "closed"))
RELAY_ONLY = flag("CHATEAR_RELAY_ONLY", default=False)
# Private addresses in candidates are only of use where the operator runs on a local network.
LAN = flag("CHATEAR_LAN", default=False)
# Days after which a guest who has not come back is forgotten (promise: RET-2).
GUEST_DAYS = number("CHATEAR_GUEST_DAYS", default=30)
# Months after which a member who has not come back is erased; a mail says so a month before (promise: RET-2).
MEMBER_MONTHS = number("CHATEAR_MEMBER_MONTHS", default=24)
# Days for which backups are kept: so long those who were erased are known by a keyed hash (reliability P-13).
BACKUP_DAYS = number("CHATEAR_BACKUP_DAYS", default=30)
# Days after which a visit that was counted is forgotten (promise: DAT-2).
USAGE_DAYS = number("CHATEAR_USAGE_DAYS", default=90)
# The largest number that a browser tries before it may fill staff's queue: 50,000 digests take a phone a second.
CAPTCHA_WORK = number("CHATEAR_CAPTCHA_WORK", default=50_000)
SIGN_IN_REQUIRED = flag("CHATEAR_SIGN_IN_REQUIRED", default=False)
# Who checks ages, under which shared key, and for people in which countries (promise: CHI-1).
AGE_CHECK_URL = text("CHATEAR_AGE_CHECK_URL", default="")
AGE_CHECK_KEY = text("CHATEAR_AGE_CHECK_KEY") if AGE_CHECK_URL else ""
AGE_CHECK_COUNTRIES = frozenset(code.upper() for code in listing("CHATEAR_AGE_CHECK_COUNTRIES"))
GEO_DB = listing("CHATEAR_GEO_DB")  # full .mmdb files; without, the bundled table of countries and states
# Where a pretended payment or login company answers, on one machine only.
SIMULATOR_URL = text("CHATEAR_SIMULATOR_URL", default="")

# Where mails are kept and shown instead of being sent: on one machine only.
MAIL_IS_KEPT = False
DEFAULT_FROM_EMAIL = SERVER_EMAIL = text("CHATEAR_MAIL_FROM", default="chatear@localhost")

# Who runs this site: on every legal page (promise: SCO-1, INT-1).
OPERATOR = {
    "name": text("CHATEAR_OPERATOR_NAME", default="Chatear"),
    "address": text("CHATEAR_OPERATOR_ADDRESS", default=""),
    "email": text("CHATEAR_OPERATOR_EMAIL", default="privacy@localhost"),
    "hosting": listing("CHATEAR_OPERATOR_HOSTING", default=["DE", "US"]),
    # Whoever the law wants named, where it does (reliability P-19); what is empty is left out of the pages.
    "officer": text("CHATEAR_OPERATOR_OFFICER", default=""),
    "representative_eu": text("CHATEAR_OPERATOR_REPRESENTATIVE_EU", default=""),
    "representative_uk": text("CHATEAR_OPERATOR_REPRESENTATIVE_UK", default=""),
    "safeguards": text("CHATEAR_OPERATOR_SAFEGUARDS", default=""),
}

"""Signing in by other services: which of them are on, and where they answer. Each is off until its keys are set."""

from typing import Final

from .env import text

SIMULATOR: Final = text("CHATEAR_SIMULATOR_URL", default="").rstrip("/")

#: Where each service answers: itself, or the pretended one, whose first piece of a path is the host it stands for.
SOCIAL_HOSTS = {
    host: f"{SIMULATOR}/{host}" if SIMULATOR else f"https://{host}"
    for host in (
        "www.facebook.com",
        "graph.facebook.com",
        "platform-lookaside.fbsbx.com",
        "accounts.google.com",
        "oauth2.googleapis.com",
        "www.googleapis.com",
        "appleid.apple.com",
        "id.vk.ru",
        "oauth.telegram.org",
        "x.com",
        "api.x.com",
    )
}
#: Where the way back is kept between leaving and coming back: signed, as nothing is stored before somebody is in.
SOCIAL_COOKIE_NAME = "elsewhere"

SOCIAL_AUTH_STATE_LIFETIME = 900  # seconds: 15 minutes to say yes elsewhere
SOCIAL_AUTH_REQUESTS_TIMEOUT = 10  # seconds
SOCIAL_AUTH_SANITIZE_REDIRECTS = True
#: Nobody is ever found by an e-mail address: whoever has one elsewhere would have the account here.
SOCIAL_AUTH_PIPELINE = (
    "social_core.pipeline.social_auth.social_details",
    "social_core.pipeline.social_auth.social_uid",
    "accounts.pipeline.refuse_the_young",
    "accounts.pipeline.arrive",
)

SOCIAL_AUTH_FACEBOOK_KEY = text("CHATEAR_LOGIN_FACEBOOK_KEY", default="")
SOCIAL_AUTH_FACEBOOK_SECRET = text("CHATEAR_LOGIN_FACEBOOK_SECRET", default="")
SOCIAL_AUTH_FACEBOOK_API_VERSION = "26.0"
SOCIAL_AUTH_FACEBOOK_AUTHORIZATION_URL = SOCIAL_HOSTS["www.facebook.com"] + "/v{version}/dialog/oauth"
SOCIAL_AUTH_FACEBOOK_ACCESS_TOKEN_URL = SOCIAL_HOSTS["graph.facebook.com"] + "/v{version}/oauth/access_token"
FACEBOOK_GRAPH = f"{SOCIAL_HOSTS['graph.facebook.com']}/v{SOCIAL_AUTH_FACEBOOK_API_VERSION}"

SOCIAL_AUTH_GOOGLE_OAUTH2_KEY = text("CHATEAR_LOGIN_GOOGLE_KEY", default="")
SOCIAL_AUTH_GOOGLE_OAUTH2_SECRET = text("CHATEAR_LOGIN_GOOGLE_SECRET", default="")
SOCIAL_AUTH_GOOGLE_OAUTH2_AUTHORIZATION_URL = SOCIAL_HOSTS["accounts.google.com"] + "/o/oauth2/v2/auth"
SOCIAL_AUTH_GOOGLE_OAUTH2_ACCESS_TOKEN_URL = SOCIAL_HOSTS["oauth2.googleapis.com"] + "/token"
SOCIAL_AUTH_GOOGLE_OAUTH2_JWKS_URI = SOCIAL_HOSTS["www.googleapis.com"] + "/oauth2/v3/certs"

SOCIAL_AUTH_APPLE_ID_CLIENT = text("CHATEAR_LOGIN_APPLE_CLIENT", default="")
SOCIAL_AUTH_APPLE_ID_TEAM = text("CHATEAR_LOGIN_APPLE_TEAM", default="")
SOCIAL_AUTH_APPLE_ID_KEY = text("CHATEAR_LOGIN_APPLE_KEY", default="")
SOCIAL_AUTH_APPLE_ID_SECRET = text("CHATEAR_LOGIN_APPLE_SECRET", default="").replace("\\n", "\n")
SOCIAL_AUTH_APPLE_ID_AUTHORIZATION_URL = SOCIAL_HOSTS["appleid.apple.com"] + "/auth/authorize"
SOCIAL_AUTH_APPLE_ID_ACCESS_TOKEN_URL = SOCIAL_HOSTS["appleid.apple.com"] + "/auth/token"

SOCIAL_AUTH_VK_ID_KEY = text("CHATEAR_LOGIN_VK_KEY", default="")
SOCIAL_AUTH_VK_ID_AUTHORIZATION_URL = SOCIAL_HOSTS["id.vk.ru"] + "/authorize"
SOCIAL_AUTH_VK_ID_ACCESS_TOKEN_URL = SOCIAL_HOSTS["id.vk.ru"] + "/oauth2/auth"

SOCIAL_AUTH_TELEGRAM_BOT_TOKEN = text("CHATEAR_LOGIN_TELEGRAM_BOT", default="")

SOCIAL_AUTH_TWITTER_OAUTH2_KEY = text("CHATEAR_LOGIN_TWITTER_KEY", default="")
SOCIAL_AUTH_TWITTER_OAUTH2_SECRET = text("CHATEAR_LOGIN_TWITTER_SECRET", default="")
SOCIAL_AUTH_TWITTER_OAUTH2_AUTHORIZATION_URL = SOCIAL_HOSTS["x.com"] + "/i/oauth2/authorize"
SOCIAL_AUTH_TWITTER_OAUTH2_ACCESS_TOKEN_URL = SOCIAL_HOSTS["api.x.com"] + "/2/oauth2/token"

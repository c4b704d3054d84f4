"""Keys, made when the program starts and gone when it ends, and the environment that gives ours to Chatear."""

import secrets
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat


def _secret() -> str:
    return secrets.token_hex(16)


@dataclass
class Keys:
    """What each service and our app at it sign and prove themselves with."""

    facebook_key: str = field(default_factory=lambda: str(10**14 + secrets.randbelow(10**14)))
    facebook_secret: str = field(default_factory=_secret)
    google_key: str = field(default_factory=lambda: f"{_secret()}.apps.googleusercontent.com")
    google_secret: str = field(default_factory=_secret)
    google_signs: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))
    apple_client: str = "example.chatear.web"
    apple_team: str = "TEAM123456"
    apple_key: str = "KEY1234567"
    apple_secret: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    apple_signs: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))
    vk_key: str = field(default_factory=lambda: str(50_000_000 + secrets.randbelow(10**6)))
    telegram_bot: str = field(default_factory=lambda: f"{10**9 + secrets.randbelow(10**9)}:{_secret()}")
    twitter_key: str = field(default_factory=_secret)
    twitter_secret: str = field(default_factory=_secret)

    def environment(self, address: str) -> dict[str, str]:
        """Return the variables that point Chatear at the pretended services."""
        pem = self.apple_secret.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
        return {
            "CHATEAR_SIMULATOR_URL": address,
            "CHATEAR_LOGIN_FACEBOOK_KEY": self.facebook_key,
            "CHATEAR_LOGIN_FACEBOOK_SECRET": self.facebook_secret,
            "CHATEAR_LOGIN_GOOGLE_KEY": self.google_key,
            "CHATEAR_LOGIN_GOOGLE_SECRET": self.google_secret,
            "CHATEAR_LOGIN_APPLE_CLIENT": self.apple_client,
            "CHATEAR_LOGIN_APPLE_TEAM": self.apple_team,
            "CHATEAR_LOGIN_APPLE_KEY": self.apple_key,
            "CHATEAR_LOGIN_APPLE_SECRET": pem.strip().replace("\n", "\\n"),
            "CHATEAR_LOGIN_VK_KEY": self.vk_key,
            "CHATEAR_LOGIN_TELEGRAM_BOT": self.telegram_bot,
            "CHATEAR_LOGIN_TWITTER_KEY": self.twitter_key,
            "CHATEAR_LOGIN_TWITTER_SECRET": self.twitter_secret,
        }

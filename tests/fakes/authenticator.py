"""An app that makes codes: it reads the secret from the page, as a phone reads it from the picture."""

import re
from base64 import b32decode

from django_otp.oath import totp

SECRET = re.compile(r"secret=([A-Z2-7]+)")


def code_for(page: str) -> str:
    """Return the code of this moment for the secret that a page shows.

    :raises AssertionError: if it shows none
    """
    secret = SECRET.search(page)
    assert secret, "the page shows no secret"
    return f"{totp(b32decode(secret[1])):06d}"

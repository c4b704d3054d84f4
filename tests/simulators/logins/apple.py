"""Pretended Apple: our secret is a signed token, its answer a form that its page posts across to ours."""

import json
import time
from html import escape

import jwt

from .codes import Grant, Ledger, as_jwk
from .keys import Keys
from .people import consent_page, someone
from .web import Answer, Asked, Refused, Site, as_json, lead, page

KID, ISSUER = "apple-1", "https://appleid.apple.com"


def apple(keys: Keys) -> Site:
    """Return appleid.apple.com."""
    site, ledger = Site(), Ledger()
    known: set[str] = set()

    @site.on("GET", "/auth/authorize")
    def ask(asked: Asked) -> Answer:
        query = asked.query
        if query.get("client_id") != keys.apple_client or query.get("response_type") != "code":
            return page("<p>invalid_client", 400)
        if query.get("scope") and query.get("response_mode") != "form_post":
            return page("<p>invalid_request: response_mode must be form_post when name or email is requested.", 400)
        return consent_page("Apple", asked)

    @site.on("POST", "/auth/authorize")
    def decide(asked: Asked) -> Answer:
        query, who = asked.query, someone(asked)
        answer = {"state": query.get("state", "")}
        if asked.form.get("says") == "yes":
            grant = Grant(who, query["client_id"], query["redirect_uri"], nonce=query.get("nonce", ""))
            answer["code"] = ledger.code_for(grant)
            if who.uid not in known and "name" in query.get("scope", ""):
                answer["user"] = json.dumps({"name": {"firstName": who.first_name, "lastName": who.last_name}})
            known.add(who.uid)
        else:
            answer["error"] = "user_cancelled_authorize"
        return (
            post(query["redirect_uri"], answer)
            if query.get("response_mode") == "form_post"
            else lead(query["redirect_uri"], **answer)
        )

    @site.on("POST", "/auth/token")
    def token(asked: Asked) -> Answer:
        form = asked.form
        must_be_ours(keys, form.get("client_id", ""), form.get("client_secret", ""))
        grant = ledger.spend(
            form.get("code", ""), client_id=form["client_id"], redirect_uri=form.get("redirect_uri", "")
        )
        if grant is None or form.get("grant_type") != "authorization_code":
            raise Refused({"error": "invalid_grant"})
        now = int(time.time())
        claims = {"iss": ISSUER, "aud": keys.apple_client, "sub": grant.who.uid, "iat": now, "exp": now + 86400}
        signed = jwt.encode(claims, keys.apple_signs, algorithm="RS256", headers={"kid": KID})
        answer = {"access_token": ledger.token_for(grant), "refresh_token": "r." + ledger.token_for(grant)}
        return as_json(answer | {"id_token": signed, "token_type": "Bearer", "expires_in": 3600})

    @site.on("GET", "/auth/keys")
    def jwks(asked: Asked) -> Answer:
        return as_json({"keys": [as_jwk(keys.apple_signs.public_key(), KID)]})

    return site


def must_be_ours(keys: Keys, client_id: str, secret: str) -> None:
    """Check the client secret as Apple does: ES256, by our team's key, for this very app, not for longer than 6 months.

    :raises Refused: if it is anything else
    """
    try:
        claims = jwt.decode(
            secret, keys.apple_secret.public_key(), algorithms=["ES256"], audience=ISSUER, issuer=keys.apple_team
        )
        right_key = jwt.get_unverified_header(secret).get("kid") == keys.apple_key
    except jwt.PyJWTError as error:
        raise Refused({"error": "invalid_client"}) from error
    longest = 15_777_000  # seconds
    if not right_key or claims["sub"] != client_id != "" or claims["exp"] - claims["iat"] > longest:
        raise Refused({"error": "invalid_client"})


def post(address: str, answer: dict[str, str]) -> Answer:
    """Return the page that sends an answer across at once."""
    fields = "".join(f'<input type="hidden" name="{name}" value="{escape(value)}">' for name, value in answer.items())
    return page(
        f'<form method="post" action="{escape(address)}">{fields}<button>Continue</button></form>'
        "<script>document.forms[0].submit()</script>"
    )

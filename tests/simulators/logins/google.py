"""Pretended Google: OpenID Connect with a signed id token, PKCE and a nonce."""

import time

import jwt

from .codes import Grant, Ledger, as_jwk, asks_well, fits
from .keys import Keys
from .people import consent_page, someone
from .web import Answer, Asked, Refused, Site, as_json, lead, page

KID = "google-1"


def google(keys: Keys) -> tuple[Site, Site, Site]:
    """Return accounts.google.com, oauth2.googleapis.com and www.googleapis.com."""
    accounts, tokens, certs = Site(), Site(), Site()
    ledger = Ledger()

    @accounts.on("GET", "/o/oauth2/v2/auth")
    def ask(asked: Asked) -> Answer:
        query = asked.query
        if not asks_well(query, keys.google_key) or "openid" not in query.get("scope", "").split():
            return page("<p>Error 400: invalid_request", 400)
        return consent_page("Google", asked)

    @accounts.on("POST", "/o/oauth2/v2/auth")
    def decide(asked: Asked) -> Answer:
        query = asked.query
        if asked.form.get("says") != "yes":
            return lead(query["redirect_uri"], error="access_denied", state=query["state"])
        grant = Grant(
            someone(asked),
            query["client_id"],
            query["redirect_uri"],
            challenge=query["code_challenge"],
            nonce=query.get("nonce", ""),
        )
        code = ledger.code_for(grant)
        return lead(query["redirect_uri"], code=code, state=query["state"], scope="openid", authuser="0")

    @tokens.on("POST", "/token")
    def token(asked: Asked) -> Answer:
        form = asked.form
        if form.get("client_id") != keys.google_key or form.get("client_secret") != keys.google_secret:
            raise Refused({"error": "invalid_client"}, 401)
        grant = ledger.spend(
            form.get("code", ""), client_id=form["client_id"], redirect_uri=form.get("redirect_uri", "")
        )
        if grant is None or not fits(form.get("code_verifier", ""), grant.challenge):
            raise Refused({"error": "invalid_grant", "error_description": "Bad Request"})
        now = int(time.time())
        claims = {"iss": "https://accounts.google.com", "aud": keys.google_key, "azp": keys.google_key}
        claims |= {"sub": grant.who.uid, "nonce": grant.nonce, "iat": now, "exp": now + 3600}
        signed = jwt.encode(claims, keys.google_signs, algorithm="RS256", headers={"kid": KID})
        access = ledger.token_for(grant)
        return as_json({"access_token": access, "id_token": signed, "token_type": "Bearer", "expires_in": 3599})

    @certs.on("GET", "/oauth2/v3/certs")
    def jwks(asked: Asked) -> Answer:
        return as_json({"keys": [as_jwk(keys.google_signs.public_key(), KID)]})

    return accounts, tokens, certs

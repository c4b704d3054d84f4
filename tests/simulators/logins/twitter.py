"""Pretended X: OAuth 2.0 with PKCE, our secret in the header."""

import base64

from .codes import Grant, Ledger, asks_well, fits
from .keys import Keys
from .people import consent_page, someone
from .web import Answer, Asked, Refused, Site, as_json, lead, page


def twitter(keys: Keys) -> tuple[Site, Site]:
    """Return x.com and api.x.com."""
    dialog, api, ledger = Site(), Site(), Ledger()

    @dialog.on("GET", "/i/oauth2/authorize")
    def ask(asked: Asked) -> Answer:
        query = asked.query
        if not asks_well(query, keys.twitter_key) or "users.read" not in query.get("scope", ""):
            return page("<p>Something went wrong", 400)
        return consent_page("X", asked)

    @dialog.on("POST", "/i/oauth2/authorize")
    def decide(asked: Asked) -> Answer:
        query = asked.query
        if asked.form.get("says") != "yes":
            return lead(query["redirect_uri"], error="access_denied", state=query["state"])
        grant = Grant(someone(asked), query["client_id"], query["redirect_uri"], challenge=query["code_challenge"])
        return lead(query["redirect_uri"], code=ledger.code_for(grant), state=query["state"])

    @api.on("POST", "/2/oauth2/token")
    def token(asked: Asked) -> Answer:
        ours = base64.b64encode(f"{keys.twitter_key}:{keys.twitter_secret}".encode()).decode()
        if asked.headers.get("authorization") != f"Basic {ours}":
            raise Refused({"error": "unauthorized_client"}, 401)
        form = asked.form
        grant = ledger.spend(
            form.get("code", ""), client_id=keys.twitter_key, redirect_uri=form.get("redirect_uri", "")
        )
        if grant is None or not fits(form.get("code_verifier", ""), grant.challenge):
            raise Refused({"error": "invalid_request", "error_description": "Value passed for the code was invalid."})
        answer = {"access_token": ledger.token_for(grant), "token_type": "bearer", "expires_in": 7200}
        return as_json(answer | {"scope": "users.read tweet.read"})

    @api.on("GET", "/2/users/me")
    def me(asked: Asked) -> Answer:
        grant = ledger.tokens.get(asked.bearer)
        if grant is None:
            raise Refused({"title": "Unauthorized", "status": 401}, 401)
        who = grant.who
        return as_json({"data": {"id": who.uid, "name": who.name, "username": who.first_name.lower()}})

    return dialog, api

"""Pretended VK ID: PKCE always, and a device that stays with the code."""

import secrets

from .codes import Grant, Ledger, asks_well, fits
from .keys import Keys
from .people import consent_page, someone
from .web import Answer, Asked, Refused, Site, as_json, lead, page


def vk(keys: Keys) -> Site:
    """Return id.vk.ru."""
    site, ledger = Site(), Ledger()

    @site.on("GET", "/authorize")
    def ask(asked: Asked) -> Answer:
        if not asks_well(asked.query, keys.vk_key):
            return page("<p>invalid_request", 400)
        return consent_page("VK ID", asked)

    @site.on("POST", "/authorize")
    def decide(asked: Asked) -> Answer:
        query = asked.query
        if asked.form.get("says") != "yes":
            return lead(query["redirect_uri"], error="access_denied", state=query["state"])
        grant = Grant(
            someone(asked),
            query["client_id"],
            query["redirect_uri"],
            challenge=query["code_challenge"],
            state=query["state"],
            device_id=secrets.token_urlsafe(24),
        )
        code = ledger.code_for(grant)
        back = {"code": code, "state": grant.state, "device_id": grant.device_id, "type": "code_v2"}
        return lead(query["redirect_uri"], **back)

    @site.on("POST", "/oauth2/auth")
    def token(asked: Asked) -> Answer:
        form = asked.form
        grant = ledger.spend(
            form.get("code", ""), client_id=form.get("client_id", ""), redirect_uri=form.get("redirect_uri", "")
        )
        if grant is None or not fits(form.get("code_verifier", ""), grant.challenge):
            raise Refused({"error": "invalid_grant", "error_description": "code is invalid"})
        if (form.get("device_id"), form.get("state")) != (grant.device_id, grant.state):
            raise Refused({"error": "invalid_request", "error_description": "device_id or state"})
        answer = {"access_token": ledger.token_for(grant), "refresh_token": secrets.token_urlsafe(24)}
        numbers = {"user_id": int(grant.who.uid), "expires_in": 3600, "state": grant.state}
        return as_json(answer | numbers | {"token_type": "Bearer", "scope": "vkid.personal_info"})

    @site.on("POST", "/oauth2/user_info")
    def user_info(asked: Asked) -> Answer:
        grant = ledger.tokens.get(asked.form.get("access_token", ""))
        if grant is None or asked.form.get("client_id") != keys.vk_key:
            raise Refused({"error": "invalid_token"})
        who = grant.who
        told = {"user_id": who.uid, "first_name": who.first_name, "last_name": who.last_name, "sex": 1}
        return as_json({"user": told | {"birthday": who.birthday, "verified": False}})

    return site

"""Pretended Telegram: an answer behind a `#`, signed with the hash of the bot's token."""

import hashlib
import hmac
import json
import time

from .codes import b64url
from .keys import Keys
from .people import consent_page, someone
from .web import Answer, Asked, Site, lead, page


def telegram(keys: Keys) -> Site:
    """Return oauth.telegram.org."""
    site = Site()
    #: An answer has nothing fresh in it but its second; tests come faster than people, and we take an answer once.
    latest = [0]

    @site.on("GET", "/auth")
    def ask(asked: Asked) -> Answer:
        query = asked.query
        if query.get("bot_id") != keys.telegram_bot.partition(":")[0]:
            return page("<p>Bot domain invalid", 400)
        if not query.get("origin") or not query.get("return_to", "").startswith(query["origin"] + "/"):
            return page("<p>origin required", 400)
        return consent_page("Telegram", asked)

    @site.on("POST", "/auth")
    def decide(asked: Asked) -> Answer:
        if asked.form.get("says") != "yes":
            return lead(asked.query["return_to"], fragment="tgAuthResult=false")
        who = someone(asked)
        latest[0] = max(int(time.time()), latest[0] + 1)
        told = {"id": int(who.uid), "first_name": who.first_name, "auth_date": latest[0]}
        told["hash"] = signature(told, keys.telegram_bot)
        return lead(asked.query["return_to"], fragment=f"tgAuthResult={b64url(json.dumps(told).encode())}")

    return site


def signature(told: dict[str, object], bot: str) -> str:
    """Return what Telegram signs an answer with (providers.md 11.6)."""
    lines = "\n".join(sorted(f"{name}={value}" for name, value in told.items()))
    return hmac.new(hashlib.sha256(bot.encode()).digest(), lines.encode(), hashlib.sha256).hexdigest()

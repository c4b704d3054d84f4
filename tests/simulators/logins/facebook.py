"""Pretended Facebook: the dialog, Graph, permissions, and the requests that it signs and sends by itself."""

import hashlib
import hmac
import json
import secrets
import time
from io import BytesIO
from typing import Any

import httpx
from PIL import Image

from .codes import Grant, Ledger, b64url
from .keys import Keys
from .people import Someone, consent_page, someone
from .web import Answer, Asked, Refused, Site, as_json, lead, page

VERSION = r"/v26\.0"
#: Which permission each field needs; without it the field is absent, and nothing says so.
NEEDS = {
    "id": "",
    "name": "public_profile",
    "first_name": "public_profile",
    "last_name": "public_profile",
    "picture": "public_profile",
    "email": "email",
    "gender": "user_gender",
    "age_range": "user_age_range",
    "birthday": "user_birthday",
    "location": "user_location",
}


def facebook(keys: Keys) -> tuple[Site, Site, Site]:
    """Return www.facebook.com, graph.facebook.com and where pictures lie."""
    service = Facebook(keys)
    dialog, graph, pictures = Site(), Site(), Site()
    pictures.on("GET", "/platform/profilepic/")(picture)
    dialog.on("GET", f"{VERSION}/dialog/oauth")(service.ask)
    dialog.on("POST", f"{VERSION}/dialog/oauth")(service.decide)
    dialog.on("GET", "/_sim/signed-request")(service.show_signed)
    dialog.on("POST", "/_sim/send")(service.send)
    dialog.on("POST", "/_sim/allow")(service.allow)
    graph.on("GET", f"{VERSION}/oauth/access_token")(service.token)
    graph.on("GET", f"{VERSION}/me")(service.me)
    graph.on("GET", f"{VERSION}/me/permissions")(service.permissions)
    graph.on("DELETE", f"{VERSION}/[^/]+/permissions")(service.revoke)
    return dialog, graph, pictures


def refusal(message: str, code: int, status: int = 400) -> Refused:
    said = {"message": message, "type": "OAuthException", "code": code, "fbtrace_id": secrets.token_hex(5)}
    return Refused({"error": said}, status)


class Facebook:
    """What it knows: codes, tokens, and what each person allowed our app so far."""

    def __init__(self, keys: Keys) -> None:
        self.keys = keys
        self.ledger = Ledger()
        self.allowed: dict[str, dict[str, str]] = {}

    def ask(self, asked: Asked) -> Answer:
        if asked.query.get("client_id") != self.keys.facebook_key or not asked.query.get("redirect_uri"):
            return page("<p>Invalid App ID", 400)
        wanted = asked.query.get("scope", "public_profile").split(",")
        return consent_page("Facebook", asked, ticks=[scope for scope in wanted if scope != "public_profile"])

    def decide(self, asked: Asked) -> Answer:
        query, who = asked.query, someone(asked)
        back = {"state": query["state"]} if "state" in query else {}
        if asked.form.get("says") != "yes":
            no = {"error": "access_denied", "error_code": "200", "error_reason": "user_denied"}
            return lead(query["redirect_uri"], **no, error_description="Permissions error", **back)
        wanted = query.get("scope", "public_profile").split(",")
        mine = self.allowed.setdefault(who.uid, {"public_profile": "granted"})
        for scope in wanted:
            again = query.get("auth_type") == "rerequest" or mine.get(scope) != "declined"
            if scope != "public_profile" and again:
                mine[scope] = "granted" if scope in asked.ticked or mine.get(scope) == "granted" else "declined"
        code = self.ledger.code_for(Grant(who, query["client_id"], query["redirect_uri"]))
        if query.get("return_scopes") == "true":
            for status in ("granted", "declined"):
                name = "denied_scopes" if status == "declined" else "granted_scopes"
                back[name] = ",".join(scope for scope in wanted if mine.get(scope) == status)
        return lead(query["redirect_uri"], code=code, **back)

    def token(self, asked: Asked) -> Answer:
        query = asked.query
        if query.get("client_id") != self.keys.facebook_key or query.get("client_secret") != self.keys.facebook_secret:
            raise refusal("Error validating client secret.", 1)
        grant = self.ledger.spend(
            query.get("code", ""), client_id=query["client_id"], redirect_uri=query.get("redirect_uri", "")
        )
        if grant is None:
            raise refusal("This authorization code has been used, or the redirect_uri is not identical.", 100)
        token = self.ledger.token_for(grant)
        return as_json({"access_token": token, "token_type": "bearer", "expires_in": 5_183_944})

    def _who(self, asked: Asked) -> tuple[Someone, dict[str, str]]:
        token = asked.query.get("access_token", "")
        grant = self.ledger.tokens.get(token)
        if grant is None:
            raise refusal("Invalid OAuth access token.", 190, 401)
        proof = hmac.new(self.keys.facebook_secret.encode(), token.encode(), hashlib.sha256).hexdigest()
        if not hmac.compare_digest(asked.query.get("appsecret_proof", ""), proof):
            raise refusal("Invalid appsecret_proof provided in the API argument", 100)
        return grant.who, self.allowed.get(grant.who.uid, {})

    def me(self, asked: Asked) -> Answer:
        who, mine = self._who(asked)
        names = [field.partition("{")[0].partition(".")[0] for field in split(asked.query.get("fields", "id,name"))]
        unknown = [name for name in names if name not in NEEDS]
        if unknown:
            raise refusal(f"(#100) Tried accessing nonexisting field ({unknown[0]})", 100)
        may = [name for name in names if not NEEDS[name] or mine.get(NEEDS[name]) == "granted"]
        pictures = f"http://{asked.headers['host']}/platform-lookaside.fbsbx.com/platform/profilepic/?colour="
        told = {name: value for name, value in profile(who, pictures).items() if name in may and value}
        return as_json(told | {"id": who.uid})

    def permissions(self, asked: Asked) -> Answer:
        _, mine = self._who(asked)
        return as_json({"data": [{"permission": scope, "status": status} for scope, status in mine.items()]})

    def revoke(self, asked: Asked) -> Answer:
        token = asked.query.get("access_token") or asked.bearer
        if token != f"{self.keys.facebook_key}|{self.keys.facebook_secret}":
            raise refusal("Invalid OAuth access token.", 190, 401)
        self.allowed.pop(asked.path.split("/")[-2], None)
        return as_json({"success": True})

    def allow(self, asked: Asked) -> Answer:
        """Say what somebody allowed our app before, or once more."""
        self.allowed.setdefault(asked.form["uid"], {"public_profile": "granted"})[asked.form["scope"]] = "granted"
        return as_json(self.allowed[asked.form["uid"]])

    def signed(self, uid: str, issued_at: int) -> str:
        said = {"user_id": uid, "algorithm": "HMAC-SHA256", "issued_at": issued_at}
        payload = b64url(json.dumps(said, separators=(",", ":")).encode())
        signature = hmac.new(self.keys.facebook_secret.encode(), payload.encode(), hashlib.sha256).digest()
        return f"{b64url(signature)}.{payload}"

    def show_signed(self, asked: Asked) -> Answer:
        issued_at = int(asked.query.get("issued_at", time.time()))
        return as_json({"signed_request": self.signed(asked.query["uid"], issued_at), "allowed": self._of(asked)})

    def _of(self, asked: Asked) -> dict[str, str]:
        return self.allowed.get(asked.query["uid"], {})

    async def send(self, asked: Asked) -> Answer:
        """Send a callback, as Facebook does when somebody removes our app or asks for deletion."""
        signed = {"signed_request": self.signed(asked.form["uid"], int(time.time()))}
        async with httpx.AsyncClient() as client:
            answer = await client.post(asked.form["to"], data=signed)
        return as_json({"status": answer.status_code, "body": answer.text})


def profile(who: Someone, pictures: str) -> dict[str, Any]:
    band = {"min": int(who.age_min)} if who.age_min else {}
    band |= {"max": int(who.age_max)} if who.age_max else {}
    return {
        "name": who.name,
        "first_name": who.first_name,
        "last_name": who.last_name,
        "email": who.email,
        "gender": who.gender,
        "birthday": who.birthday,
        "age_range": band,
        "location": {"id": "77", "name": who.location} if who.location else {},
        "picture": {"data": {"is_silhouette": not who.photo, "height": 512, "width": 512, "url": pictures + who.photo}},
    }


def split(fields: str) -> list[str]:
    """Split at the commas outside of braces and brackets."""
    parts, depth = [""], 0
    for letter in fields:
        depth += (letter in "{(") - (letter in "})")
        if letter == "," and not depth:
            parts.append("")
        else:
            parts[-1] += letter
    return parts


def picture(asked: Asked) -> Answer:
    """Return a picture of one colour; `away` leads to where no picture of Facebook's is."""
    if asked.query["colour"] == "away":
        return lead(f"http://{asked.headers['host']}/graph.facebook.com/v26.0/me")
    drawn = BytesIO()
    Image.new("RGB", (512, 512), asked.query["colour"]).save(drawn, "JPEG")
    return Answer(drawn.getvalue(), kind="image/jpeg")

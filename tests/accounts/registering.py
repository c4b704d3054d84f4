"""Somebody who becomes a member, and the mails that they get."""

import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client

from accounts.models import Person
from privacy import policy
from privacy.models import Outgoing

PAGE = "/en/account/register/"
PASSWORD = "a horse in the cellar"
GROWN = {"email": "Ann@Chatear.example", "password": PASSWORD, "birth_date": "1990-05-17"}
FORM = GROWN | {"age": "on", "policy": "on", "policy_version": policy.current().number}


def mails() -> dict[str, Outgoing]:
    return {mail.template: mail for mail in Outgoing.objects.all()}


def link(template: str, name: str = "link") -> str:
    """Return the path of a link that was mailed."""
    return mails()[template].content[name].removeprefix("http://testserver")


def register(client: Client, **changes):
    return client.post(PAGE, FORM | changes)


def become_member(client: Client, **changes) -> Person:
    register(client, **changes)
    client.post(link("confirm-address"))
    Outgoing.objects.all().delete()
    return Person.objects.get(email=FORM["email"].lower())


def count_hashes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that grows with each password hash that is computed from now on."""
    computed: list[str] = []
    encode = MD5PasswordHasher.encode

    def count(self, password, salt):
        computed.append("one")
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", count)
    return computed


def without_token(page: bytes) -> str:
    """Return a page without what is another at each load."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.decode())

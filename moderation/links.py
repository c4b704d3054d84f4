"""Signed links to the page of a decision: whoever is kept out needs no account to read it and to appeal."""

from typing import Final

from django.conf import settings
from django.core import signing
from django.urls import reverse

from moderation.models import Decision

SALT: Final = "chatear.moderation.decision"


class NoDecision(Exception):
    """The link is none of ours, or of a decision that is not kept any more."""


def key_of(decision: Decision) -> str:
    """Return the last part of the address of a decision's page."""
    return signing.Signer(salt=SALT).sign(decision.number)


def page_of(decision: Decision) -> str:
    """Return the whole address of a decision's page, in the language that is on."""
    root = settings.ORIGINS[0] if settings.ORIGINS else ""
    return root + reverse("moderation:decision", args=[key_of(decision)])


def decision_of(key: str) -> Decision:
    """Return the decision that a link leads to.

    :raises NoDecision: if it leads to none
    """
    try:
        number = signing.Signer(salt=SALT).unsign(key)
        return Decision.objects.get(number=number)
    except (signing.BadSignature, Decision.DoesNotExist) as error:
        raise NoDecision from error

"""By which ways somebody can come back."""

from dataclasses import dataclass

from django_otp_webauthn.models import WebAuthnCredential
from social_django.models import UserSocialAuth

from accounts.models import Person

from .registry import SERVICES, Service


@dataclass(frozen=True, slots=True)
class Way:
    """A service, and whether somebody has linked it."""

    service: Service
    is_linked: bool


def linked(*, person: Person) -> set[str]:
    """Return the services that somebody has linked."""
    return set(UserSocialAuth.objects.filter(user=person).values_list("provider", flat=True))


def ways_in(*, person: Person) -> set[str]:
    """Return the ways by which somebody can sign in now: a service that is switched off is none."""
    ways = {slug for slug in linked(person=person) if slug in SERVICES and SERVICES[slug].is_on}
    if person.email and person.has_usable_password():
        ways.add("password")
    if WebAuthnCredential.objects.filter(user=person, confirmed=True).exists():
        ways.add("passkey")
    return ways


def services_of(*, person: Person) -> list[Way]:
    """Return each service that is on or linked, in a fixed order."""
    own = linked(person=person)
    return [Way(service, slug in own) for slug, service in SERVICES.items() if service.is_on or slug in own]

"""Which services there are, by the name that social-auth has for each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Service:
    """A service that vouches for people; it is on once all its settings are set."""

    slug: str
    title: str
    needs: tuple[str, ...]

    @property
    def is_on(self) -> bool:
        """Whether the operator has given all its keys."""
        return all(getattr(settings, f"SOCIAL_AUTH_{name}") for name in self.needs)


SERVICES: Final[Mapping[str, Service]] = {
    service.slug: service
    for service in (
        Service("facebook", "Facebook", ("FACEBOOK_KEY", "FACEBOOK_SECRET")),
        Service("google-oauth2", "Google", ("GOOGLE_OAUTH2_KEY", "GOOGLE_OAUTH2_SECRET")),
        Service("apple-id", "Apple", ("APPLE_ID_CLIENT", "APPLE_ID_TEAM", "APPLE_ID_KEY", "APPLE_ID_SECRET")),
        Service("vk-id", "VK ID", ("VK_ID_KEY",)),
        Service("telegram", "Telegram", ("TELEGRAM_BOT_TOKEN",)),
        Service("twitter-oauth2", "X (Twitter)", ("TWITTER_OAUTH2_KEY", "TWITTER_OAUTH2_SECRET")),
    )
}


def switched_on() -> list[Service]:
    """Return the services that may be used, in the order in which they are shown."""
    return [service for service in SERVICES.values() if service.is_on]


def for_templates(request: HttpRequest) -> dict[str, list[Service]]:  # noqa: ARG001 - as Django calls it
    """Give every page the services that may be used, as ``other_ways``."""
    return {"other_ways": switched_on()}

"""Who is on duty, and what Start does while nobody is."""

from datetime import timedelta

import pytest
from django.utils import timezone

from chatear.redis import live_async
from matching import opening
from tests.staffed import on_duty

DAY = timedelta(days=1)


@pytest.mark.parametrize(("wished", "open_now"), [("open", "open"), ("blurred", "blurred"), ("closed", "closed")])
async def test_while_nobody_is_on_duty_start_opens_as_the_operator_wishes(redis_live, settings, wished, open_now):
    settings.UNWATCHED = wished
    client = live_async()
    assert await opening.now_open(client) == open_now

    opening.set_watched(until=timezone.now() + DAY, now=timezone.now())
    assert await opening.now_open(client) == "open"
    await client.aclose()


def test_who_signs_on_is_on_duty_for_half_an_hour_and_who_signs_off_is_not(client, staff, redis_live):
    on_duty(client, staff("mo"))
    client.post("/admin/moderation/sign/")
    assert 0 < redis_live.ttl("watched") <= 30 * 60
    client.post("/admin/moderation/sign/", {"off": "1"})
    assert not redis_live.exists("watched")

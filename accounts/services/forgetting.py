"""What accounts does not keep."""

from datetime import datetime, timedelta

from accounts.models import AddressChange, Device, Exclusion, Person

from .mailbox import LASTS


def forget_ended_exclusions(*, now: datetime) -> int:
    """Delete what kept people out and no longer does, and browsers known for that alone. promise: RET-5

    Return how many exclusions ended.
    """
    ended: int = Exclusion.objects.ended(now).delete()[0]
    Device.objects.filter(person=None, exclusions=None).delete()
    return ended


def forget_idle_guests(*, kept_for: timedelta, now: datetime) -> int:
    """Delete guests who have not come for a while, and all that hangs on them; return how many. promise: RET-2

    Their devices and consents go with them: a consent is kept to show whose it was, and there is nobody any more whom
    it could be about (docs/adr/0008). Who is kept out stays known until that ends, or coming back would be as easy as
    waiting.
    """
    idle = Person.objects.guests().last_seen_before((now - kept_for).date()).free(now)
    count: int = idle.count()
    idle.delete()
    return count


def forget_unconfirmed_addresses(*, now: datetime) -> int:
    """Delete addresses whose links are over; return how many. promise: RET-1"""
    return AddressChange.objects.filter(began_at__lte=now - LASTS).delete()[0]

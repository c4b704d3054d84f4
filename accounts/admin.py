"""What staff sees of people, and how they keep somebody out."""

from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin

from . import services
from .forms import ExclusionForm
from .models import Device, Exclusion, Person

admin.site.unregister(Group)


class ReadOnly(ModelAdmin):  # type: ignore[misc]  # unfold has no types
    """Rows that staff may look at and nobody may write by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody makes one by hand."""
        del request
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes one by hand."""
        del request, obj
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes one by hand; that is done by rights and retention."""
        del request, obj
        return False


@admin.register(Person)
class PersonAdmin(ReadOnly):
    """People. With whom they talked is nowhere to be seen, as it is nowhere."""

    list_display = ("__str__", "language", "joined_at", "last_seen_date", "is_staff", "is_active")
    list_filter = ("is_staff", "is_active", "language")
    search_fields = ("id__iexact", "email__iexact")
    fields = ("id", "email", "gender", "language", "joined_at", "last_seen_date", "is_staff", "is_active")
    actions = ("keep_out_for_a_day", "keep_out_for_a_week")

    @admin.action(description=_("Keep out for a day, with their devices"))
    def keep_out_for_a_day(self, _request: HttpRequest, people: Any) -> None:
        """Exclude the chosen people for a day."""
        self._keep_out(people, timedelta(days=1))

    @admin.action(description=_("Keep out for a week, with their devices"))
    def keep_out_for_a_week(self, _request: HttpRequest, people: Any) -> None:
        """Exclude the chosen people for a week."""
        self._keep_out(people, timedelta(days=7))

    @staticmethod
    def _keep_out(people: Any, kept_for: timedelta) -> None:
        now = timezone.now()
        for person in people.filter(is_staff=False):
            services.exclude_with_devices(person_id=person.pk, until=now + kept_for, now=now)


@admin.register(Device)
class DeviceAdmin(ReadOnly):
    """Browsers that people came in with."""

    list_display = ("__str__", "first_seen_at", "last_seen_at")
    fields = ("person", "first_seen_at", "last_seen_at")


@admin.register(Exclusion)
class ExclusionAdmin(ModelAdmin):  # type: ignore[misc]
    """What keeps somebody out; it goes when it ends, and can be ended early."""

    form = ExclusionForm
    list_display = ("__str__", "person", "device", "has_address", "began_at", "ends_at")
    autocomplete_fields = ("person",)
    fields = ("person", "ends_at")

    @admin.display(boolean=True, description=_("by address"))
    def has_address(self, exclusion: Exclusion) -> bool:
        """Whether an address is kept out; which one can't be read from its hash."""
        return bool(exclusion.address_hash)

    def has_change_permission(self, request: HttpRequest, obj: Exclusion | None = None) -> bool:
        """Nobody changes one: end it, and begin another."""
        del request, obj
        return False

    def save_model(self, request: HttpRequest, obj: Exclusion, form: Any, change: bool) -> None:  # noqa: FBT001
        """Begin an exclusion as everybody else does, so that open sockets close."""
        del request, form, change
        made = services.exclude(person_id=obj.person_id, until=obj.ends_at, now=timezone.now())
        obj.pk, obj.began_at = made.pk, made.began_at

    def delete_model(self, request: HttpRequest, obj: Exclusion) -> None:
        """Let somebody in again."""
        del request
        services.readmit(exclusion_id=obj.pk)

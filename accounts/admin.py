"""What staff sees of people, and how they keep somebody out."""

from datetime import timedelta
from typing import Any, Final, cast

from django.contrib import admin, messages
from django.contrib.admin import EmptyFieldListFilter
from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.models import Group
from django.contrib.auth.views import redirect_to_login
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice
from social_django.models import Association, Nonce, UserSocialAuth

from privacy.admin import ReadOnly
from privacy.admin.reading import NoGuessing, short

from . import services
from .forms import ExclusionForm
from .models import Device, Exclusion, Person, Visit
from .services import minors

admin.site.unregister(Group)
# What libraries show of themselves: secrets of apps for codes, and how services are linked (reliability T54).
for table in (TOTPDevice, StaticDevice, UserSocialAuth, Nonce, Association):
    admin.site.unregister(table)


@never_cache
def lead_to_sign_in(request: HttpRequest, _extra_context: Any = None) -> HttpResponse:
    """Lead staff to the page where everybody signs in: it counts guesses and asks for the second step. T64

    :raises PermissionDenied: if a member who is no staff has signed in
    """
    wanted = request.GET.get(REDIRECT_FIELD_NAME, "")
    if admin.site.has_permission(request):
        return redirect("admin:index")
    if isinstance(request.user, Person) and not request.user.is_guest:
        raise PermissionDenied
    return redirect_to_login(wanted or reverse("admin:index"), reverse("accounts:login"))


admin.site.login = lead_to_sign_in  # type: ignore[method-assign,assignment]  # its own page does neither


def lead_to_own_password(request: HttpRequest, _extra_context: Any = None) -> HttpResponse:
    """Lead staff to the page where everybody changes their password: it asks for a proof and tells by mail."""
    del request
    return redirect("accounts:change_password")


for door in ("password_change", "password_change_done"):
    setattr(admin.site, door, lead_to_own_password)


#: Whether somebody is in use here, and as what; the first: their data is kept and not used, as they asked (P-14).
STANDING: Final = ("restricted_at", "is_staff", "is_active")


@admin.register(Person)
class PersonAdmin(ReadOnly):
    """People. With whom they talked is nowhere to be seen, as it is nowhere."""

    list_display = ("__str__", "language", "joined_at", "last_seen_date", *STANDING)
    list_filter = ("is_staff", "is_active", ("restricted_at", EmptyFieldListFilter), "language")
    search_fields = ("id__iexact", "email__iexact")
    ordering = ("-joined_at", "pk")
    fields = (*("id", "email", "gender", "language", "joined_at", "last_seen_date"), *STANDING)
    actions = ("keep_out_for_a_day", "keep_out_for_a_week", "let_in_again", "remove_minors")

    def has_keep_out_permission(self, request: HttpRequest) -> bool:
        """Who may begin an exclusion may begin it here."""
        return bool(request.user.has_perm("accounts.add_exclusion"))

    @admin.action(description=_("Keep out for a day, with their devices"), permissions=["keep_out"])
    def keep_out_for_a_day(self, request: HttpRequest, people: Any) -> None:
        """Exclude the chosen people for a day."""
        self._keep_out(request, people, timedelta(days=1))

    @admin.action(description=_("Keep out for a week, with their devices"), permissions=["keep_out"])
    def keep_out_for_a_week(self, request: HttpRequest, people: Any) -> None:
        """Exclude the chosen people for a week."""
        self._keep_out(request, people, timedelta(days=7))

    def has_let_in_permission(self, request: HttpRequest) -> bool:
        """Who may end an exclusion may end it here."""
        return bool(request.user.has_perm("accounts.delete_exclusion"))

    @admin.action(description=_("Let in again, with their devices"), permissions=["let_in"])
    def let_in_again(self, request: HttpRequest, people: Any) -> None:
        """End what keeps the chosen people out."""
        for person in people:
            services.readmit_with_devices(person_id=person.pk)
        self.message_user(request, _("Nothing keeps them out any more, unless it is their address."))

    def has_remove_minor_permission(self, request: HttpRequest) -> bool:
        """Who may remove minors is said one by one: it can't be undone."""
        return bool(request.user.has_perm("accounts.remove_minor"))

    @admin.action(description=_("Under 18: end the chat, delete everything, keep out"), permissions=["remove_minor"])
    def remove_minors(self, request: HttpRequest, people: Any) -> HttpResponse | None:
        """Remove the chosen people once that is confirmed. promise: CHI-2"""
        chosen = people.filter(is_staff=False)
        if "confirmed" not in request.POST:
            context = self.admin_site.each_context(request) | {"people": chosen, "title": _("Under 18")}
            return TemplateResponse(request, "admin/accounts/under_18.html", context)
        for person in chosen:
            minors.remove(person_id=person.pk, now=timezone.now())
            _note_removal(request)
        said = ngettext("%(count)d person is removed.", "%(count)d people are removed.", len(chosen))
        self.message_user(request, said % {"count": len(chosen)})
        return None

    def _keep_out(self, request: HttpRequest, people: Any, kept_for: timedelta) -> None:
        now = timezone.now()
        chosen = people.filter(is_staff=False)
        for person in chosen:
            services.exclude_with_devices(person_id=person.pk, until=now + kept_for, now=now)
        said = ngettext("%(count)d person is kept out.", "%(count)d people are kept out.", len(chosen))
        left = ngettext(
            "%(count)d member of staff was left alone.",
            "%(count)d members of staff were left alone.",
            staff := people.count() - len(chosen),
        )
        self.message_user(request, said % {"count": len(chosen)})
        if staff:
            self.message_user(request, left % {"count": staff}, level=messages.WARNING)


def _note_removal(request: HttpRequest) -> None:
    """Keep that a member of staff removed a minor, and when; whom, nobody is to know."""
    LogEntry.objects.create(
        user=cast("Person", request.user),
        content_type=ContentType.objects.get_for_model(Person),
        object_repr=gettext("somebody under 18"),
        action_flag=DELETION,
    )


@admin.register(Device)
class DeviceAdmin(ReadOnly):
    """Browsers that people came in with."""

    list_display = ("__str__", "first_seen_at", "last_seen_at")
    search_fields = ("person__id__iexact", "person__email__iexact")
    fields = ("person", "first_seen_at", "last_seen_at")


@admin.register(Exclusion)
class ExclusionAdmin(NoGuessing):
    """What keeps somebody out; it goes when it ends, and can be ended early."""

    form = ExclusionForm
    list_display = ("__str__", "whose", "has_device", "has_address", "began_at", "ends_at")
    search_fields = ("person__id__iexact",)

    def get_fields(self, request: HttpRequest, obj: Exclusion | None = None) -> tuple[str, ...]:
        """Ask for a person's number; of an exclusion that stands show no more than the list does."""
        del request
        return ("whose", "has_device", "has_address", "began_at", "ends_at") if obj else ("person", "ends_at")

    @admin.display(description=_("person"))
    def whose(self, exclusion: Exclusion) -> str:
        """Return a short number: moderators do not look at people (reliability T54)."""
        return short(exclusion.person_id)

    @admin.display(boolean=True, description=_("by device"))
    def has_device(self, exclusion: Exclusion) -> bool:
        """Whether a browser is kept out."""
        return exclusion.device_id is not None

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
        assert obj.person_id is not None  # noqa: S101 - the form has seen to it
        made = services.exclude_with_devices(person_id=obj.person_id, until=obj.ends_at, now=timezone.now())
        obj.pk, obj.began_at = made.pk, made.began_at

    def delete_model(self, request: HttpRequest, obj: Exclusion) -> None:
        """Let somebody in again."""
        del request
        services.readmit(exclusion_id=obj.pk)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        """Let each of the chosen in again."""
        for exclusion in queryset:
            self.delete_model(request, exclusion)


@admin.register(Visit)
class VisitAdmin(ReadOnly):
    """Visits: nobody looks at a single one, only at numbers of ten and more (reliability T49)."""

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Lead to the numbers."""
        del extra_context
        if not self.has_view_permission(request):
            raise PermissionDenied
        return redirect("usage-numbers")

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Lead to the numbers."""
        del object_id, form_url
        return self.changelist_view(request, extra_context)

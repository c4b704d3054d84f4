"""What staff sees of retention, and how they hold records and register what was handed on."""

from typing import Any
from uuid import UUID

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.admin import ModelAdmin

from privacy import retention
from privacy.forms.keeping import DisclosureForm, LegalHoldForm
from privacy.models import Disclosure, LegalHold, RetentionRun
from privacy.rules import RULES
from privacy.services import registers

from .reading import ReadOnly, short


class Register(ReadOnly):
    """Rows that staff may add and look at, and nobody may change."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Who may add rows may do it here."""
        return bool(ModelAdmin.has_add_permission(self, request))


@admin.register(RetentionRun)
class RetentionAdmin(ReadOnly):
    """Each retention rule: when it was run, what went and what is held, and what would go now (promise: RET-1)."""

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Show all rules; a rule's button counts what would go and deletes nothing."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method == "POST" and (name := request.POST.get("rule", "")) in RULES:
            retention.dry_run(name=name, now=timezone.now())
            response = redirect("admin:privacy_retentionrun_changelist")
            response["Location"] += f"#{name}"
            return response
        context = self.admin_site.each_context(request) | (extra_context or {})
        context |= {"title": _("Retention"), "standings": retention.standings(now=timezone.now()), "opts": self.opts}
        return TemplateResponse(request, "admin/privacy/retention.html", context)


@admin.register(LegalHold)
class LegalHoldAdmin(Register):
    """Records that must not go until a time: exactly those that a hold names (promise: DAT-20)."""

    asks_why = False  # a hold has its own reason

    form = LegalHoldForm
    list_display = ("number", "table", "row", "whose", "authority", "set_at", "ends_at", "released_at", "holds_now")
    list_filter = (("released_at", admin.EmptyFieldListFilter),)
    autocomplete_fields = ("person",)
    fields = ("person", "table", "row", "authority", "reason", "ends_at")
    ordering = ("-pk",)
    actions = ("release",)

    def get_fields(self, request: HttpRequest, obj: LegalHold | None = None) -> tuple[str, ...]:
        """Show of a hold that was set also by whom, when, and whether it was released."""
        asked = super().get_fields(request, obj)
        if obj is None:
            return tuple(asked)
        return (*("whose" if name == "person" else name for name in asked), "by", "set_at", "released_at")

    @admin.display(description=_("set by"))
    def by(self, hold: LegalHold) -> str:
        """Return the short number of the member of staff who set it."""
        return short(hold.set_by_id)

    @admin.display(boolean=True, description=_("holds now"))
    def holds_now(self, hold: LegalHold) -> bool:
        """Whether it is neither over nor released."""
        return hold.stands(timezone.now())

    def save_model(self, request: HttpRequest, obj: LegalHold, form: Any, change: bool) -> None:  # noqa: FBT001
        """Set a hold as everybody else does."""
        del form, change
        made = registers.set_hold(
            table=obj.table,
            row=obj.row,
            person_id=obj.person_id,
            authority=obj.authority,
            reason=obj.reason,
            ends_at=obj.ends_at,
            by=_staff(request),
            now=timezone.now(),
        )
        obj.pk = made.pk

    def has_release_permission(self, request: HttpRequest) -> bool:
        """Who may change holds may end them."""
        return bool(request.user.has_perm("privacy.change_legalhold"))

    @admin.action(description=_("Release: what they hold may go again, at once"), permissions=["release"])
    def release(self, request: HttpRequest, chosen: QuerySet[LegalHold]) -> None:
        """End the chosen holds, and keep in the log who did."""
        holds = list(chosen)
        for hold in holds:
            registers.release_hold(hold_id=hold.pk, now=timezone.now())
            self.log_change(request, hold, [{"changed": {"fields": ["released_at"]}}])
        said = ngettext("%(count)d hold is released.", "%(count)d holds are released.", len(holds))
        self.message_user(request, said % {"count": len(holds)})


@admin.register(Disclosure)
class DisclosureAdmin(Register):
    """What was handed on, to whom, why and when: added and read, never changed (promise: DIS-1, DIS-3)."""

    form = DisclosureForm
    list_display = ("made_at", "recipient", "why", "said_categories", "people", "by")
    list_filter = ("why",)
    search_fields = ("recipient",)
    fields = ("recipient", "categories", "why", "details", "people", "made_at")
    ordering = ("-made_at", "-pk")

    @admin.display(description=_("by"))
    def by(self, disclosure: Disclosure) -> str:
        """Return the short number of the member of staff who registered it."""
        return short(disclosure.made_by_id)

    @admin.display(description=_("categories"))
    def said_categories(self, disclosure: Disclosure) -> str:
        """Return the categories as one text."""
        return ", ".join(disclosure.categories)

    def save_model(self, request: HttpRequest, obj: Disclosure, form: Any, change: bool) -> None:  # noqa: FBT001
        """Register it as everybody else does."""
        del form, change
        made = registers.disclose(
            recipient=obj.recipient,
            categories=obj.categories,
            why=obj.why,
            details=obj.details,
            people=obj.people,
            made_at=obj.made_at,
            by=_staff(request),
            now=timezone.now(),
        )
        obj.pk = made.pk


def _staff(request: HttpRequest) -> UUID:
    staff: UUID = request.user.pk  # type: ignore[assignment]  # the admin lets nobody else in
    return staff

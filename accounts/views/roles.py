"""The page on which staff are given roles, and lose them (promise: SEC-3; reliability T52)."""

from http import HTTPStatus
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts import selectors
from accounts.forms.roles import RolesForm
from accounts.models import Person
from accounts.services import roles

WORDS = {
    roles.NotAMember: _("No member has this address. They become a member first; then give them their roles here."),
    roles.NotToBeChanged: _(
        "Nobody changes their own roles, or those of a superuser. Ask somebody else of your staff."
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """Show all staff with their roles, and give somebody the roles that were chosen."""
    by = request.user
    if not isinstance(by, Person) or not by.has_perm("accounts.give_roles"):
        return HttpResponse(status=HTTPStatus.FORBIDDEN)
    form = RolesForm(request.POST or None)
    if form.is_valid():
        chosen = form.cleaned_data
        try:
            person = roles.assign(email=chosen["email"], roles=chosen["roles"], by=by, now=timezone.now())
        except (roles.NotAMember, roles.NotToBeChanged) as refusal:
            form.add_error("email", str(WORDS[type(refusal)]))
        else:
            messages.success(request, _said(person))
            return HttpResponseRedirect(reverse("staff-roles"), status=303)
    context: dict[str, Any] = admin.site.each_context(request) | {
        "title": _("Staff and their roles"),
        "form": form,
        "staff": [
            (member, _form_of(member) if member.person.pk != by.pk and not member.person.is_superuser else None)
            for member in selectors.staff_with_roles()
        ],
    }
    return render(request, "admin/staff_roles.html", context, status=400 if form.is_bound else 200)


def _form_of(member: selectors.MemberOfStaff) -> RolesForm:
    """Return the form that changes somebody's roles, as they are."""
    return RolesForm(
        initial={"email": member.person.email, "roles": member.roles}, auto_id=f"id_{member.person.pk.hex}_%s"
    )


def _said(person: Person) -> str:
    who = {"address": person.email}
    if person.is_staff:
        return gettext("%(address)s has these roles now. They sign in with a second factor.") % who
    return gettext("%(address)s is no member of staff any more.") % who

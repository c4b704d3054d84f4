"""Staff's pages: opened to two factors, and each look at people's data written down before it is shown.

promise: SEC-1, SEC-3; reliability P-20, T51, T53. It stands before every page of the admin, so that none can forget it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import unquote
from django.core.exceptions import FieldDoesNotExist, SuspiciousOperation, ValidationError
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from accounts import selectors
from accounts.models import Person
from accounts.views.proving import is_fresh
from accounts.views.staff import is_on_duty, stay_on_duty
from moderation.admin import rows as desk_rows
from privacy import catalogue
from privacy.admin.why import reason_for
from privacy.models import Look
from privacy.services import looks

#: Pages of the admin on which there is nothing of anybody, and those that ask the way in.
NOTHING_OF_ANYBODY: Final = frozenset(
    {
        "admin:index",
        "admin:app_list",
        "admin:jsi18n",
        "admin:login",
        "admin:logout",
        "admin:password_change",  # leads to our own
        "admin:password_change_done",
        "admin:search",
        "data-map",
        "usage-numbers",  # in tens and more
        "why",
    }
)
#: Pages of the admin that ask who comes by themselves.
DOORS: Final = frozenset({"admin:login", "admin:logout"})
#: What can't be undone, or takes the law's protection from somebody: actions on lists, and forms that are sent.
ACTIONS: Final = frozenset({"remove_minors", "release"})
FORMS: Final = frozenset({"admin:privacy_legalhold_add", "staff-roles"})
#: How many single people one member of staff may look at in an hour, cases that wait for an answer not among them.
MOST: Final = 60
#: How many pages of any kind: a list shows a hundred rows, so reading on through lists must end somewhere, too. Work on
#: cases is a page or two a minute; five a minute for a whole hour is a script, or somebody leafing through.
MOST_PAGES: Final = 300
HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Page:
    """What a page of the admin shows: of which table, which row, whose, and what is done there."""

    what: str
    action: str
    row: str = ""
    about: tuple[UUID, ...] = ()
    asks_why: bool = False


class StaffPages:
    """Ask staff for their second factor, and for a reason; write down what they are about to see."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let no browser keep a page of staff's."""
        response = self.get_response(request)
        if request.path_info.startswith("/admin/"):
            add_never_cache_headers(response)
        return response

    def process_view(
        self, request: HttpRequest, _view: Any, _args: Any, arguments: Mapping[str, Any]
    ) -> HttpResponse | None:
        """Let a page of staff's be made, once that may be and is written down."""
        match = request.resolver_match
        if match is None or not request.path_info.startswith("/admin/") or match.view_name in DOORS:
            return None
        if not isinstance(request.user, Person) or not request.user.is_staff:
            return None  # the admin leads them to where one signs in
        if not is_on_duty(request) or (_is_grave(request, match.view_name) and not is_fresh(request)):
            return _to_second_factor(request)
        stay_on_duty(request)
        if unreadable := _refusal(request):
            return unreadable
        if match.view_name in NOTHING_OF_ANYBODY:
            return None
        return note(request, request.user, page_of(request, match.view_name, arguments))


def _to_second_factor(request: HttpRequest) -> HttpResponse:
    """Lead to where the second factor is proved, and from there back; what was sent is not done."""
    asked = urlencode({"next": request.get_full_path() if request.method == "GET" else reverse("admin:index")})
    return HttpResponseRedirect(f"{reverse('accounts:staff_step')}?{asked}", status=303)


def _is_grave(request: HttpRequest, name: str) -> bool:
    """Whether something is to be done that needs a proof of who does it from the last quarter of an hour."""
    return request.method == "POST" and (name in FORMS or not ACTIONS.isdisjoint(request.POST.getlist("action")))


def note(request: HttpRequest, staff: Person, page: Page | None) -> HttpResponse | None:
    """Write down what is about to be shown; ask for a reason first where it is one person's own data."""
    if page is None:
        return None
    now, reason = timezone.now(), ""
    recent = Look.objects.filter(staff_id=staff.pk, at__gt=now - HOUR)
    if page.asks_why and (too_many := _refuse_more(request, recent.exclude(reason=""), MOST, of_people=True)):
        return too_many
    of_cases = page.what in desk_rows.LABELS  # given out one by one, by the queue
    if not of_cases and (too_many := _refuse_more(request, recent, MOST_PAGES, of_people=False)):
        return too_many
    if page.asks_why and not (reason := reason_for(request, page.about)):
        asked = urlencode({"next": request.get_full_path(), "about": ",".join(map(str, page.about))})
        return HttpResponseRedirect(f"{reverse('why')}?{asked}", status=303)
    looks.note(
        staff_id=staff.pk,
        roles=selectors.roles_of(person=staff),
        action=page.action,
        what=page.what,
        row=page.row,
        about=page.about,
        reason=reason,
        now=now,
    )
    return None


def _refuse_more(request: HttpRequest, recent: Any, most: int, *, of_people: bool) -> HttpResponse | None:
    """Refuse a page to whoever has had as many within an hour as one may."""
    if recent.count() < most:
        return None
    again = recent.order_by("at").values_list("at", flat=True)[0] + HOUR
    context = {"most": most, "again": again, "of_people": of_people}
    return render(request, "admin/too_many_looks.html", context, status=429)


def _refusal(request: HttpRequest) -> HttpResponse | None:
    """Refuse what no page can read: NUL, which no column of ours holds."""
    if "\0" in request.path_info:
        raise Http404
    sent = [*request.GET.lists(), *(request.POST.lists() if request.method == "POST" else ())]
    is_nul = any("\0" in text for name, values in sent for text in (name, *map(str, values)))
    return HttpResponseBadRequest() if is_nul else None


def page_of(request: HttpRequest, name: str, arguments: Mapping[str, Any]) -> Page | None:
    """Return what a page of the admin is about to show; None where the admin refuses it for want of permission."""
    short = name.removeprefix("admin:")
    for model, model_admin in admin.site._registry.items():  # noqa: SLF001 - there is no other list
        prefix = f"{model._meta.app_label}_{model._meta.model_name}_"  # noqa: SLF001
        if short.startswith(prefix):
            if not model_admin.has_view_or_change_permission(request):
                return None
            return _page_of_table(request, model, model_admin, short.removeprefix(prefix), arguments)
    if short == "autocomplete":
        return _page_of_search(request)
    return _page_of_desk(request, name, arguments) if name.startswith("moderation-") else Page(what=name, action="view")


def _page_of_desk(request: HttpRequest, name: str, arguments: Mapping[str, Any]) -> Page | None:
    """Return whose case, picture or appeal is about to be shown: the case itself is the reason."""
    action = "view" if request.method in {"GET", "HEAD"} else "change"
    if not isinstance(request.user, Person) or not request.user.has_perm("moderation.view_case"):
        return None
    if name == desk_rows.TOGETHER:
        return Page(what=desk_rows.CASE, action=action, about=tuple(desk_rows.people_of(request, request.user)))
    if not {"number", "pk"} & arguments.keys():
        return Page(what=name, action=action)
    if (found := desk_rows.row_of(name, arguments)) is None:
        return None
    label, row, owner = found
    return Page(what=label, action=action, row=row, about=tuple(pk for pk in (owner,) if pk and pk != request.user.pk))


def _page_of_search(request: HttpRequest) -> Page | None:
    """Return which table is searched for a field of a form; None where the admin refuses it."""
    try:
        model = apps.get_model(request.GET["app_label"], request.GET["model_name"])
        searched = model._meta.get_field(request.GET["field_name"]).related_model  # noqa: SLF001
    except (KeyError, LookupError, ValueError, FieldDoesNotExist):
        return None
    model_admin = admin.site._registry.get(searched)  # noqa: SLF001
    if model_admin is None or not model_admin.has_view_permission(request):
        return None
    return Page(what=model_admin.opts.label, action="search")


def _page_of_table(
    request: HttpRequest, model: type[Model], model_admin: Any, page: str, arguments: Mapping[str, Any]
) -> Page:
    label = model._meta.label  # noqa: SLF001
    if "object_id" not in arguments:
        about = _owners(model, _chosen(request, model, model_admin))
        return Page(what=label, action=_on_many(request, page), about=about)
    row = model_admin.get_object(request, unquote(arguments["object_id"]))  # just as the page itself finds it
    if {sent.get("_to_field", "id") for sent in (request.GET, request.POST)} - {"id", "pk"}:
        raise SuspiciousOperation  # the page would find another row than this one
    about = tuple(pk for pk in _owners(model, [row.pk] if row else []) if pk != request.user.pk)
    action = page if page != "change" else "view" if request.method in {"GET", "HEAD"} else "change"
    asks_why = bool(about) and getattr(model_admin, "asks_why", True)
    number = "" if row is None or isinstance(row.pk, UUID) else str(row.pk)  # a person's own would outlive them
    return Page(what=label, action=action, row=number, about=about, asks_why=asks_why)


def _on_many(request: HttpRequest, page: str) -> str:
    if request.method == "POST":
        return " ".join(filter(None, request.POST.getlist("action"))) or page
    return "search" if request.GET.get("q") else "list" if page == "changelist" else page


def _chosen(request: HttpRequest, model: type[Model], model_admin: Any) -> Any:
    """Return which rows of a list something is done with: those that are ticked, or all that the search found."""
    if request.method != "POST":
        return []
    if request.POST.get("select_across", "0").lower() not in {"", "0", "false"}:
        try:
            return model_admin.get_changelist_instance(request).get_queryset(request).order_by().values("pk")
        except IncorrectLookupParameters:
            return []
    key = model._meta.pk  # noqa: SLF001
    try:
        return [key.clean(ticked, None) for ticked in request.POST.getlist("_selected_action")]
    except ValidationError:
        raise SuspiciousOperation from None  # no key of that table, or none that a number can be


def _owners(model: type[Model], rows: Any) -> tuple[UUID, ...]:
    """Return whose rows of a table these are, by the way that the inventory declares."""
    holding = catalogue.tables().get(model._meta.label)  # noqa: SLF001
    if holding is None or not holding.owner or (isinstance(rows, list) and not rows):
        return ()
    found = model._base_manager.filter(pk__in=rows).values_list(holding.owner, flat=True)  # noqa: SLF001
    return tuple(sorted({pk for pk in found if isinstance(pk, UUID)}))

"""The public pages about privacy and rules."""

from itertools import groupby
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language_from_request, override
from django.views.decorators.vary import vary_on_headers

from privacy import catalogue, policy

from . import drawn


@vary_on_headers("Accept", "Accept-Language", "Cookie")
def policy_now(request: HttpRequest) -> HttpResponse:
    """Show the policy that holds; machines get its number and address."""
    version = policy.current()
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        return JsonResponse({"version": version.number, "url": reverse("privacy:version", args=[version.number])})
    return page(request, "policy")


def policy_for_machines(request: HttpRequest) -> HttpResponse:
    """Answer an address without a language: JSON as asked, else the page in the visitor's language."""
    with override(get_language_from_request(request)):
        if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
            return policy_now(request)
        response = HttpResponse(status=302)
        response["Location"] = reverse("privacy:policy")
        return response


def page(request: HttpRequest, name: str) -> HttpResponse:
    """Show one page of the policy that holds."""
    return _show(request, policy.current(), name)


def policy_version(request: HttpRequest, number: str, name: str = "policy") -> HttpResponse:
    """Show a page of one version of the policy."""
    version = next((version for version in policy.VERSIONS if version.number == number), None)
    if version is None or name not in policy.pages(version, catalogue.language()):
        raise Http404
    return _show(request, version, name)


def policy_changes(request: HttpRequest) -> HttpResponse:
    """Show what each version changed, word by word. promise: SCO-3"""
    shown = [
        {
            "version": change.version,
            "is_first": change.is_first,
            "language": change.language,
            "news": [
                drawn.spoken(words.words, drawn.values()) for words in policy.news(change.version, change.language)
            ],
            "pages": [_changed(change, changed) for changed in change.pages],
        }
        for change in policy.changes(catalogue.language(), drawn.there())
    ]
    return _render(request, "changes", {"changes": shown})


def rules(request: HttpRequest) -> HttpResponse:
    """Show the rules of the house."""
    return _render(request, "rules", {})


def _changed(change: policy.Change, changed: policy.PageChange) -> dict[str, Any]:
    """Return what became of a page, as the template shows it."""
    then = policy.VERSIONS[policy.VERSIONS.index(change.version) - 1] if changed.is_gone else change.version
    fill = drawn.fill()
    return {
        "title": policy.pages(then, change.language)[changed.name].title,
        "url": reverse("privacy:version_page", args=[then.number, changed.name]),
        "is_new": changed.is_new,
        "is_gone": changed.is_gone,
        "lines": [[(piece.how, fill(piece.words)) for piece in line.pieces] for line in changed.lines],
    }


def _show(request: HttpRequest, version: policy.Version, name: str) -> HttpResponse:
    pages = policy.pages(version, catalogue.language())
    shown = {
        "version": version,
        "page": pages[name],
        "sections": [(section, _blocks(section)) for section in pages[name].sections],
        "others": [(other.title, _address(version, other.name)) for other in pages.values() if _is_other(other, name)],
        "language": policy.language_of(version, catalogue.language()),
        "is_current": version == policy.current(),
    }
    return _render(request, "page", shown)


def _is_other(page: policy.Page, name: str) -> bool:
    return page.name not in {name, policy.NEWS}


def _address(version: policy.Version, name: str) -> str:
    """Return where a page is: its own address while it holds."""
    is_current = version == policy.current()
    return drawn.address(name) if is_current else reverse("privacy:version_page", args=[version.number, name])


def _blocks(section: policy.Section) -> list[dict[str, Any]]:
    """Return what stands in a section, in its order: paragraphs, lists of them, and what is drawn."""
    fill, there, blocks = drawn.fill(), drawn.there(), []
    shown = (block for block in section.blocks if isinstance(block, policy.Drawing) or block.holds(there))
    for kind, run in groupby(shown, key=_kind):
        if kind in {"held", "stored"}:
            blocks += [{"kind": kind, **drawn.context(block)} for block in run if isinstance(block, policy.Drawing)]
            continue
        said = [block for block in run if isinstance(block, policy.Paragraph)]
        blocks.append({"kind": kind, "said": [(" ".join(words.promises), fill(words.words)) for words in said]})
    return blocks


def _kind(block: policy.Paragraph | policy.Drawing) -> str:
    if isinstance(block, policy.Drawing):
        return block.kind
    return "list" if block.is_item else "words"


def _render(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """Show a page, under which stands who runs this site. promise: SCO-1"""
    about = {"operator": settings.OPERATOR, "places": drawn.places()}
    return render(request, f"privacy/{template}.html", context | about)

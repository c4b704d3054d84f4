"""What somebody asks of us by a right of theirs, and where they live."""

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from accounts import geo
from privacy import deadlines
from privacy.models import RightsRequest

from .membership import WithAddress

#: What needs words: nobody could guess what is meant.
NEEDS_WORDS = frozenset({"RECTIFICATION", "CORRECT", "OBJECTION", "RESTRICTION", "WITHDRAWAL", "HUMAN", "COMPLAINT"})


def places(language: str) -> list[tuple[str, str]]:
    """Return where somebody may live as (place, name): countries, and the states that have a law of their own."""
    found = [("", gettext("I'd rather not say")), *geo.countries(language)]
    at = [code for code, _name in found].index("US") + 1
    states = (("US-CA", gettext("California")), ("US-NV", gettext("Nevada")))
    country = geo.country_name("US", language)
    return [*found[:at], *((code, f"{country}: {name}") for code, name in states), *found[at:]]


class PlaceForm(forms.Form):
    """Where somebody lives, which says whose law it is."""

    place = forms.ChoiceField(label=_("I live in"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = places(get_language() or "en")  # type: ignore[attr-defined]


class AskForm(PlaceForm):
    """One thing that is asked, by somebody who has come in."""

    words = forms.CharField(
        label=_("What it is about"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Say nothing of other people that is not needed here."),
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].widget = forms.HiddenInput()
        self.fields["words"].required = kind in NEEDS_WORDS


class AskWithoutAccountForm(PlaceForm, WithAddress):
    """One thing that is asked, by somebody who has no account any more, or can't come into it."""

    kind = forms.ChoiceField(label=_("What you ask for"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("What it is about"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Say nothing of other people that is not needed here."),
    )
    field_order = ("place", "kind", "words", "email")

    def __init__(self, *args: Any, place: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].widget = forms.HiddenInput()
        kinds = deadlines.TERMS[deadlines.law_of(place)]
        labels = dict(RightsRequest.Kind.choices)
        self.fields["kind"].choices = [(kind.value, labels[kind.value]) for kind in kinds]  # type: ignore[attr-defined]
        self.fields["email"].help_text = _("We send a link there, to see that it was you who asked.")

    def clean(self) -> dict[str, Any]:
        """Ask for words where nobody could guess what is meant."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("kind") in NEEDS_WORDS and not cleaned.get("words", "").strip():
            self.add_error("words", gettext("Say in a few words what you mean."))
        return cleaned

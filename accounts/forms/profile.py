"""The profile, as its owner fills it in."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts import geo, photos
from accounts.age import OLDEST
from accounts.models import Person, Profile
from accounts.services.profile import Said

LONGEST_INTEREST = 30  # characters, as in the chat's wishes
PUBLIC = _("Whoever you meet may see it, all over the world, if you tick it below.")
NOT_OTHERS = _("Say nothing here about anybody else.")


class ProfilePageForm(forms.Form):
    """Everything may stay empty; a member's date of birth may not."""

    name = forms.CharField(label=_("Name"), max_length=40, required=False, help_text=PUBLIC)
    photo = forms.FileField(
        label=_("Photo"),
        required=False,
        help_text=_("A JPEG, PNG or WebP file. We draw it anew: place, camera and hidden data do not come along."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    remove_photo = forms.BooleanField(label=_("Delete the photo"), required=False)
    gender = forms.ChoiceField(
        label=_("Gender"), required=False, choices=[("", _("I'd rather not say")), *Person.Gender.choices]
    )
    birth_date = forms.DateField(
        label=_("Date of birth"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "autocomplete": "bday"}, format="%Y-%m-%d"),
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    region = forms.CharField(label=_("State or region"), max_length=80, required=False)
    languages = forms.CharField(
        label=_("Languages you speak"),
        required=False,
        max_length=200,
        help_text=_("Their codes or names, with commas between."),
    )
    interests = forms.CharField(
        label=_("What you like to talk about"), required=False, max_length=400, help_text=_("With commas between.")
    )
    shown = forms.MultipleChoiceField(
        label=_("What a partner sees of you"),
        required=False,
        choices=Profile.Shown.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing but what is ticked. It is shown when a chat begins, and never to anybody else."),
    )

    def __init__(self, *args: Any, profile: Profile, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today, self._language = today, get_language() or "en"
        self.drawn: bytes | None = None
        self.fields["country"].choices = [("", _("I'd rather not say")), *geo.countries(self._language)]  # type: ignore[attr-defined]
        self.fields["interests"].help_text = f"{self.fields['interests'].help_text} {NOT_OTHERS}"
        if not profile.person.is_guest and profile.birth_date is not None:
            self.fields["birth_date"].disabled = True
            self.fields["birth_date"].help_text = _(
                "It was asked when you became a member. Write to us if it is wrong."
            )
        if not profile.photo:
            del self.fields["remove_photo"]

    def clean_photo(self) -> None:
        """Draw what was uploaded; the form keeps the drawing, never the file."""
        file: UploadedFile[bytes] | None = self.cleaned_data.get("photo")
        if file is None:
            return
        try:
            self.drawn = photos.draw(file)
        except photos.TooLarge as error:
            raise ValidationError(
                gettext("This picture is too large. Choose one of less than 10 MB, or make it smaller.")
            ) from error
        except photos.NoPicture as error:
            raise ValidationError(
                gettext("This file is no picture that we can read. Choose a JPEG, PNG or WebP file.")
            ) from error

    def clean_birth_date(self) -> date | None:
        """Refuse a slip of the finger; how old somebody is, is asked elsewhere."""
        born: date | None = self.cleaned_data["birth_date"]
        if born is not None and (born > self._today or born.year < self._today.year - OLDEST):
            raise ValidationError(gettext("Check the year."))
        return born

    def clean_languages(self) -> list[str]:
        """Return languages by their codes, whether a code or a name was typed."""
        codes = {name.casefold(): code for code, name in geo.languages(self._language)}
        codes |= {code: code for code in geo.SPOKEN}
        typed = _parts(self.cleaned_data["languages"])
        if unknown := [word for word in typed if word not in codes]:
            words = gettext("We don't know %(words)s. Write a language's name, or its two letters.")
            raise ValidationError(words % {"words": ", ".join(unknown)})
        return self._few([codes[word] for word in typed])

    def clean_interests(self) -> list[str]:
        """Return interests in small letters, none twice."""
        typed = _parts(self.cleaned_data["interests"].replace("#", ","))
        if long := next((word for word in typed if len(word) > LONGEST_INTEREST), ""):
            words = gettext("“%(word)s” is too long. An interest has at most %(most)d characters.")
            raise ValidationError(words % {"word": long, "most": LONGEST_INTEREST})
        return self._few(typed)

    def said(self) -> Said:
        """Return what was filled in."""
        named = ("name", "gender", "birth_date", "country", "region", "languages", "interests", "shown")
        return Said(**{field: self.cleaned_data[field] for field in named})

    def _few(self, values: list[str]) -> list[str]:
        if len(values) > Profile.MOST:
            words = ngettext("Name at most %(most)d.", "Name at most %(most)d.", Profile.MOST)
            raise ValidationError(words % {"most": Profile.MOST})
        return values


def _parts(text: str) -> list[str]:
    return [*dict.fromkeys(word for word in (part.strip().casefold() for part in text.split(",")) if word)]

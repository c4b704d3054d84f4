"""What people may say of themselves."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminTextInputWidget

from accounts.models import Exclusion, Person


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]  # subscripting needs a patch at run time
    """A guest's own words about themselves; what is not sent stays as it is."""

    language = forms.ChoiceField(choices=settings.LANGUAGES, required=False)

    class Meta:
        model = Person
        fields = ("gender", "language")

    def clean(self) -> dict[str, str]:
        """Keep what was not asked to change."""
        cleaned: dict[str, str] = super().clean() or {}
        for field in self.Meta.fields:
            if field not in self.data:
                cleaned[field] = getattr(self.instance, field)
        return cleaned


class ExclusionForm(forms.ModelForm):  # type: ignore[type-arg]
    """Who must stay out, and until when."""

    #: Their number: a list to choose from would show addresses to moderators, who do not look at people (T54).
    person = forms.ModelChoiceField(
        label=gettext_lazy("The person's number"),
        queryset=Person.objects.all(),
        required=False,
        widget=UnfoldAdminTextInputWidget,
    )

    class Meta:
        model = Exclusion
        fields = ("person", "ends_at")

    def clean(self) -> dict[str, object]:
        """Ask for somebody and for a time to come."""
        cleaned: dict[str, object] = super().clean() or {}
        if cleaned.get("person") is None:
            raise ValidationError({"person": _("Choose whom to keep out.")})
        ends_at = cleaned.get("ends_at")
        if ends_at is not None and ends_at <= timezone.now():  # type: ignore[operator]  # a datetime
            raise ValidationError({"ends_at": _("Choose a time that is yet to come.")})
        return cleaned

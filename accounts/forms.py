"""What people may say of themselves."""

from django import forms

from .models import Person


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]  # subscripting needs a patch at run time
    """A guest's own words about themselves; what is not sent stays as it is."""

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

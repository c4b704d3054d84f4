"""Who of staff has which roles."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminEmailInputWidget

from privacy.roles import Role


class RolesForm(forms.Form):
    """A member by e-mail address, and the roles they are to have; none at all ends their time as staff."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254, widget=UnfoldAdminEmailInputWidget)
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=lambda: [(role.value, gettext(role.value)) for role in Role],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean_roles(self) -> list[Role]:
        """Return them as roles."""
        return [Role(value) for value in self.cleaned_data["roles"]]

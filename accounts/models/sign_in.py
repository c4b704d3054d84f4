"""What is under way between a person and a way to sign in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .people import Person


class AddressChange(models.Model):
    """An e-mail address that is yet to be confirmed: a guest's first, or a member's new one.

    A change holds once both addresses have said yes; a first address needs none but itself. Until then the old one
    stays, and nobody else learns that somebody wants the new one.
    """

    person = models.OneToOneField(Person, models.CASCADE, related_name="address_change")
    email = models.EmailField(_("e-mail address"))
    began_at = models.DateTimeField()
    old_confirmed_at = models.DateTimeField(null=True)  # null for good where there was no address before
    new_confirmed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("change of address")
        verbose_name_plural = _("changes of address")

    def __str__(self) -> str:
        return f"change of address of {self.person_id}"


class SocialItem(models.Model):
    """One thing that another service told of somebody, because they let it (promise: DAT-1); deleted item by item."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="social_items")
    provider = models.CharField(max_length=32)
    item = models.CharField(max_length=32)  # one of `social.ITEMS`
    value = models.CharField(max_length=500)
    came_at = models.DateTimeField()

    class Meta:
        verbose_name = _("thing told by another service")
        verbose_name_plural = _("things told by other services")
        constraints = (
            models.UniqueConstraint(fields=("person", "provider", "item"), name="a_service_tells_a_thing_once"),
        )

    def __str__(self) -> str:
        return f"{self.item} of {self.person_id} from {self.provider}"

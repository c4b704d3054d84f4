"""What moderation keeps outside of tables."""

from typing import Final

from django.utils.translation import gettext_noop as _

from privacy.inventory import Basis, Erasure, Holding, Whose

from .words import WITH_PICTURES

HOLDINGS: Final = (
    Holding(
        place="file:evidence/*.sealed",
        category="DAT-10",
        whose=Whose.PERSON,
        purpose=_("to see what a complaint is about: a picture, encrypted"),
        basis=Basis.INTEREST,
        kept=WITH_PICTURES,
        erasure=Erasure.DELETED,
    ),
    Holding(
        place="file:evidence-keys/*.key",
        category="DAT-10",
        whose=Whose.PERSON,
        purpose=_("the key of one picture: without it no copy of the picture can be read"),
        basis=Basis.INTEREST,
        kept=WITH_PICTURES,
        erasure=Erasure.DELETED,
    ),
)

"""What of matching outlives a meeting: whom somebody never wants to see again, as tokens."""

from django.conf import settings
from django.db import models


class Block(models.Model):
    """That a person never wants to meet a certain other one again.

    The token answers 'is it this one?' but not 'who?' (see ``pool.pair_token``), and no time is kept, as it would
    say when the two met (promise: RET-7).
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="blocks")
    token = models.CharField(max_length=40)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("owner", "token"), name="a_person_is_blocked_once"),)

    def __str__(self) -> str:
        return f"a block of {self.owner_id}"

"""News of accounts for the apps to the left."""

from django.dispatch import Signal

#: Somebody is kept out from now on: ``person_id``, ``device_id``, ``address_hash``; sent once the row is committed.
person_excluded = Signal()
#: A guest turns out to be a member: ``guest_id``, ``member_id``. Sent inside the transaction, before the guest's row
#: goes: whoever holds something of the guest's makes it the member's.
person_joined = Signal()
#: A session was ended: ``person_id``, ``device_id`` (None if it was of no known browser). Sent once that is committed.
signed_out = Signal()

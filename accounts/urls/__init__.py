"""Pages of accounts, which have a language, and addresses that machines call, which have none."""

from . import archives, devices, door, erasing, letters, membership, profile, rights, social, usage

app_name = "accounts"
PARTS = (archives, door, letters, membership, social, profile, devices, usage, erasing, rights)
urlpatterns = [pattern for part in PARTS for pattern in part.urlpatterns]
machine_urlpatterns = [pattern for part in PARTS for pattern in part.machine_urlpatterns]

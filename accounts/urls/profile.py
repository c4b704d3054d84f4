"""What somebody says of themselves, and how old they are."""

from django.urls import path

from accounts.views import profiles

from . import converters  # noqa: F401 - names in addresses

urlpatterns = [path("account/profile/", profiles.profile_page, name="profile_page")]
machine_urlpatterns = [path("photos/<photo:name>.webp", profiles.photo, name="photo")]

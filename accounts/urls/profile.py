"""What somebody says of themselves, and how old they are."""

from django.urls import path, re_path

from accounts import photos
from accounts.views import profiles

urlpatterns = [path("account/profile/", profiles.profile_page, name="profile_page")]
machine_urlpatterns = [re_path(rf"^photos/(?P<name>{photos.NAME})\.webp\Z", profiles.photo, name="photo")]

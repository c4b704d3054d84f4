"""The door, and the letter to who is kept out."""

from django.urls import path

from accounts import views

urlpatterns = [path("excluded/", views.excluded, name="excluded")]
machine_urlpatterns = [
    path("enter/", views.enter, name="enter"),
    path("account/profile/", views.profile, name="state-profile"),
]

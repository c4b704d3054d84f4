"""Pages of accounts, which have a language, and addresses that machines call, which have none."""

from django.urls import path

from . import views

app_name = "accounts"
urlpatterns = [path("excluded/", views.excluded, name="excluded")]
machine_urlpatterns = [path("enter/", views.enter), path("account/profile/", views.profile)]

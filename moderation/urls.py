"""Addresses of moderation that are not staff's."""

from django.urls import path

from .views import complaints

app_name = "moderation"
urlpatterns = [path("complaints/<str:receipt>/", complaints.receipt, name="receipt")]
machine_urlpatterns = [path("complaints/", complaints.complain, name="complain")]

"""What somebody says of themselves, and how old they are."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
machine_urlpatterns: list[URLPattern] = []

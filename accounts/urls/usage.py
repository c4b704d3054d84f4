"""What is counted of visits, and what an app says of its phone."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
machine_urlpatterns: list[URLPattern] = []

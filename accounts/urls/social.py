"""Signing in by other services, and what they told of somebody."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
machine_urlpatterns: list[URLPattern] = []

"""What everybody may know of retention and of the law's reach."""

from django.urls import path

from privacy.views import keeping

urlpatterns = [path("numbers/", keeping.numbers, name="holds")]

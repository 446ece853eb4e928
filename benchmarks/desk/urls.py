"""The site's addresses and the bare view's."""

from django.urls import path

from benchmarks.desk.bare import bare
from tracker.urls import urlpatterns as site

urlpatterns = [path("bare/<uuid:key>/", bare), *site]

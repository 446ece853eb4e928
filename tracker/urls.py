"""Every address of the site."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

from tracker import health

urlpatterns = [
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("admin/", admin.site.urls),
    path("api/v1/", include("tracker.api.urls", namespace="v1")),
    path("", include("web.urls")),
]

"""Every address of the API."""

from __future__ import annotations

from django.urls import path, re_path
from rest_framework.routers import SimpleRouter

from articles.api.views import ArticleViewSet
from cases.api.views import AgreementViewSet, CaseViewSet, RuleViewSet
from people.api.views import EmployerViewSet, PersonViewSet
from tracker.api import views

app_name = "v1"

router = SimpleRouter()
for view in (CaseViewSet, PersonViewSet, EmployerViewSet, AgreementViewSet, ArticleViewSet, RuleViewSet):
    router.register(view.collection, view, basename=view.collection)

urlpatterns = [
    path("", views.Index.as_view(), name="index"),
    *router.urls,
    path("openapi.yaml", views.Description.as_view(), name="schema"),
    path("docs/", views.Docs.as_view(), name="docs"),
    re_path("", views.Nothing.as_view(), name="nothing"),
]

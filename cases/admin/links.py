"""The links of citations, each with what its label needs."""

from django.contrib import admin

from cases.models import (
    AgreementCitation,
    CaseCitation,
    CovenantCitation,
    DecisionCitation,
    EventCitation,
    ParticipantCitation,
    PartyCitation,
    ProceedingCitation,
    ReliefCitation,
)
from facts.admin.citations import links_admin

admin.site.register([CaseCitation, CovenantCitation, DecisionCitation, EventCitation, ReliefCitation], links_admin())
admin.site.register([AgreementCitation, ParticipantCitation, PartyCitation], links_admin("person", "employer"))
admin.site.register(ProceedingCitation, links_admin("tribunal"))

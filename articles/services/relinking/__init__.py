"""Linking stored articles again, as jobs that can be seen: asked for, worked through, cancelled, taken up again.

Judged suggestions stay as they are; open ones are refreshed, and superseded where they are no longer made.
"""

from articles.services.relinking.jobs import cancel_job, retry_job, start_job, waiting_jobs
from articles.services.relinking.noticing import notice_changes
from articles.services.relinking.work import work_on

__all__ = ["cancel_job", "notice_changes", "retry_job", "start_job", "waiting_jobs", "work_on"]

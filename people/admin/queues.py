"""What an editor has to look at among employments."""

from facts.admin.board import QueueFilter


class EmploymentQueues(QueueFilter):
    queues = {"conflict": ("A source says otherwise", lambda rows: rows.contradicted())}

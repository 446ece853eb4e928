"""Reasons and reports in sentences of English, French and Chinese."""

from articles.sentences.outline import outline
from articles.sentences.reasons import told

__all__ = ["outline", "told"]

"""Refusals that a face can tell apart by their code, and that say what to do instead."""

from django.core.exceptions import ValidationError


def refusal(field: str, code: str, message: str) -> ValidationError:
    """A ``ValidationError`` on ``field`` with ``code``."""
    return ValidationError({field: [ValidationError(message, code=code)]})


def code_of(error: ValidationError) -> str:
    """The code of the first message."""
    return next((str(one.code) for errors in error.error_dict.values() for one in errors if one.code), "")


def reason_given(reason: str, what: str) -> str:
    """The reason without white space around it. Raises ``ValidationError`` on ``reason`` where there is none."""
    if not reason.strip():
        raise refusal("reason", "reason_missing", f"{what} needs a reason; it is kept in the history.")
    return reason.strip()

"""The site's settings with this run's servers."""

from __future__ import annotations

import os

from tests.servers import join_run

# Before the settings are read: they take all this from the environment.
os.environ.setdefault("QUEUE_PREFIX", join_run() + ":")

from tracker.settings import *  # noqa: F403
from tracker.settings import DATABASES, ENVIRONMENT

# A power cut may cost a test run.
DATABASES["default"]["DURABLE"] = not ENVIRONMENT.embedded_postgres
# Real hashing costs a tenth of a second a password on purpose; no test is about that.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DEBUG = False

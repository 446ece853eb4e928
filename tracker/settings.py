"""Django's settings. What differs between machines comes from the environment (tracker/env.py), nothing else does."""

from __future__ import annotations

import importlib.util
from typing import Any

from csp.constants import NONE, SELF

from tracker.env import ROOT, Database, broker_url, read_environment

ENVIRONMENT = read_environment()
BASE_DIR = ROOT

# --- What is installed -----------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "tracker",  # first: its migrate and flush win over Django's
    "web",
    "articles",
    "cases",
    "people",
    "facts",
    "pghistory",
    "pgtrigger",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]
if importlib.util.find_spec("django_linear_migrations"):
    # Writes max_migration.txt and checks it; a tool of developers, not in the image.
    INSTALLED_APPS.insert(1, "django_linear_migrations")

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # After authentication: history says who.
    "tracker.requests.HistoryMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"
ASGI_APPLICATION = "tracker.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "auth.User"
AUTHENTICATION_BACKENDS = ["tracker.rights.Rights"]
DEBUG = ENVIRONMENT.debug
SECRET_KEY = ENVIRONMENT.secret_key
ALLOWED_HOSTS = list(ENVIRONMENT.allowed_hosts)

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- Database --------------------------------------------------------------------------------------------------------


def _connection(database: Database, *, statement_timeout: int) -> dict[str, Any]:
    # A statement that waits or runs for long holds locks that others wait for; the owner's migrations may take longer.
    limits = f"-c statement_timeout={statement_timeout * 1000} -c lock_timeout=5000"
    options = dict(database.options)
    options["options"] = f"{limits} {options.get('options', '')}".strip()
    return {
        "USER": database.user,
        "PASSWORD": database.password,
        "HOST": database.host,
        "PORT": database.port,
        "OPTIONS": options,
    }


DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        "ENGINE": "tracker.database",
        "NAME": ENVIRONMENT.database.name,
        **_connection(ENVIRONMENT.database, statement_timeout=ENVIRONMENT.statement_timeout),
        "OWNER": _connection(ENVIRONMENT.database_owner, statement_timeout=0),
        "EMBEDDED": str(ENVIRONMENT.places.local) if ENVIRONMENT.embedded_postgres else None,
        # Checked before use: after a restart of PostgreSQL 8 of 24 requests failed without the check, none with it.
        # No pool at first.
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    },
}

# --- Queue: every setting with its reason ----------------------------------------------------------------------------

CELERY_BROKER_URL = broker_url(ENVIRONMENT.redis_url)
CELERY_TASK_DEFAULT_QUEUE = "tracker"
# A killed worker's task comes back only with both; either alone lost one of ten.
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
# Without a count a task that kills its worker ran 18 times in 20 seconds.
CELERY_TASK_RETRY_ON_WORKER_LOST = True
CELERY_TASK_ANNOTATIONS = {"*": {"max_retries": 3, "default_retry_delay": 5}}
# More than one in hand means that a lost worker's short tasks run again behind a long one.
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = ENVIRONMENT.task_time_limit
CELERY_TASK_SOFT_TIME_LIMIT = max(1, ENVIRONMENT.task_time_limit - 30)
# Longer than any task may run, the same in all three places, and no task is planned further ahead than this: otherwise
# a message is handed out again while its task still runs.
CELERY_VISIBILITY_TIMEOUT = ENVIRONMENT.visibility_timeout
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": ENVIRONMENT.visibility_timeout,
    # Tells this site's keys from others' where several share one server.
    "global_keyprefix": ENVIRONMENT.queue_prefix,
    # Looks for messages of lost workers every 10 seconds: back in 15 seconds instead of 108.
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    # A stalled broker is an error within seconds and not a request that hangs for a minute.
    "socket_timeout": 10,
    "socket_connect_timeout": 3,
    "retry_on_timeout": False,
    # Whoever enqueues asks a broker that is away twice and goes on; by default it waits six seconds. Rows wait for the
    # sweeper. Workers have a patience of their own.
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.05,
    "interval_max": 0.05,
}
CELERY_RESULT_BACKEND_TRANSPORT_OPTIONS = {"visibility_timeout": ENVIRONMENT.visibility_timeout}
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 2, "interval_start": 0, "interval_step": 0.1, "interval_max": 0.2}
# Running tasks may finish for 30 seconds when a worker is asked to end: 12 deployments lost and repeated nothing.
# Needs REMAP_SIGTERM=SIGQUIT in the worker's environment, since supervisors send SIGTERM.
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 30
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
# A message holds ids and nothing that could run; rows hold the outcome, so results are not kept.
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = "json"
CELERY_RESULT_SERIALIZER = "json"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TIMEZONE = "UTC"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# Beat keeps the time of its last runs here; the schedule itself is CELERY_BEAT_SCHEDULE, filled by the rooms' tasks.
CELERY_BEAT_SCHEDULE_FILENAME = str(ENVIRONMENT.places.local / "beat-schedule")
CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {}

# A row that a worker claimed is free again after this many seconds; the sweeper looks as often as this.
LEASE_SECONDS = ENVIRONMENT.lease
SWEEP_SECONDS = ENVIRONMENT.sweep_interval
# What the linking engine's signals are worth: the file of this release, or one fitted on this site's decisions.
LINKING_WEIGHTS = ENVIRONMENT.linking_weights

# What can be exported and imported: the rooms' own descriptions of their tables (facts/exchange).
EXCHANGE = ("people.exchange.PEOPLE", "people.exchange.EMPLOYERS", "cases.exchange.AGREEMENTS", "cases.exchange.CASES")

# Where each machine keeps what it can make again: the names and cases that its workers start with.
CACHE_DIR = ENVIRONMENT.places.local / "cache"

# --- Language, time, files -------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français"), ("zh-hans", "简体中文")]
LOCALE_PATHS = [BASE_DIR / "web" / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True
STATIC_URL = "static/"
# In development files are served from where they lie.
STATIC_ROOT = BASE_DIR / "staticfiles" if ENVIRONMENT.production else None
WHITENOISE_USE_FINDERS = not ENVIRONMENT.production
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if ENVIRONMENT.production
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
# Larger bodies are refused before they are read into memory.
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# --- Security --------------------------------------------------------------------------------------------------------

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
# Nothing but files of our own: no inline script or style, no frame, no other origin.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
CSRF_TRUSTED_ORIGINS = list(ENVIRONMENT.csrf_trusted_origins)
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if ENVIRONMENT.production:
    CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    # Health is asked for inside the network, without TLS.
    SECURE_REDIRECT_EXEMPT = [r"^health/"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True

# --- REST ------------------------------------------------------------------------------------------------------------

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "facts.api.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    # Published records are for everybody; a view that writes says who may.
    "DEFAULT_PERMISSION_CLASSES": ["facts.api.authentication.ReadsForAll"],
    "DEFAULT_THROTTLE_CLASSES": ["facts.api.throttles.MinuteThrottle"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["facts.api.parsers.StrictJSONParser"],
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_SCHEMA_CLASS": "facts.api.schema.Schema",
    "DEFAULT_VERSIONING_CLASS": "rest_framework.versioning.NamespaceVersioning",
    "DEFAULT_VERSION": "v1",
    "ALLOWED_VERSIONS": ["v1"],
    "EXCEPTION_HANDLER": "facts.api.problems.handle",
    # A parameter `format` would be a second way to say what Accept says.
    "URL_FORMAT_OVERRIDE": None,
    # In production one proxy stands before the site and says who asked.
    "NUM_PROXIES": 1 if ENVIRONMENT.production else 0,
}
# Per token, else per address (facts/api/throttles.py). `ingest`: articles sent with a token.
REQUESTS_PER_MINUTE = {"anonymous": 300, "token": 1200, "ingest": 600}
SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Non-compete dispute tracker",
    "DESCRIPTION": (
        "Disputes over non-compete agreements, with every fact and the public sources it rests on.\n\n"
        "Published records can be read by everybody. Errors are `application/problem+json` (RFC 9457). Lists come in "
        "pages: follow `next`. An unknown parameter is an error. Every answer has an `ETag`; send it back in "
        "`If-None-Match` to learn whether anything changed."
    ),
    "VERSION": "1",
    "LICENSE": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["facts.api.authentication.ReadsForAll"],
    "SERVE_AUTHENTICATION": [],
    "SCHEMA_PATH_PREFIX": "/api/v1",
    # Vocabularies are named where they are used (facts/api/codes.py).
    "POSTPROCESSING_HOOKS": ["facts.api.examples.add_examples"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "defaultModelsExpandDepth": 0},
}

# --- Cache -----------------------------------------------------------------------------------------------------------
# Counters of requests, nothing that could not be lost. It shares the queue's server and must not wait for it.

CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": ENVIRONMENT.redis_url,
        "KEY_PREFIX": f"{ENVIRONMENT.queue_prefix}cache",
        "OPTIONS": {"socket_timeout": 0.25, "socket_connect_timeout": 0.25},
    },
}

# --- Logging ----------------------------------------------------------------------------------------------------------
# What happened to which row, never a person's data: no bodies, queries, addresses or task arguments.

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "json": {"()": "tracker.logs.JsonFormatter"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": ENVIRONMENT.log_format}},
    "root": {"handlers": ["console"], "level": ENVIRONMENT.log_level},
    "loggers": {
        # Statements hold values; they stay out at every level.
        "django.db.backends": {"level": "INFO"},
        "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}

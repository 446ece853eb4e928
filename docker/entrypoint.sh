#!/bin/sh
# What each container runs: entrypoint.sh web|worker|beat|migrate. `manage WORDS` is any command of manage.py, `static` is
# for building the image, `health NAME` for health checks. Settings come from the environment, see .env.example.
set -eu
cd "$(dirname "$0")/.."

case "${1:-}" in
web)
    # Each thread keeps a database connection, so their number is small; further requests wait in line.
    exec granian --interface wsgi --host "${WEB_HOST:-0.0.0.0}" --port "${WEB_PORT:-8000}" \
        --workers "${WEB_WORKERS:-2}" --blocking-threads "${WEB_THREADS:-4}" --backpressure 64 \
        --no-ws --log-level warning tracker.wsgi:application
    ;;
worker)
    # Asked to end with SIGTERM, it lets running tasks finish: Celery listens for SIGQUIT there.
    export REMAP_SIGTERM=SIGQUIT
    exec celery --app tracker --quiet worker --loglevel INFO --concurrency "${WORKER_PROCESSES:-2}" \
        --hostname "worker@$(uname -n)"
    ;;
beat)
    exec celery --app tracker --quiet beat --loglevel INFO --pidfile=
    ;;
migrate)
    exec python manage.py migrate --no-input
    ;;
manage)
    shift
    exec python manage.py "$@"
    ;;
static)
    exec python manage.py collectstatic --no-input --verbosity 0
    ;;
health)
    exec python docker/health.py "${2:-}"
    ;;
*)
    echo "entrypoint.sh: say web, worker, beat, migrate, manage WORDS, static or health web|worker|beat" >&2
    exit 64
    ;;
esac

# The site, its worker and its clock in one image: `docker/entrypoint.sh` says which of them runs.

# The hot modules of linking as machine code. What compiles them stays in this stage.
FROM python:3.11-slim-bookworm AS compile
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONDONTWRITEBYTECODE=1
# hadolint ignore=DL3008
RUN apt-get update && apt-get install --yes --no-install-recommends gcc libc6-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY requirements-compile.txt ./
RUN pip install --require-hashes --only-binary :all: --requirement requirements-compile.txt
COPY linking linking
RUN python -m linking.compile

FROM python:3.11-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONDONTWRITEBYTECODE=1
RUN python -m venv /venv
ENV PATH="/venv/bin:$PATH"
WORKDIR /app
# Before the sources: a change of code then installs nothing anew. Hashes are checked, since the file has them.
COPY requirements.txt ./
RUN pip install --require-hashes --only-binary :all: --requirement requirements.txt
COPY manage.py ./
COPY docker/entrypoint.sh docker/health.py docker/
COPY tracker tracker
COPY web web
COPY articles articles
COPY cases cases
COPY people people
COPY facts facts
COPY linking linking
COPY --from=compile /app/linking/_compiled linking/_compiled
COPY seeds seeds
# Settings want all their values; these reach nobody and end with this step. No server is asked.
RUN TRACKER_ENV=production ALLOWED_HOSTS=build.invalid DATABASE_URL=postgresql:///build REDIS_URL=redis://build.invalid/0 \
    SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(64))')" docker/entrypoint.sh static \
    && python -m compileall -q /venv/lib tracker web articles cases people facts linking

FROM python:3.11-slim-bookworm
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin tracker \
    && install --directory --owner tracker --group tracker --mode 0700 /var/lib/tracker
ENV PATH="/venv/bin:$PATH" \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    TRACKER_ENV=production \
    TRACKER_LOCAL_DIR=/var/lib/tracker \
    GLIBC_TUNABLES=glibc.malloc.hugetlb=1
# Large pages where the kernel lends them: all names lie in one large array that every article is held against.
# Owned by root: what runs cannot change itself.
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
USER 10001:10001
EXPOSE 8000
ENTRYPOINT ["/app/docker/entrypoint.sh"]
CMD ["web"]

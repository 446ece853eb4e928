#!/bin/sh
# Runs once, when the database's volume is empty: two roles, and a database that belongs to one of them.
# The owner changes tables (migrate alone); the application reads and writes rows and changes nothing else.
set -eu

psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
    --set owner_password="$TRACKER_OWNER_PASSWORD" --set app_password="$TRACKER_APP_PASSWORD" <<'SQL'
CREATE ROLE tracker_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE tracker_app LOGIN PASSWORD :'app_password';
CREATE DATABASE tracker OWNER tracker_owner;
REVOKE ALL ON DATABASE tracker FROM PUBLIC;
GRANT CONNECT ON DATABASE tracker TO tracker_app;
SQL

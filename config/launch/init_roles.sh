#!/bin/sh
# Makes Daybook's roles and database when a PostgreSQL container starts for the first time.
set -eu

psql --no-psqlrc --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname template1 \
  --file "${ROLES_SQL:-/opt/daybook/roles.sql}"

# Passwords come from the environment: an argument could be read in the list of processes.
psql --no-psqlrc --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres <<'SQL'
\getenv owner_password OWNER_DB_PASSWORD
\getenv app_password APP_DB_PASSWORD
ALTER ROLE daybook_owner PASSWORD :'owner_password';
ALTER ROLE daybook_app PASSWORD :'app_password';
CREATE DATABASE daybook OWNER daybook_owner;
SQL

#!/bin/sh
# Runs once, when the database is first made: the owner migrates, the other role runs and cannot change the tables.
set -eu
psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --username="${POSTGRES_USER:-postgres}" --dbname=postgres <<'SQL'
\set owner_wachtwoord `cat /run/secrets/owner_wachtwoord`
\set run_wachtwoord `cat /run/secrets/run_wachtwoord`
CREATE ROLE regieboek_owner LOGIN PASSWORD :'owner_wachtwoord';
CREATE ROLE regieboek_run LOGIN PASSWORD :'run_wachtwoord';
CREATE DATABASE regieboek OWNER regieboek_owner;
REVOKE ALL ON DATABASE regieboek FROM PUBLIC;
GRANT CONNECT ON DATABASE regieboek TO regieboek_run;
\connect regieboek
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO regieboek_run;
SQL

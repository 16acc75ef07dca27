-- The roles of Daybook, for a new PostgreSQL cluster. Run on template1 by a superuser, so that
-- the database made next, and every test database, starts with the same default privileges.
-- Safe to repeat.
--
-- daybook_owner  owns the database and its tables; migrations only.
-- daybook_app    what web and workers use: it reads and writes rows. It cannot change a table, empty
--                one (TRUNCATE), make a database, or step around row-level security.
-- daybook_web    what a request of a signed-in person runs as, for its one transaction: it sees the
--                rows of that person only. daybook_app takes it on; nobody logs in as it.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'daybook_owner') THEN
    CREATE ROLE daybook_owner;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'daybook_app') THEN
    CREATE ROLE daybook_app;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'daybook_web') THEN
    CREATE ROLE daybook_web;
  END IF;
END $$;

ALTER ROLE daybook_owner LOGIN NOSUPERUSER CREATEDB NOCREATEROLE NOBYPASSRLS;
ALTER ROLE daybook_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
ALTER ROLE daybook_web NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
GRANT daybook_web TO daybook_app;

ALTER DEFAULT PRIVILEGES FOR ROLE daybook_owner
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO daybook_app;
ALTER DEFAULT PRIVILEGES FOR ROLE daybook_owner
  GRANT USAGE, SELECT ON SEQUENCES TO daybook_app;

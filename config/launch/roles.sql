-- The two roles of Daybook, for a new PostgreSQL cluster. Run on template1 by a superuser, so that
-- the database made next, and every test database, starts with the same default privileges.
-- Safe to repeat.
--
-- daybook_owner  owns the database and its tables; migrations only.
-- daybook_app    what web and workers use: it reads and writes rows. It cannot change a table, empty
--                one (TRUNCATE), make a database, or step around row-level security.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'daybook_owner') THEN
    CREATE ROLE daybook_owner;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'daybook_app') THEN
    CREATE ROLE daybook_app;
  END IF;
END $$;

ALTER ROLE daybook_owner LOGIN NOSUPERUSER CREATEDB NOCREATEROLE NOBYPASSRLS;
ALTER ROLE daybook_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;

ALTER DEFAULT PRIVILEGES FOR ROLE daybook_owner
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO daybook_app;
ALTER DEFAULT PRIVILEGES FOR ROLE daybook_owner
  GRANT USAGE, SELECT ON SEQUENCES TO daybook_app;

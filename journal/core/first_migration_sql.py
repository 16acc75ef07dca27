"""SQL of the first migration: the ordinary role, its rights, and a key."""

ORDINARY_ROLE = """
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'daybook_app') THEN
    CREATE ROLE daybook_app NOLOGIN;
  END IF;
END $$;
GRANT USAGE ON SCHEMA public TO daybook_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO daybook_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO daybook_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO daybook_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO daybook_app;
"""

# What was logged or agreed to stays as it was written, whatever the web process is made to do.
WRITE_ONCE = """
REVOKE UPDATE, DELETE ON journal_auditevent FROM daybook_app;
REVOKE UPDATE ON journal_consentrecord FROM daybook_app;
"""

WRITE_ONCE_BACK = """
GRANT UPDATE, DELETE ON journal_auditevent TO daybook_app;
GRANT UPDATE ON journal_consentrecord TO daybook_app;
"""

# Checked at the end of a statement, not at the commit: a push has one statement, and the journal's
# row is held.
KEYS = """
ALTER TABLE journal_entry ADD CONSTRAINT entry_journal_fk
  FOREIGN KEY (journal_id) REFERENCES journal_journal (id);
"""

KEYS_BACK = "ALTER TABLE journal_entry DROP CONSTRAINT entry_journal_fk;"

"""SQL of the first migration: the ordinary role, its rights, and keys over two columns."""

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

KEYS = """
ALTER TABLE journal_entryrevision ADD CONSTRAINT entryrevision_entry_fk
  FOREIGN KEY (journal_id, entry_id) REFERENCES journal_entry (journal_id, id) ON DELETE CASCADE
  DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE journal_conflictcopy ADD CONSTRAINT conflictcopy_entry_fk
  FOREIGN KEY (journal_id, entry_id) REFERENCES journal_entry (journal_id, id) ON DELETE CASCADE
  DEFERRABLE INITIALLY DEFERRED;
"""

KEYS_BACK = """
ALTER TABLE journal_entryrevision DROP CONSTRAINT entryrevision_entry_fk;
ALTER TABLE journal_conflictcopy DROP CONSTRAINT conflictcopy_entry_fk;
"""

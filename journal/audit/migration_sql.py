"""SQL of the migration that seals events: numbers that never go back, and the role's rights."""

# After a dump was read into another cluster, whose transactions count from anew, the offset carries
# the numbers on: journal.audit.restored.
NUMBERS = """
CREATE FUNCTION daybook_audit_offset() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT 0::bigint';
CREATE FUNCTION daybook_audit_tx() RETURNS bigint LANGUAGE sql VOLATILE AS
  'SELECT pg_current_xact_id()::text::bigint + daybook_audit_offset()';
"""

NUMBERS_BACK = """
DROP FUNCTION daybook_audit_tx();
DROP FUNCTION daybook_audit_offset();
"""

# Events from before the column, in the same words as new ones.
WHO_OWNED = """
UPDATE journal_auditevent e SET acted_as = 'owner' FROM journal_journal j
WHERE j.id = e.journal_id AND j.owner_id = e.actor_id;
"""

WRITE_ONCE = """
REVOKE UPDATE, DELETE ON journal_auditseal FROM daybook_app;
REVOKE INSERT, UPDATE, DELETE ON journal_auditseal FROM daybook_web;
"""

WRITE_ONCE_BACK = """
GRANT UPDATE, DELETE ON journal_auditseal TO daybook_app;
GRANT INSERT, UPDATE, DELETE ON journal_auditseal TO daybook_web;
"""

"""SQL of the second wall: the role of requests, what it may see, and the policies of each table.

Every table with a ``journal_id`` has its policies here, and every one with a ``user_id`` that only
its person reads; a test holds this against the models. A migration that adds or changes something
runs ``anew()``. Older ones run it too, in a database where part of what is named here is yet to
come: what cannot be opened yet stays closed, and the newest opens it.
"""

from __future__ import annotations

from collections.abc import Mapping

from journal.core.wall_functions_sql import FUNCTIONS

ROLE = """
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'daybook_web') THEN
    CREATE ROLE daybook_web NOLOGIN;
    GRANT daybook_web TO daybook_app;
  END IF;
END $$;
GRANT USAGE ON SCHEMA public TO daybook_web;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO daybook_web;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO daybook_web;
ALTER DEFAULT PRIVILEGES IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO daybook_web;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO daybook_web;
REVOKE UPDATE, DELETE ON journal_auditevent FROM daybook_web;
REVOKE UPDATE ON journal_consentrecord FROM daybook_web;
"""

_OWN = "journal_id IN (SELECT journal_id FROM wall.owned())"
_NOT_PRIVATE = f"({_OWN} OR NOT private)"
_SAYS_NOT_PRIVATE = "NOT body ? 'private'"
_NOTE_IN = "journal_id IN (SELECT journal_id FROM wall.writable())"
_THROUGH_MINE = "grant_id IN (SELECT w.grant_id FROM wall.grants() w)"
_MINE = "user_id = wall.person()"
_MY_TEAMS = """team_id IN (
  SELECT m.team_id FROM journal_teammembership m
  WHERE m.user_id = wall.person() AND m.removed_at IS NULL)"""


def _open(way: str, day: str, section: str = "section") -> str:
    """A condition on the section and the day of a row, by ``wall.readable`` or ``wall.writable``.

    The hash of what is open on all days is asked first; the limits of days are read once a query,
    and only where a row needs them.
    """
    return f"""(journal_id, {section}) IN (
    SELECT w.journal_id, w.section FROM wall.{way}() w WHERE w.since IS NULL)
  OR {day} >= ((SELECT wall.{way}_from()) ->> (journal_id || ' ' || {section}))::date"""  # noqa: S608


def _of_entry(table: str) -> str:
    """The entry of the row is open; the policies of entries say so."""
    return f"""EXISTS (SELECT FROM journal_entry e
    WHERE e.journal_id = {table}.journal_id AND e.id = {table}.entry_id)"""


# Per table and command: what a row must fulfil. A command that is not named is refused. Where an
# update has two conditions, the first is for the row as it was, the second for what becomes of it.
POLICIES: dict[str, dict[str, str | tuple[str, str]]] = {
    "journal_journal": {
        # The first part is for a journal made just now, which the function cannot see yet.
        "SELECT": "owner_id = wall.person() OR id IN (SELECT journal_id FROM wall.readable())",
        "INSERT": "owner_id = wall.person()",
        "UPDATE": "id IN (SELECT journal_id FROM wall.writable())",
    },
    "journal_entry": {
        "SELECT": f"({_open('readable', 'local_date')}) AND {_NOT_PRIVATE}",
        "INSERT": f"({_open('writable', 'local_date')}) AND {_NOT_PRIVATE}",
        "UPDATE": f"({_open('writable', 'local_date')}) AND {_NOT_PRIVATE}",
    },
    "journal_entryrevision": {
        "SELECT": f"""{_OWN} OR ({_NOTE_IN} AND {_SAYS_NOT_PRIVATE}
  AND {_of_entry("journal_entryrevision")})""",
        "INSERT": _NOTE_IN,
    },
    "journal_conflictcopy": {
        "SELECT": f"{_OWN} OR ({_SAYS_NOT_PRIVATE} AND {_of_entry('journal_conflictcopy')})",
        "INSERT": _NOTE_IN,
        "UPDATE": _NOTE_IN,
    },
    "journal_operation": {
        "SELECT": f"{_OWN} OR ({_NOTE_IN} AND NOT submitted -> 'body' ? 'private')",
        "INSERT": _NOTE_IN,
        "UPDATE": _NOTE_IN,
    },
    # Which picture an entry means, the reader's join says.
    "journal_picture": {
        "SELECT": _of_entry("journal_picture"),
        "INSERT": """journal_id IN (
    SELECT w.journal_id FROM wall.writable() w WHERE w.section = 'files')""",
    },
    "journal_sectiondigest": {"SELECT": _NOTE_IN, "INSERT": _NOTE_IN, "UPDATE": _NOTE_IN},
    "journal_flag": {
        "SELECT": f"""({_open("readable", "evaluated_on", "'flags'")}) AND ({_OWN}
  OR journal_id NOT IN (SELECT w.journal_id FROM wall.keeping() w)
  OR NOT wall.keeps_back(journal_id, evidence))""",  # noqa: S608 -- only our own fragments
        "INSERT": _OWN,
        "UPDATE": _OWN,
    },
    "journal_suppressedfinding": {"SELECT": _OWN, "INSERT": _OWN},
    "journal_grant": {
        "SELECT": f"{_OWN} OR grantee_id = wall.person() OR {_MY_TEAMS}",
        # Whoever was given it can give it up, and change nothing else that would matter then.
        "UPDATE": (
            f"{_OWN} OR (grantee_id = wall.person() AND revoked_at IS NULL)",
            f"{_OWN} OR (grantee_id = wall.person() AND revoked_at IS NOT NULL)",
        ),
    },
    "journal_invitation": {"SELECT": _OWN, "INSERT": _OWN, "UPDATE": _OWN},
    "journal_consentrecord": {"SELECT": _OWN, "INSERT": _OWN},
    "journal_visit": {
        "SELECT": f"{_OWN} OR id = wall.visit()",
        "INSERT": _OWN,
        "UPDATE": _OWN,
    },
    "journal_visitpage": {
        # Of the receivers, somebody else sees those through grants of their own.
        "SELECT": f"""{_OWN} OR (taken_back_at IS NULL AND EXISTS (
    SELECT FROM journal_visitpagereceiver r
    WHERE r.journal_id = journal_visitpage.journal_id AND r.page_id = journal_visitpage.id))""",
        "INSERT": _OWN,
        "UPDATE": _OWN,
    },
    "journal_visitpagereceiver": {
        "SELECT": f"{_OWN} OR {_THROUGH_MINE}",
        "INSERT": _OWN,
        # That one opened it oneself, once.
        "UPDATE": (
            f"{_THROUGH_MINE} AND opened_at IS NULL",
            f"{_THROUGH_MINE} AND opened_by_id = wall.person()",
        ),
    },
    "journal_reminder": {"SELECT": _OWN, "INSERT": _OWN, "UPDATE": _OWN, "DELETE": _OWN},
    "journal_remindersettings": {"SELECT": _OWN, "INSERT": _OWN, "UPDATE": _OWN},
    "journal_occurrence": {"SELECT": _OWN, "DELETE": _OWN},
    "journal_summaryschedule": {"SELECT": _OWN, "INSERT": _OWN, "UPDATE": _OWN},
    "journal_teamdigest": {"SELECT": _MINE, "INSERT": _MINE, "UPDATE": _MINE},
    # The update: a phone says that a notice arrived.
    "journal_delivery": {"SELECT": _MINE, "INSERT": _MINE, "UPDATE": _MINE},
    "journal_pushsubscription": {
        "SELECT": _MINE,
        "INSERT": _MINE,
        "UPDATE": _MINE,
        "DELETE": _MINE,
    },
    "journal_auditevent": {
        "SELECT": f"{_OWN} OR actor_id = wall.person() OR about = wall.visit()",
        "INSERT": "true",
    },
}


def anew() -> str:
    """SQL that brings the functions and the policies of all tables up to what stands here.

    Safe to run on every state, also where no wall was yet. The role of migrations and that of jobs
    see all.
    """
    closed = (
        f"""
ALTER TABLE IF EXISTS {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE IF EXISTS {table} FORCE ROW LEVEL SECURITY;
{_policies(table, commands)}"""
        for table, commands in POLICIES.items()
    )
    # A function may name a column that a later migration adds.
    return "\n".join(
        [
            "SET LOCAL check_function_bodies = off;",
            _DROP,
            FUNCTIONS,
            *closed,
            "RESET check_function_bodies;",
        ]
    )


def no_policies() -> str:
    """SQL that takes it all back."""
    opens = (
        f"ALTER TABLE IF EXISTS {table} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY;"
        for table in POLICIES
    )
    return "\n".join([_DROP, *opens])


_DROP = """
DO $$
DECLARE old record;
BEGIN
  FOR old IN SELECT policyname, tablename FROM pg_policies
    WHERE schemaname = 'public' AND (policyname = 'server' OR policyname LIKE 'web\\_%')
  LOOP
    EXECUTE format('DROP POLICY %I ON public.%I', old.policyname, old.tablename);
  END LOOP;
END $$;
DROP SCHEMA IF EXISTS wall CASCADE;
"""


def _policies(table: str, commands: Mapping[str, str | tuple[str, str]]) -> str:
    server = f"CREATE POLICY server ON {table} TO CURRENT_USER, daybook_app"
    return "\n".join(
        f"""
DO $$ BEGIN
  {policy};
EXCEPTION WHEN undefined_table OR undefined_column THEN NULL;
END $$;"""
        for policy in (
            f"{server} USING (true) WITH CHECK (true)",
            *(_policy(table, command, rule) for command, rule in commands.items()),
        )
    )


def _policy(table: str, command: str, rule: str | tuple[str, str]) -> str:
    before, after = (rule, rule) if isinstance(rule, str) else rule
    parts = {
        "SELECT": f"USING ({before})",
        "INSERT": f"WITH CHECK ({after})",
        "UPDATE": f"USING ({before}) WITH CHECK ({after})",
        "DELETE": f"USING ({before})",
    }
    name = f"web_{command.lower()}"
    return f"CREATE POLICY {name} ON {table} FOR {command} TO daybook_web {parts[command]}"

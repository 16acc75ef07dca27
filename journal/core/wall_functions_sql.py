"""SQL of what the policies of the second wall ask: who is there, what is open, what is private."""

from __future__ import annotations

from journal.core.access import Section

_ALL = ", ".join(f"'{section.value}'" for section in Section)

# Owned by the role of migrations, which the policies let see everything: a policy that asked the
# tables itself would ask itself. An unset variable is NULL before its first use and '' after it:
# both mean nobody.
FUNCTIONS = f"""
CREATE SCHEMA wall;
GRANT USAGE ON SCHEMA wall TO daybook_app, daybook_web;

CREATE FUNCTION wall.person() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(current_setting('daybook.user', true), '')::uuid $$;

CREATE FUNCTION wall.visit() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(current_setting('daybook.visit', true), '')::uuid $$;

CREATE FUNCTION wall.owned() RETURNS TABLE (journal_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public ROWS 1 AS
$$ SELECT id FROM journal_journal WHERE owner_id = wall.person() $$;

CREATE FUNCTION wall.grants()
RETURNS TABLE (journal_id uuid, sections text[], role text, since date, grant_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public ROWS 5 AS $$
  SELECT g.journal_id, g.sections::text[], g.role, g.since, g.id
  FROM journal_grant g
  JOIN journal_journal j ON j.id = g.journal_id AND j.state = 'active'
  WHERE g.revoked_at IS NULL AND g.expires_at > now()
    AND (g.grantee_id = wall.person() OR EXISTS (
      SELECT FROM journal_teammembership m
      WHERE m.team_id = g.team_id AND m.user_id = wall.person() AND m.removed_at IS NULL))
  UNION ALL
  SELECT v.journal_id, v.sections::text[], 'visit', v.since, NULL::uuid
  FROM journal_visit v
  JOIN journal_journal j ON j.id = v.journal_id AND j.state = 'active'
  WHERE v.id = wall.visit() AND v.ended_at IS NULL AND v.ends_at > now()
$$;

CREATE FUNCTION wall.readable() RETURNS TABLE (journal_id uuid, section text, since date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public ROWS 20 AS $$
  SELECT o.journal_id, s, NULL::date FROM wall.owned() o CROSS JOIN unnest(ARRAY[{_ALL}]) AS s
  UNION SELECT g.journal_id, s, g.since FROM wall.grants() g CROSS JOIN unnest(g.sections) AS s
$$;

CREATE FUNCTION wall.writable() RETURNS TABLE (journal_id uuid, section text, since date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public ROWS 20 AS $$
  SELECT o.journal_id, s, NULL::date FROM wall.owned() o CROSS JOIN unnest(ARRAY[{_ALL}]) AS s
  UNION SELECT g.journal_id, s, g.since FROM wall.grants() g CROSS JOIN unnest(g.sections) AS s
  WHERE g.role = 'caregiver'
$$;

-- "journal section" to the first day that is open, where not all days are.
CREATE FUNCTION wall.readable_from() RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT coalesce(jsonb_object_agg(place, since), '{{}}') FROM (
    SELECT journal_id || ' ' || section AS place, min(since) AS since
    FROM wall.readable() WHERE since IS NOT NULL GROUP BY 1) days
$$;

CREATE FUNCTION wall.writable_from() RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT coalesce(jsonb_object_agg(place, since), '{{}}') FROM (
    SELECT journal_id || ' ' || section AS place, min(since) AS since
    FROM wall.writable() WHERE since IS NOT NULL GROUP BY 1) days
$$;

CREATE FUNCTION wall.had_access(asked uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT EXISTS (
    SELECT FROM journal_grant g JOIN journal_journal j ON j.id = g.journal_id
    WHERE g.journal_id = asked AND j.state = 'active'
      AND (g.grantee_id = wall.person() OR EXISTS (
        SELECT FROM journal_teammembership m
        WHERE m.team_id = g.team_id AND m.user_id = wall.person())))
$$;

-- Journals of others in which something is private: mostly none, and few rows are asked further.
CREATE FUNCTION wall.keeping() RETURNS TABLE (journal_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public ROWS 1 AS $$
  SELECT DISTINCT e.journal_id FROM journal_entry e
  WHERE e.private AND e.journal_id IN (SELECT g.journal_id FROM wall.grants() g)
$$;

-- Whether one of these entries, or any at all, is for the owner alone: then so is what rests on it.
CREATE FUNCTION wall.keeps_back(asked uuid, entries uuid[] DEFAULT NULL) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT EXISTS (SELECT FROM journal_entry e
    WHERE e.journal_id = asked AND e.private AND (entries IS NULL OR e.id = ANY(entries)))
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA wall FROM public;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA wall TO daybook_app, daybook_web;
"""  # noqa: S608 -- only the names of our own sections go in

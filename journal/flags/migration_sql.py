"""SQL of the migration that moves the two long statements of an evaluation into the database.

A function's plans are kept for as long as the connection lasts, and planning was half of what the
statements cost. Every plan is made for any journal: what is asked always begins with its id.
"""

# Lumps count from the first report on, however old, unless a day without any complaint came after
# it: of the old days of that kind the newest is enough. A check-in counts only when it clears, and
# a note never; but the newest entry is always there, whatever it is and however old: F39 counts the
# days since. JSON is put together as text, which is cheaper than asking for the type of every value
# of every row; none of them but the body, which is JSON already, can hold a quotation mark.
READ = """
CREATE FUNCTION daybook_flags_read(journals uuid[], near timestamptz,
  month timestamptz, mid timestamptz, far timestamptz, remembers timestamptz)
RETURNS TABLE (journal_id uuid, kind text, items text)
LANGUAGE plpgsql STABLE
SET plan_cache_mode = force_generic_plan SET datestyle = 'ISO' AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT j.id, 'journal',
    json_build_array(j.xmin::text, j.last_seq, j.time_zone, j.care_phase, j.profile)::text
  FROM journal_journal j WHERE j.id = ANY(journals)
  UNION ALL
  SELECT j.id, 'entries', '[' || string_agg('["' || e.id || '","' || e.type || '","'
    || e.occurred_at || '","' || e.local_date || '",' || e.body || ']', ',') || ']'
  FROM unnest(journals) AS j(id)
  CROSS JOIN LATERAL (
    SELECT * FROM journal_entry e
    WHERE e.journal_id = j.id AND e.occurred_at > mid AND NOT e.deleted AND NOT e.purged
      AND CASE
        WHEN e.type = 'checkin' THEN e.body @> '{"all_clear": true}'
        WHEN e.type IN ('diet', 'temperature', 'alcohol', 'mood_screen', 'distress')
          THEN e.occurred_at > near
        ELSE e.type = 'symptom' OR (e.occurred_at > month AND e.type <> 'note') END
    UNION ALL
    SELECT * FROM journal_entry e
    WHERE e.journal_id = j.id AND e.occurred_at <= month AND NOT e.deleted AND NOT e.purged
      AND e.type IN ('weight', 'lab') AND (e.type = 'lab' OR e.occurred_at > far)
    UNION ALL
    SELECT * FROM journal_entry e
    WHERE e.journal_id = j.id AND e.code = 'lump' AND e.occurred_at <= mid
      AND NOT e.deleted AND NOT e.purged
    UNION ALL
    (SELECT * FROM journal_entry e
    WHERE e.journal_id = j.id AND e.type = 'checkin' AND e.occurred_at <= mid
      AND e.body @> '{"all_clear": true}' AND NOT e.deleted AND NOT e.purged
      AND EXISTS (SELECT FROM journal_entry l
        WHERE l.journal_id = j.id AND l.code = 'lump' AND l.occurred_at <= mid
          AND NOT l.deleted AND NOT l.purged)
      AND NOT EXISTS (SELECT FROM journal_entry l
        WHERE l.journal_id = j.id AND l.code = 'lump' AND l.local_date = e.local_date
          AND NOT l.deleted AND NOT l.purged)
    ORDER BY e.occurred_at DESC LIMIT 1)
  ) e
  GROUP BY j.id
  UNION ALL
  SELECT j.id, 'newest', '[["' || e.id || '","' || e.type || '","'
    || e.occurred_at || '","' || e.local_date || '",' || e.body || ']]'
  FROM unnest(journals) AS j(id)
  CROSS JOIN LATERAL (
    SELECT * FROM journal_entry e
    WHERE e.journal_id = j.id AND NOT e.deleted AND NOT e.purged
    ORDER BY e.occurred_at DESC LIMIT 1
  ) e
  UNION ALL
  SELECT c.journal_id, 'copies',
    json_agg(json_build_array(e.id, e.type, c.occurred_at,
      (c.occurred_at AT TIME ZONE 'UTC' + make_interval(mins => c.utc_offset))::date, c.body))::text
  FROM journal_conflictcopy c
  JOIN journal_entry e ON e.journal_id = c.journal_id AND e.id = c.entry_id
  WHERE c.journal_id = ANY(journals) AND c.resolved_by IS NULL AND c.kind = 'put'
    AND (e.type = 'lab' OR c.occurred_at > far)
  GROUP BY c.journal_id
  UNION ALL
  SELECT f.journal_id, 'flags',
    json_agg(json_build_array(f.id, f.concept, f.subject, f.urgency, f.state, f.level,
      f.acknowledged_on, f.answered_at, f.answer = 'team_knows', f.was_false,
      f.rule, f.evidence::text, f.facts))::text
  FROM journal_flag f
  WHERE f.journal_id = ANY(journals) AND (f.state <> 'resolved' OR f.updated_at > remembers)
  GROUP BY f.journal_id;
END $$;
"""

READ_BACK = "DROP FUNCTION daybook_flags_read;"

# Each list may be NULL: then nothing of its kind is written, and nothing is planned for it.
# ``expected`` is the version of the one journal's row when it was read, NULL where the caller has
# held it since. Whatever changes entries, settings or flags changes the row too: then the answer is
# false, and nothing is written.
WRITE = """
CREATE FUNCTION daybook_flags_write(moment timestamptz, expected text, journals jsonb,
  opened jsonb, kept jsonb, closed jsonb, lapsed jsonb, quiet jsonb)
RETURNS boolean LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  altered uuid[];
  mine uuid := journals -> 0 ->> 'journal';
BEGIN
  IF expected IS NOT NULL THEN
    PERFORM FROM journal_journal WHERE id = mine FOR NO KEY UPDATE;
    PERFORM FROM journal_journal WHERE id = mine AND xmin::text = expected;
    IF NOT FOUND THEN
      RETURN false;
    END IF;
  END IF;
  IF opened IS NOT NULL THEN
    INSERT INTO journal_flag (id, journal_id, rule, rule_set, concept, subject, urgency, level,
      evidence, sections, facts, state, answer, was_false, evaluated_on, created_at, updated_at)
    SELECT r.id, r.journal, r.rule, r.rule_set, r.concept, r.subject, r.urgency, r.level,
      r.evidence, r.sections, r.facts, 'open', '', false, r.today, moment, moment
    FROM jsonb_to_recordset(opened) AS r(id uuid, journal uuid, rule text, rule_set text,
      concept text, subject text, urgency text, level int, evidence uuid[], sections text[],
      facts jsonb, today date)
    ON CONFLICT (journal_id, concept, subject) WHERE state = 'open' DO NOTHING;
  END IF;
  IF kept IS NOT NULL THEN
    WITH changed AS (
      UPDATE journal_flag f SET rule = r.rule, urgency = r.urgency, level = r.level,
        evidence = r.evidence, sections = r.sections, facts = r.facts, updated_at = moment
      FROM jsonb_to_recordset(kept) AS r(id uuid, journal uuid, rule text, urgency text,
        level int, evidence uuid[], sections text[], facts jsonb)
      WHERE f.journal_id = r.journal AND f.id = r.id
        AND (f.rule, f.urgency, f.evidence, f.facts, f.level) IS DISTINCT FROM
            (r.rule, r.urgency, r.evidence, r.facts, r.level)
      RETURNING f.journal_id
    )
    SELECT array_agg(changed.journal_id) INTO altered FROM changed;
  END IF;
  IF closed IS NOT NULL THEN
    UPDATE journal_flag f SET state = 'resolved', updated_at = moment
    FROM jsonb_to_recordset(closed) AS r(id uuid, journal uuid)
    WHERE f.journal_id = r.journal AND f.id = r.id;
  END IF;
  IF lapsed IS NOT NULL THEN
    UPDATE journal_flag f SET was_false = true
    FROM jsonb_to_recordset(lapsed) AS r(id uuid, journal uuid)
    WHERE f.journal_id = r.journal AND f.id = r.id;
  END IF;
  IF quiet IS NOT NULL THEN
    INSERT INTO journal_suppressedfinding (journal_id, month, rule, subject, reason)
    SELECT DISTINCT r.journal, date_trunc('month', r.today)::date, r.rule, r.subject, r.reason
    FROM jsonb_to_recordset(quiet) AS r(journal uuid, today date, rule text,
      subject text, reason text)
    ON CONFLICT DO NOTHING;
  END IF;
  UPDATE journal_journal j SET evaluated_seq = r.seq, evaluated_on = r.today,
    evaluation_queued_at = NULL, next_check_at = r.next_check_at,
    flags_version = j.flags_version
      + (r.changed OR coalesce(j.id = ANY(altered), false))::int
  FROM jsonb_to_recordset(journals) AS r(journal uuid, seq bigint, today date,
    changed bool, next_check_at timestamptz)
  WHERE j.id = r.journal;
  RETURN true;
END $$;
"""

WRITE_BACK = "DROP FUNCTION daybook_flags_write;"

"""How the rules do in use (4.7), for operators: counts of a month, and nothing about anybody.

A rule's own row is given only where at least ``FEWEST`` journals have a flag of it or had one kept
quiet: fewer could tell an operator who knows the survivors something about one of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import orjson
from django.db import connection

FEWEST = 5

_WHOLE = """
WITH active AS (
  SELECT count(DISTINCT journal_id) AS n FROM journal_entry
  WHERE local_date >= %(first)s AND local_date < %(next)s AND NOT deleted
), raised AS (
  SELECT count(*) AS n,
    count(*) FILTER (WHERE urgency IN ('emergency_now', 'same_day', 'this_week')) AS pressing,
    count(*) FILTER (WHERE acknowledged_on IS NOT NULL) AS acknowledged,
    count(*) FILTER (WHERE answer <> '') AS answered,
    count(*) FILTER (WHERE answer = 'not_useful') AS not_useful,
    percentile_cont(0.5) WITHIN GROUP (
      ORDER BY extract(epoch FROM answered_at - created_at) / 3600
    ) FILTER (WHERE acknowledged_on IS NOT NULL) AS hours
  FROM journal_flag WHERE evaluated_on >= %(first)s AND evaluated_on < %(next)s
), quiet AS (
  SELECT coalesce(sum(n), 0)::int AS n, coalesce(json_object_agg(reason, n), '{}')::text AS reasons
  FROM (
    SELECT reason, count(*) AS n FROM journal_suppressedfinding WHERE month = %(first)s
    GROUP BY reason ORDER BY reason
  ) r
)
SELECT active.n, raised.n, raised.pressing, raised.acknowledged, raised.answered,
  raised.not_useful, raised.hours, quiet.n, quiet.reasons
FROM active, raised, quiet
"""
_BY_RULE = """
WITH each AS (
  SELECT rule, journal_id, 1 AS raised, (answer <> '')::int AS answered,
    (answer = 'not_useful')::int AS not_useful, 0 AS quiet
  FROM journal_flag WHERE evaluated_on >= %(first)s AND evaluated_on < %(next)s
  UNION ALL
  SELECT rule, journal_id, 0, 0, 0, 1 FROM journal_suppressedfinding WHERE month = %(first)s
)
SELECT rule, sum(raised), sum(answered), sum(not_useful), sum(quiet) FROM each
GROUP BY rule HAVING count(DISTINCT journal_id) >= %(fewest)s ORDER BY rule
"""


@dataclass(frozen=True, slots=True)
class RuleMeasures:
    """One rule in one month; ``not_useful`` are those of ``answered`` that said so."""

    rule: str
    raised: int
    answered: int
    not_useful: int
    suppressed: int


@dataclass(frozen=True, slots=True)
class Measures:
    """One month of a site; a share lies between 0 and 1, and is None where it would be of nothing.

    ``journals`` had an entry in that month. ``pressing`` are flags at this week or higher, which
    should stay under 2 a well survivor and month. A finding that was kept quiet counts once a
    month. ``hours_to_acknowledge`` is the median.
    ``suppressed_by`` counts the reasons; an answered flag whose condition lasts is a "cooldown".
    """

    month: str
    journals: int
    flags: int
    flags_per_journal: float | None
    pressing_per_journal: float | None
    acknowledged: float | None
    useful: float | None
    hours_to_acknowledge: float | None
    suppressed: float | None
    suppressed_by: dict[str, int]
    rules: list[RuleMeasures]


def measures(month: date) -> Measures:
    """Measure the local month of which ``month`` is a day, in two statements."""
    first = month.replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    params: dict[str, date | int] = {"first": first, "next": after, "fewest": FEWEST}
    with connection.cursor() as cursor:
        cursor.execute(_WHOLE, params)
        journals, flags, pressing, acknowledged, answered, not_useful, hours, quiet, reasons = (
            cursor.fetchone()
        )
        cursor.execute(_BY_RULE, params)
        rows = cursor.fetchall()
    return Measures(
        month=f"{first:%Y-%m}",
        journals=journals,
        flags=flags,
        flags_per_journal=_share(flags, journals),
        pressing_per_journal=_share(pressing, journals),
        acknowledged=_share(acknowledged, flags),
        useful=_share(answered - not_useful, answered),
        hours_to_acknowledge=None if hours is None else round(hours, 1),
        suppressed=_share(quiet, flags + quiet),
        suppressed_by=orjson.loads(reasons),
        rules=[RuleMeasures(row[0], *map(int, row[1:])) for row in rows],
    )


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None

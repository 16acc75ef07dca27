"""The least that could do the same: a token check and one statement on a table of its own. WSGI.

It has no rules, no history, no merge and no digest: a limit to measure against, not a way to work.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable
from typing import Any

import orjson
import psycopg

TABLE = """
CREATE TABLE IF NOT EXISTS bench_token (token text PRIMARY KEY, journal uuid NOT NULL);
CREATE TABLE IF NOT EXISTS bench_entry (
  journal uuid NOT NULL, id uuid NOT NULL, seq bigserial, type text NOT NULL, body jsonb NOT NULL,
  occurred_at timestamptz NOT NULL, local_date date NOT NULL, PRIMARY KEY (journal, id));
CREATE INDEX IF NOT EXISTS bench_entry_seq ON bench_entry (journal, seq);
CREATE INDEX IF NOT EXISTS bench_entry_time ON bench_entry (journal, occurred_at DESC, id DESC);
"""
WRITE = """
INSERT INTO bench_entry (journal, id, type, body, occurred_at, local_date)
SELECT t.journal, r.entry_id, r.type, r.body, r.occurred_at, r.occurred_at::date
FROM bench_token t, jsonb_to_recordset(%s::jsonb)
  AS r(entry_id uuid, type text, body jsonb, occurred_at timestamptz)
WHERE t.token = %s
ON CONFLICT (journal, id) DO UPDATE SET body = excluded.body RETURNING seq
"""
NEWEST = """
SELECT json_agg(e)::text FROM (
  SELECT e.id, e.seq, e.type, e.body, e.occurred_at, e.local_date
  FROM bench_token t JOIN bench_entry e ON e.journal = t.journal
  WHERE t.token = %s ORDER BY e.occurred_at DESC, e.id DESC LIMIT 50) e
"""
CHANGES = """
SELECT json_agg(e)::text FROM (
  SELECT e.id, e.seq, e.type, e.body, e.occurred_at, e.local_date
  FROM bench_token t JOIN bench_entry e ON e.journal = t.journal
  WHERE t.token = %s AND e.seq > 0 ORDER BY e.seq LIMIT 500) e
"""
_local = threading.local()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer ``/push``, ``/newest`` and ``/changes`` for the token in the Authorization header."""
    connection = getattr(_local, "connection", None)
    if connection is None:
        connection = psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True)
        _local.connection = connection
    token = environ.get("HTTP_AUTHORIZATION", "")
    if environ["PATH_INFO"] == "/push":
        ops = orjson.loads(environ["wsgi.input"].read())["ops"]
        rows = connection.execute(WRITE, [orjson.dumps(ops).decode(), token]).fetchall()
        body = orjson.dumps([row[0] for row in rows])
    else:
        sql = NEWEST if environ["PATH_INFO"] == "/newest" else CHANGES
        row = connection.execute(sql, [token]).fetchone()
        body = (row[0] if row and row[0] else "[]").encode()
    start_response("200 OK", [("Content-Type", "application/json")])
    return [body]

"""Every column of the log and of its seals, with a change that is never what it was.

The tests and the benchmark tamper with these; a test holds them against the models.
"""

from __future__ import annotations

CHANGES = {
    "id": "gen_random_uuid()",
    "journal_id": "gen_random_uuid()",
    "actor_id": "gen_random_uuid()",
    "acted_as": "'owner'",
    "action": "'invited'",
    "outcome": "'refused'",
    "sections": "array_append(sections, 'sleep')",
    "about": "NULL",
    "request_id": "request_id || '1'",
    "count": "coalesce(count, 0) + 1",
    "reason": "'scope'",
    "wanted": "'sync'",
    "at": "at + interval '1 microsecond'",
    "tx": "tx + 1",
    "app_id": "gen_random_uuid()",
}
SEAL_CHANGES = {
    "number": "number + 1000",
    "previous_root": "sha256('1')",
    "count": "count + 1",
    "last_tx": "last_tx + 1",
    "last_id": "gen_random_uuid()",
    "tree": "sha256('1')",
    "root": "sha256('1')",
    "signature": "set_byte(signature, 0, get_byte(signature, 0) # 1)",
    "key_id": "'0000000000000000'",
    "sealed_at": "'infinity'",
}

"""What goes by itself: set-based, safe to repeat, nothing of a journal but what was taken back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection

KEPT: Final[Mapping[str, timedelta]] = {
    "session": timedelta(days=30),
    "address": timedelta(days=30),
    "invitation": timedelta(days=30),
    "delivery": timedelta(days=90),
    "page": timedelta(days=30),
    "picture": timedelta(days=30),
    # The entry of a picture comes first, as a rule, and from the same phone.
    "unnamed": timedelta(days=90),
    # A phone may lie switched off for long.
    "erasure": timedelta(days=400),
    # As long as a refresh token lives that is never used.
    "spent": timedelta(days=90),
}
"""For how long after its end a row stays, and an address of the network after its sign-in."""
_LIFE: Final = timedelta(days=30)
"""Of a session at most."""

_STEPS: Final[Mapping[str, str]] = {
    "sessions": "DELETE FROM journal_session WHERE expire_date < %(now)s - %(session)s",
    # Its end is not noted: the session's row is gone, and it could not have lived longer.
    "sign-ins": """
        DELETE FROM usersessions_usersession u WHERE u.created_at < %(now)s - %(sign_in)s
          AND NOT EXISTS (SELECT FROM journal_session s WHERE s.session_key = u.session_key)""",
    # To the network: enough to see from roughly where, not from which line.
    "addresses": """
        UPDATE usersessions_usersession
        SET ip = host(network(set_masklen(ip, CASE family(ip) WHEN 4 THEN 16 ELSE 32 END)))::inet
        WHERE created_at < %(now)s - %(address)s
          AND ip <> host(network(set_masklen(ip, CASE family(ip) WHEN 4 THEN 16 ELSE 32 END)))::inet
        """,
    "device-erasures": "DELETE FROM journal_deviceerasure WHERE asked_at < %(now)s - %(erasure)s",
    "links": "DELETE FROM journal_signinlink WHERE expires_at < %(now)s - %(session)s",
    "invitations": """
        DELETE FROM journal_invitation
        WHERE least(expires_at, accepted_at, withdrawn_at) < %(now)s - %(invitation)s""",
    "team-invitations": """
        DELETE FROM journal_teaminvitation
        WHERE least(expires_at, accepted_at, withdrawn_at) < %(now)s - %(invitation)s""",
    # Where one is still due or on its way, it stays.
    "deliveries": """
        DELETE FROM journal_delivery
        WHERE expires_at < %(now)s - %(delivery)s AND state NOT IN ('due', 'sending')""",
    "occurrences": """
        DELETE FROM journal_occurrence WHERE due_at < %(now)s - %(delivery)s""",
    # A copy, which its owner ended; that there was one stays, so that its id is not sent again.
    "visit-pages": """
        UPDATE journal_visitpage SET page = '{}'
        WHERE taken_back_at < %(now)s - %(page)s AND page <> '{}'""",
    # While its entry could still be brought back, it stays.
    "pictures": """
        DELETE FROM journal_picture p USING journal_entry e
        WHERE e.journal_id = p.journal_id AND e.id = p.entry_id AND (e.purged OR (e.deleted
          AND EXISTS (SELECT FROM journal_entryrevision r
            WHERE r.journal_id = e.journal_id AND r.entry_id = e.id AND r.rev = e.rev
              AND r.rev_epoch = e.rev_epoch AND r.created_at < %(now)s - %(picture)s)))""",
    "unnamed-pictures": """
        DELETE FROM journal_picture p
        WHERE p.received_at < %(now)s - %(unnamed)s AND NOT EXISTS (
          SELECT FROM journal_entry e WHERE e.journal_id = p.journal_id AND e.id = p.entry_id
            AND (e.deleted OR e.body->>'sha256' = p.sha256))""",
    "app-tokens": "DELETE FROM allauth_idp_oidc_token WHERE expires_at < %(now)s",
    "spent-tokens": "DELETE FROM journal_spenttoken WHERE spent_at < %(now)s - %(spent)s",
}


def clear(*, now: datetime) -> dict[str, int]:
    """Take away, or cut short, what was kept long enough; how many rows of each kind."""
    params: dict[str, Any] = {"now": now, "sign_in": _LIFE + KEPT["session"], **KEPT}
    done: dict[str, int] = {}
    for name, sql in _STEPS.items():
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            done[name] = cursor.rowcount
    return done

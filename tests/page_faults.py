"""Faults for ``tests.access_faults`` in the code of visit pages."""

from __future__ import annotations

PAGES: list[tuple[str, str, str]] = [
    ("journal/sharing/visit_pages.py", "    if not access.is_owner:\n", "    if True:\n"),
    ("journal/sharing/visit_pages.py", "page_id=page_id, opened_at=None\n", "page_id=page_id\n"),
    (
        "journal/sharing/visit_pages.py",
        "mine.filter(grant__in=through(access, now)).update",
        "mine.update",
    ),
    ("journal/sharing/visit_pages.py", "    rows_read(access, 1)\n", ""),
    ("journal/sharing/visit_pages.py", "    _check_live(access.journal_id, grants, now)\n", ""),
    (
        "journal/sharing/visit_pages.py",
        "id__in=grants, revoked_at=None, expires_at__gt=now",
        "id__in=grants, expires_at__gt=now",
    ),
    (
        "journal/sharing/visit_pages.py",
        "id__in=grants, revoked_at=None, expires_at__gt=now",
        "id__in=grants, revoked_at=None",
    ),
    (
        "journal/sharing/visit_pages.py",
        "            journal_id=journal_id, id__in=grants",
        "            id__in=grants",
    ),
    (
        "journal/sharing/visit_pages.py",
        "        return page(access, page_id, now=now), False\n",
        "        kept.update(taken_back_at=None)\n        return page(access, page_id, now=now), False\n",
    ),
    (
        "journal/sharing/visit_pages.py",
        "    _log(access, AuditEvent.Action.SENT_PAGE, page_id, now)\n",
        "",
    ),
    ("journal/sharing/visit_pages.py", "mine.filter(taken_back_at=None).update", "mine.update"),
    (
        "journal/sharing/selectors.py",
        "found.filter(Exists(theirs), taken_back_at=None)",
        "found.filter(Exists(theirs))",
    ),
    (
        "journal/sharing/selectors.py",
        "found.filter(Exists(theirs), taken_back_at=None)",
        "found.filter(taken_back_at=None)",
    ),
    (
        "journal/sharing/selectors.py",
        "team__memberships__user_id=access.user_id, team__memberships__removed_at__isnull=True",
        "team__memberships__user_id=access.user_id",
    ),
    (
        "journal/sharing/selectors.py",
        "        to = to.filter(grant__in=through(access, now))\n",
        "        pass\n",
    ),
    (
        "journal/sharing/selectors.py",
        "revoked_at=None, expires_at__gt=now\n    )\n\n\ndef _readable",
        "revoked_at=None\n    )\n\n\ndef _readable",
    ),
    ("journal/sharing/policy.py", "Role.MEMBER: _OPEN_PAGE", "Role.MEMBER: _OWN"),
    (
        "journal/sharing/policy.py",
        "Action.SEND_PAGE: {Role.OWNER: _OWN}",
        "Action.SEND_PAGE: {Role.OWNER: _OWN, Role.CAREGIVER: _OWN}",
    ),
    ("journal/flags/worklist.py", "r.opened_at IS NULL AND p.taken_back_at", "p.taken_back_at"),
    (
        "journal/flags/worklist.py",
        "r.opened_at IS NULL AND p.taken_back_at IS NULL",
        "r.opened_at IS NULL",
    ),
    ("journal/flags/worklist.py", "AND r.grant_id IN ({EVERY_LIVE_GRANT})", "AND true"),
    (
        "journal/core/wall_sql.py",
        "{_OWN} OR (taken_back_at IS NULL AND EXISTS (",
        "{_OWN} OR (EXISTS (",
    ),
    (
        "journal/core/wall_sql.py",
        "{_THROUGH_MINE} AND opened_by_id = wall.person()",
        "{_THROUGH_MINE}",
    ),
    ("journal/core/wall_sql.py", "{_THROUGH_MINE} AND opened_at IS NULL", "{_THROUGH_MINE}"),
    (
        "journal/migrations/0017_visit_pages.py",
        "GRANT UPDATE (opened_at, opened_by_id)",
        "GRANT UPDATE",
    ),
    ("journal/migrations/0017_visit_pages.py", "GRANT UPDATE (taken_back_at)", "GRANT UPDATE"),
    (
        "api/v1/visit_pages.py",
        "    pages = SentPageOutput(many=True)",
        "    pages = VisitPageOutput(many=True)",
    ),
]

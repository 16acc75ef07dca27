"""Do the tests test? Faults put into the code that guards journals, each of which must be noticed.

``python -m tests.access_faults`` takes half an hour; it is no part of a test run. Every fault is
one change to the source, tried in a copy of the project by the tests on access. Prints those that
nothing noticed, and the figures. Words narrow it to the files whose paths hold one of them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from config.launch import services
from tests.page_faults import PAGES

ROOT = Path(__file__).resolve().parent.parent
COPIED = ("api", "config", "journal", "tests", "manage.py", "pyproject.toml", "docs")
TESTS = [
    *("tests/journal/sharing", "tests/api/test_permissions.py", "tests/api/test_wall.py"),
    *("tests/api/test_caregivers.py", "tests/api/test_teams.py", "tests/api/test_visits.py"),
    *("tests/api/test_proof.py", "tests/api/test_sharing.py"),
    *("tests/api/test_sharing_changes.py", "tests/api/test_wall_days.py"),
    *("tests/journal/audit/test_reading.py", "tests/journal/operators"),
    *("tests/api/test_app_tokens.py", "tests/api/test_refusals.py", "tests/api/test_new_keys.py"),
    *("tests/api/test_refused_invitations.py", "tests/api/test_names.py"),
    *("tests/api/test_visit_pages.py", "tests/api/test_visit_page_words.py"),
    "tests/api/test_wall_pages.py",
]
FIRST = {
    "visit_pages.py": "test_visit_pages.py",
    "sharing/selectors.py": "test_visit_pages.py",
    "worklist.py": "test_visit_pages.py",
    "page_words.py": "test_visit_page_words.py",
    "changes.py": "test_sharing_changes.py",
    "terms.py": "test_sharing_changes.py",
    "crews.py": "test_teams.py",
    "teams/services.py": "test_teams.py",
    "teams.py": "test_teams.py",
    "wall_sql.py": "test_wall_days.py",
    "invitations.py": "test_sharing.py",
    "sharing/services.py": "test_sharing.py",
    "selectors.py": "test_reading.py",
    "visits.py": "test_visits.py",
    "apply.py": "test_caregivers.py",
    "load.py": "test_caregivers.py",
    "proof.py": "test_proof.py",
    "unusable.py": "test_refused_invitations.py",
    "sessions.py": "test_new_keys.py",
    "names.py": "test_names.py",
}
"""The tests that are most likely to notice a fault in a file go first, to save time."""
POLICY, ACCESS, SCOPE = "policy.py", "access.py", "scope.py"
SERVICES, VISITS = "services.py", "visits.py"
CHANGES, TERMS, CREWS = "changes.py", "terms.py", "crews.py"
SHARING: dict[str, list[tuple[str, str]]] = {
    POLICY: [
        ("if standing is None:\n        raise AccessRevoked", "standing = standing or standings[0]"),
        ("self.ended_at is None and now < self.ends_at", "now < self.ends_at"),
        ("self.ended_at is None and now < self.ends_at", "self.ended_at is None"),
        ("self.ended_at is None and now < self.ends_at", "True"),
        ("if not standings or not journal.is_active:", "if not standings:"),
        ("and principal.user_id == journal.owner_id", "and principal.user_id != journal.owner_id"),
        ("terms is None or (terms.section is not None", "terms is not None and (terms.section"),
        ("terms.section is not None and terms.section not in access.sections", "False"),
        ("if terms.writes and not access.writes:", "if False:"),
        ("role in NEED_SECOND_FACTOR and not principal.second_factor", "False"),
        ("frozenset({Role.CAREGIVER, Role.VIEWER, Role.MEMBER, Role.OPERATOR})", "frozenset({Role.MEMBER})"),
        ("if terms.fresh and not principal.is_fresh:", "if False:"),
        ("Action.SHARE: {Role.OWNER: Terms(fresh=True)}", "Action.SHARE: {Role.OWNER: _OWN}"),
        ("        standing.sections,\n        standing.role", "        ALL_SECTIONS,\n        standing.role"),
        ("standing.sections if is_caregiver else frozenset()", "standing.sections"),
        ("standing.sections if is_caregiver else frozenset()", "ALL_SECTIONS"),
        ("since=standing.since", "since=None"),
        ("Action.SYNC: {Role.OWNER: _OWN}", "Action.SYNC: {Role.OWNER: _OWN, Role.VIEWER: _OWN}"),
        ("Action.SEE_WHO_LOOKED: {Role.OWNER: _OWN}",
         "Action.SEE_WHO_LOOKED: {Role.OWNER: _OWN, Role.MEMBER: _OWN}"),
        ("Action.CHANGE_REMINDERS: {Role.OWNER: _OWN}",
         "Action.CHANGE_REMINDERS: {Role.OWNER: _OWN, Role.CAREGIVER: _OWN}"),
        ("Action.READ_SETTINGS: {Role.OWNER: _OWN}",
         "Action.READ_SETTINGS: {Role.OWNER: _OWN, Role.VIEWER: _OWN}"),
        ("{Role.OWNER: _OWN, Role.CAREGIVER: _NOTE}",
         "{Role.OWNER: _OWN, Role.CAREGIVER: _NOTE, Role.VIEWER: _NOTE}"),
        ("Action.CHANGE_SHARING: {Role.OWNER: _OWN}",
         "Action.CHANGE_SHARING: {Role.OWNER: _OWN, Role.CAREGIVER: _OWN}"),
        ("Role.VIEWER: _OWN, Role.MEMBER: _OWN}", "Role.VIEWER: _OWN}"),
        ("_LOOK: Final = Terms(AuditEvent.Action.LOOKED_AT_ENTRIES)", "_LOOK: Final = Terms()"),
    ],
    ACCESS: [
        ("coalesce(g.revoked_at, m.removed_at)", "g.revoked_at"),
        ("coalesce(g.revoked_at, m.removed_at)", "m.removed_at"),
        ("AND m.user_id = %(user)s\nWHERE", "AND true\nWHERE"),
        ("WHERE g.journal_id = %(journal)s AND (", "WHERE ("),
        ("(g.grantee_id = %(user)s OR m.id IS NOT NULL)", "(g.grantee_id IS NOT NULL OR m.id IS NOT NULL)"),
        ("AND id = %(visit)s AND opened_at IS NOT NULL", "AND opened_at IS NOT NULL"),
        ("WHERE journal_id = %(journal)s AND id = %(visit)s", "WHERE id = %(visit)s"),
        ("if decision.logged_as is None:", "if True:"),
        ("if action not in WRITES:", "if action in WRITES:"),
        ("raise AccessRevoked if row and row[0] else NotFound", "raise NotFound"),
        ("ORDER BY g.team_id IS NOT NULL, g.created_at DESC", "ORDER BY g.created_at"),
    ],
    SCOPE: [
        ("AND m.removed_at IS NULL", ""),
        ("AND g.revoked_at IS NULL", ""),
        ("AND g.expires_at > %(now)s", ""),
        ("AND j.state = 'active'", ""),
        ("AND m.user_id = %(user)s", ""),
    ],
    SERVICES: [
        (".filter(journal__state=Journal.State.ACTIVE).first()", ".first()"),
        ("    found.use(now)\n", ""),
        ("if not found.for_team:", "if False:"),
        ("        team_of(user_id=user.id, team_id=team_id)\n", ""),
        ("journal_id=access.journal_id, id=grant_id, revoked_at=None\n    ).update(revoked_at=now)",
         "journal_id=access.journal_id, id=grant_id, revoked_at=None\n    ).count()"),
        ("    earlier.filter(revoked_at=None).update(revoked_at=now)\n", ""),
    ],
    CHANGES: [
        ("if after.widens(before) and not is_proven:", "if False:"),
        (".filter(journal_id=journal.id, id=grant_id, revoked_at=None)",
         ".filter(journal_id=journal.id, id=grant_id)"),
        (".filter(journal_id=journal.id, id=grant_id, revoked_at=None)",
         ".filter(id=grant_id, revoked_at=None)"),
        ("    if errors:\n        raise Invalid(*errors)\n", ""),
        ("for_team=grant.team_id is not None", "for_team=False"),
        ("    if after != before:", "    if True:"),
        ('version=F("version") + 1', 'version=F("version")'),
        ("        consent=consent,\n", ""),
        ("if is_moved else grant.expires_at", "if False else grant.expires_at"),
        ("action=AuditEvent.Action.CHANGED_SHARING", "action=AuditEvent.Action.INVITED"),
        ("        sections=terms.sections,\n", ""),
        ("        role=terms.role,\n", ""),
    ],
    TERMS: [
        ("not self.sections <= before.sections or", "False or"),
        ("or self.until > before.until or", "or"),
        ("(self.since is None or self.since < before.since)", "self.since is None"),
        ("(self.since is None or self.since < before.since)",
         "(self.since is not None and self.since < before.since)"),
        ("self.role == GrantRole.CAREGIVER != before.role", "False"),
        ("if for_team and self.role != GrantRole.VIEWER:", "if False:"),
        ("if not today <= self.until <= today + LONGEST:", "if not today <= self.until:"),
        ("if not today <= self.until <= today + LONGEST:", "if not self.until <= today + LONGEST:"),
        ("if not self.sections:", "if False:"),
    ],
    CREWS: [
        ("    _tell(mine, user.id, AuditEvent.Action.JOINED_TEAM, now)\n", ""),
        ("    _tell(ending, by.id, action, now)\n", ""),
        ("        _tell(changed, by.id, AuditEvent.Action.CHANGED_LEAD, now)", "        pass"),
        ("team_id=membership.team_id, revoked_at=None,", "team_id=membership.team_id,"),
        ("team_id=membership.team_id, revoked_at=None,", "revoked_at=None,"),
        ("    teams.end_membership(ending, now=now)\n", ""),
    ],
    VISITS: [
        ("opened_at=None, ended_at=None, code_until__gt=now)\n        .filter", "code_until__gt=now)\n        .filter"),
        (".filter(asked, opened_at=None, ended_at=None, code_until__gt=now)",
         ".filter(asked, opened_at=None, ended_at=None)"),
        ("ended_at=None, ends_at__gt=now)", "ended_at=None)"),
        ("ended_at=None, ends_at__gt=now)", "ends_at__gt=now)"),
        ("Visit.objects.filter(journal=journal, opened_at=None, ended_at=None).update(ended_at=now)",
         "pass"),
        ("CODE_FOR: Final = timedelta(minutes=15)", "CODE_FOR: Final = timedelta(minutes=-1)"),
    ],
}  # fmt: skip
ELSEWHERE: list[tuple[str, str, str]] = [
    ("journal/sync/load.py", "bool_and(author_id = %s)", "bool_or(author_id = %s)"),
    ("journal/sync/load.py", "HAVING bool_and(author_id = %s) AND min(created_at) > %s",
     "HAVING bool_and(author_id = %s) OR min(created_at) > %s"),
    ("journal/sync/load.py", "for section in access.writes)", "for section in access.sections)"),
    ("journal/sync/load.py", "own=None if access.is_owner else", "own=None if access.user_id else"),
    ("journal/sync/apply.py", "if op.actor_id != world.actor_id:", "if False:"),
    ("journal/sync/apply.py", "if op.section not in world.sections:", "if False:"),
    ("journal/entries/selectors.py", "AND e.section = ANY(%(sections)s)\n", "\n"),
    ("journal/entries/selectors.py", "OR e.local_date >= %(since)s::date", "OR true"),
    ("journal/flags/selectors.py", "rows = rows.filter(sections__contained_by=access.section_names)",
     "pass"),
    ("journal/teams/services.py", "team_id=team_id, user_id=user_id, removed_at=None)\n        .first",
     "team_id=team_id, user_id=user_id)\n        .first"),
    ("journal/teams/services.py", "if as_lead and mine.role != Role.LEAD:", "if False:"),
    ("journal/sync/apply.py", "and op.content.local_date < world.since", "and False"),
    ("journal/sync/load.py", "        since=access.since,\n", ""),
    ("journal/core/invitations.py", "email=email.lower(), expires_at__gt=now", "expires_at__gt=now"),
    ("journal/core/invitations.py", "email=email.lower(), expires_at__gt=now", "email=email.lower()"),
    ("journal/core/invitations.py", "filter(accepted_at=None, withdrawn_at=None)", "filter(withdrawn_at=None)"),
    ("journal/core/invitations.py", "filter(accepted_at=None, withdrawn_at=None)", "filter(accepted_at=None)"),
    ("journal/core/invitations.py", "            raise InvitationUnusable", "            pass"),
    ("journal/core/wall_sql.py", "SELECT g.journal_id, g.sections::text[], g.role, g.since",
     "SELECT g.journal_id, g.sections::text[], g.role, NULL::date"),
    ("journal/core/wall_sql.py", "w WHERE w.since IS NULL", "w"),
    ("journal/core/wall_sql.py", "min(since) AS since\n    FROM wall.readable()",
     "max(since) AS since\n    FROM wall.readable()"),
    ("journal/core/wall_sql.py", "g.revoked_at IS NULL AND g.expires_at > now()", "g.expires_at > now()"),
    ("journal/core/wall_sql.py", "g.revoked_at IS NULL AND g.expires_at > now()", "g.revoked_at IS NULL"),
    ("journal/core/wall_sql.py", "AND m.user_id = wall.person() AND m.removed_at IS NULL))",
     "AND m.user_id = wall.person()))"),
    ("journal/core/wall_sql.py", '"INSERT": _open("writable", "local_date")',
     '"INSERT": _open("writable", "current_date")'),
    ("journal/core/wall_sql.py", '"evaluated_on", "\'flags\'"', '"current_date + 9", "\'flags\'"'),
    ("journal/core/wall_sql.py", " AND {_of_entry('journal_entryrevision')}", ""),
    ("journal/core/wall_sql.py", 'f"{_OWN} OR {_of_entry(\'journal_conflictcopy\')}"', '"true"'),
    ("journal/core/wall_sql.py", "(grantee_id = wall.person() AND revoked_at IS NOT NULL)",
     "grantee_id = wall.person()"),
    ("journal/core/wall_sql.py", "  WHERE g.role = 'caregiver'\n", ""),
    ("journal/teams/services.py", "    if role != Role.LEAD:\n        _check_leads(current, without=user_id)\n", ""),
    ("journal/teams/services.py", "    if len(current) > 1:\n        _check_leads(current, without=user_id)\n", ""),
    ("journal/teams/services.py", "if item.user_id != without)", ")"),
    ("journal/audit/selectors.py", "at > %s AND action IN", "at IS NOT NULL OR %s IS NULL AND action IN"),
    ("journal/audit/selectors.py", "HAVING count(DISTINCT journal_id) > %s", "HAVING count(*) > %s"),
    ("journal/audit/selectors.py", "('viewer', 'caregiver', 'member')", "('member')"),
    ("api/v1/teams.py", "        if role == TeamMembership.Role.LEAD:\n            proven(request)\n", ""),
    ("api/v1/teams.py", "as_lead=True)\n        given = RoleInput", "as_lead=False)\n        given = RoleInput"),
    ("api/v1/sharing.py", "is_proven=principal(request).is_fresh", "is_proven=True"),
    ("api/authentication.py", "        if not session.closed_wall:\n            close_wall(user_id=user.id if user else None)\n",
     ""),
    ("api/v1/visits.py", 'limits = {"POST": ("visit-here", "visit-anywhere")}', "limits = {}"),
    ("api/v1/visits.py", "        close_wall(visit_id=visit.id)\n", ""),
    ("api/v1/proof.py", 'known["tries"] -= 1', "pass"),
    ("api/v1/proof.py", ":{request.session.session_key}", ""),
    ("journal/audit/unusable.py", "is_theirs = tried.email == user.email.lower()", "is_theirs = True"),
    ("journal/teams/services.py",
     "        refused_invitation(TeamInvitation, token=token, user=user, now=now)\n", ""),
    ("journal/core/names.py", "return not hidden and not _LINK_OR_NUMBER", "return not _LINK_OR_NUMBER"),
    ("journal/core/wall_sql.py", '"journal_teamdigest": {"SELECT": _MINE',
     '"journal_teamdigest": {"SELECT": "true"'),
    ("config/sessions.py", "    request.session.cycle_key()\n", ""),
    ("config/sessions.py", "if session.is_empty() and not session.modified:", "if False:"),
    ("api/access.py", '== "mfa" for proof', 'in ("mfa", "code") for proof'),
    ("api/access.py", "return time.time() - newest <", "return 0 * newest <"),
]  # fmt: skip


def main() -> None:
    """Try every fault, or those in files whose paths hold a word given; two on two processors."""
    words = sys.argv[1:] or [""]
    faults = [fault for fault in _faults() if any(word in fault[0] for word in words)]
    noticed = 0
    with ExitStack() as ending:
        running = ending.enter_context(services.start(None, durable=False))
        os.environ |= running.environment()
        folder = Path(ending.enter_context(tempfile.TemporaryDirectory()))
        with get_context("fork").Pool() as pool:
            tries = pool.imap(partial(_noticed, folder), faults)
            for (file, old, new), is_noticed in zip(faults, tries, strict=True):
                noticed += is_noticed
                if not is_noticed:
                    print(f"not noticed: {file}: {old!r} -> {new!r}", flush=True)
    print(f"{len(faults)} faults, {noticed} noticed.")


def _faults() -> Iterator[tuple[str, str, str]]:
    for name, changes in SHARING.items():
        for old, new in changes:
            yield f"journal/sharing/{name}", old, new
    yield from ELSEWHERE
    yield from PAGES


def _noticed(folder: Path, fault: tuple[str, str, str]) -> bool:
    file, old, new = fault
    copy = folder / str(os.getpid())
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir()
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, copy / name)
    text = (copy / file).read_text()
    if text.count(old) < 1:
        sys.exit(f"{file} has no {old!r}")
    (copy / file).write_text(text.replace(old, new, 1))
    likely = next((FIRST[end] for end in FIRST if file.endswith(end)), "")
    tests = sorted(TESTS, key=lambda test: not (likely and test.endswith(likely)))
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    done = subprocess.run(command, cwd=copy, capture_output=True, check=False)
    return done.returncode != 0


if __name__ == "__main__":
    main()

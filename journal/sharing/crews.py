"""Who is in a team that may look: each change is told in every journal that the team may open."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from journal.accounts.models import User
from journal.audit.models import AuditEvent
from journal.audit.services import record_in_each
from journal.sharing.models import Grant
from journal.teams import services as teams
from journal.teams.models import CareTeam, TeamMembership


@transaction.atomic
def join(*, token: str, user: User, now: datetime) -> TeamMembership:
    """Accept an offer to join a team. Works once."""
    mine = teams.join_team(token=token, user=user, now=now)
    _tell(mine, user.id, AuditEvent.Action.JOINED_TEAM, now)
    return mine


@transaction.atomic
def remove(*, team: CareTeam, user_id: UUID, by: User, now: datetime) -> None:
    """End a membership; the person's next request to a journal of the team is refused.

    Raises ``NotFound`` for somebody who is not in the team, ``LastLead`` where nobody would be
    left to lead it.
    """
    ending = teams.ending_membership(team=team, user_id=user_id)
    is_own = user_id == by.id
    action = AuditEvent.Action.LEFT_TEAM if is_own else AuditEvent.Action.REMOVED_MEMBER
    # Before it ends: whoever has left is not shown what the team may open.
    _tell(ending, by.id, action, now)
    teams.end_membership(ending, now=now)


@transaction.atomic
def change_role(*, team: CareTeam, user_id: UUID, role: str, by: User, now: datetime) -> None:
    """Let a member lead, or a lead be a member again.

    Raises ``NotFound`` for somebody who is not in the team, ``LastLead`` where nobody would be
    left to lead it.
    """
    changed = teams.change_role(team=team, user_id=user_id, role=role)
    if changed is not None:
        _tell(changed, by.id, AuditEvent.Action.CHANGED_LEAD, now)


def _tell(
    membership: TeamMembership, actor_id: UUID, action: AuditEvent.Action, now: datetime
) -> None:
    held = Grant.objects.filter(
        team_id=membership.team_id, revoked_at=None, expires_at__gt=now
    ).values_list("journal_id", flat=True)
    record_in_each(
        journal_ids=list(held), actor_id=actor_id, action=action, about=membership.id, at=now
    )

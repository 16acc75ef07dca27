"""What is held of people: for every table how it is copied out, and how it ends.

A test fails where a model is missing here. Conditions are SQL on the row ``t``, about some people
at once: ``users``, their ``journals``, their ``addresses`` of mail, and the ``teams`` that nobody
is left in. The order is that in which rows are erased.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.apps import apps


class End(StrEnum):
    """What becomes of the rows when an account is erased."""

    ERASED = "erased"
    KEPT = "kept"
    """They name nobody then; ``why`` says what they are needed for."""


@dataclass(frozen=True, slots=True)
class Holding:
    """One table with rows about people.

    ``copied``: the rows are part of the copy that somebody asks for, or ``why`` says what they are.
    ``without`` are columns that are not: secrets that only this server may know.
    """

    model: str
    whose: str
    copied: bool = True
    without: tuple[str, ...] = ()
    ends: End = End.ERASED
    why: str = ""

    @property
    def table(self) -> str:
        """The name of its table."""
        return str(apps.get_model(self.model)._meta.db_table)

    @property
    def part(self) -> str:
        """What the copy calls it."""
        return self.model.partition(".")[2]


@dataclass(frozen=True, slots=True)
class Named:
    """A column that names somebody in a row of somebody else.

    It is emptied or, with ``is_told``, says from then on that it was somebody: what a caregiver
    noted must not come to look like the survivor's own.
    """

    model: str
    column: str
    whose: str = (
        "t.journal_id IN (SELECT journal_id FROM journal_grant WHERE grantee_id = ANY(%(users)s))"
        " AND t.{column} = ANY(%(users)s)"
    )
    is_told: bool = False

    @property
    def table(self) -> str:
        """The name of its table."""
        return str(apps.get_model(self.model)._meta.db_table)


_JOURNAL: Final = "t.journal_id = ANY(%(journals)s)"
_USER: Final = "t.user_id = ANY(%(users)s)"
_GRANTS: Final = f"({_JOURNAL} OR t.grantee_id = ANY(%(users)s) OR t.team_id = ANY(%(teams)s))"
_ADDRESS: Final = "lower(t.email) = ANY(%(addresses)s)"

NAMED: Final = (
    Named("journal.entry", "author_id", is_told=True),
    Named("journal.entryrevision", "author_id", is_told=True),
    Named("journal.conflictcopy", "author_id", is_told=True),
    Named("journal.operation", "author_id", is_told=True),
    # Through a team there is no grant of one's own.
    Named("journal.visitpagereceiver", "opened_by_id", "t.opened_by_id = ANY(%(users)s)"),
    Named("allauth_idp_oidc.client", "owner_id", "t.owner_id = ANY(%(users)s)"),
)
"""First of all: it is found by grants, which are erased later."""

HOLDINGS: Final = (
    Holding("journal.entry", _JOURNAL),
    Holding("journal.entryrevision", _JOURNAL),
    Holding("journal.conflictcopy", _JOURNAL),
    Holding("journal.operation", _JOURNAL, without=("fingerprint",)),
    Holding("journal.picture", _JOURNAL, without=("sealed",)),
    Holding("journal.sectiondigest", _JOURNAL, copied=False, why="made from the entries"),
    Holding("journal.flag", _JOURNAL),
    Holding("journal.suppressedfinding", _JOURNAL),
    Holding("journal.occurrence", _JOURNAL),
    Holding("journal.reminder", _JOURNAL),
    Holding("journal.remindersettings", _JOURNAL),
    Holding("journal.summaryschedule", _JOURNAL),
    Holding("journal.teamdigest", _USER),
    Holding(
        "journal.delivery",
        f"({_JOURNAL} OR {_USER} OR lower(t.address) = ANY(%(addresses)s))",
        without=("key", "lease_owner", "lease_until"),
    ),
    Holding("journal.pushsubscription", _USER, without=("endpoint", "endpoint_hash", "keys")),
    Holding(
        "journal.visitpagereceiver",
        f"({_JOURNAL} OR t.grant_id IN (SELECT t.id FROM journal_grant t WHERE {_GRANTS}))",  # noqa: S608
    ),
    Holding("journal.visitpage", _JOURNAL),
    Holding("journal.visit", _JOURNAL, without=("code_hash", "link_hash", "browser_hash")),
    Holding("journal.grant", _GRANTS),
    Holding("journal.consentrecord", f"({_JOURNAL} OR t.given_by_id = ANY(%(users)s))"),
    Holding("journal.invitation", f"({_JOURNAL} OR {_ADDRESS})", without=("token_hash",)),
    Holding(
        "journal.teaminvitation",
        f"(t.invited_by_id = ANY(%(users)s) OR t.team_id = ANY(%(teams)s) OR {_ADDRESS})",
        without=("token_hash",),
    ),
    Holding("journal.teammembership", f"({_USER} OR t.team_id = ANY(%(teams)s))"),
    Holding("journal.careteam", "t.id = ANY(%(teams)s)"),
    Holding(
        "journal.auditevent",
        f"({_JOURNAL} OR t.actor_id = ANY(%(users)s))",
        without=("tx",),
        ends=End.KEPT,
        why="to show later that nobody looked who should not have, and a gap would break the seals;"
        " it holds ids, which name nobody once the account is gone",
    ),
    Holding("journal.journal", "t.id = ANY(%(journals)s)"),
    Holding(
        "journal.spenttoken",
        "t.consent_id IN (SELECT c.id FROM journal_appconsent c WHERE c.user_id = ANY(%(users)s))",
        copied=False,
        why="hashes of used keys",
    ),
    Holding("journal.appconsent", _USER),
    Holding(
        "allauth_idp_oidc.token",
        _USER,
        without=("hash", "data"),
    ),
    Holding("mfa.authenticator", _USER, without=("data",)),
    Holding("usersessions.usersession", _USER, without=("session_key", "data")),
    Holding("journal.session", _USER, without=("session_key", "session_data")),
    Holding("journal.signinlink", _USER, without=("token_hash",)),
    Holding("journal.deviceerasure", _USER, without=("mark",)),
    Holding(
        "account.emailconfirmation",
        "t.email_address_id IN"
        " (SELECT a.id FROM account_emailaddress a WHERE a.user_id = ANY(%(users)s))",
        without=("key",),
    ),
    Holding("account.emailaddress", _USER),
    Holding("journal.user_groups", _USER),
    Holding("journal.user_user_permissions", _USER),
    Holding("journal.user", "t.id = ANY(%(users)s)", without=("password",)),
)

NOBODYS: Final = {
    "auth.permission": "rights of operators",
    "auth.group": "groups of operators",
    "auth.group_permissions": "groups of operators",
    "contenttypes.contenttype": "a list of our own tables",
    "allauth_idp_oidc.client": "an app of somebody else; who added it is emptied",
    "journal.auditseal": "signatures over the audit log",
    "journal.symptomterm": "the catalogue",
    "journal.heartbeat": "a sign of life of the jobs",
    "journal.zonedatainuse": "a version",
    "journal.rulesetinuse": "a version",
    "journal.erasurereceipt": "says that something was erased, and not whose",
}
"""Tables without anything about anybody, and what they are."""


def copied() -> Iterable[Holding]:
    """What a copy of everything holds, in the order of the file."""
    return (holding for holding in HOLDINGS if holding.copied)


def erased() -> Iterable[Holding]:
    """What goes with an account, in the order in which it goes."""
    return (holding for holding in HOLDINGS if holding.ends is End.ERASED)

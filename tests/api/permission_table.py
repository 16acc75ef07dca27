"""Who may do what, answered by hand: every endpoint by every kind of person.

A second opinion beside ``journal.sharing.policy``, which it must never be made from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.pictures import drawn
from tests.visit_pages import page_words

OWN = "owner"
GRANTED = ("viewer", "caregiver", "member")
ENDED = ("revoked", "expired", "removed_member")
APPS = ("token_read", "token_all", "token_none")
ROLES = (
    OWN, *APPS, "stale_owner", "stranger", *GRANTED, "out_of_scope", "no_second_factor", *ENDED,
    "visit", "signed_out",
)  # fmt: skip
"""stale_owner proved long ago who she is; visit is a browser with the cookie of a visit.

The tokens are those of an app that the owner let in: token_read has journal:read, token_all
entries:write too, and token_none only openid.
"""

NO_APP = dict.fromkeys(APPS, 403)
MAY_READ = {"token_read": 200, "token_all": 200}
MAY_NOTE = {"token_all": 200}
PUBLIC = dict.fromkeys(ROLES, 200)
NO_ACCOUNT = {"visit": 401, "signed_out": 401}
ANY_ACCOUNT = dict.fromkeys(ROLES, 200) | NO_APP | NO_ACCOUNT


def only_owner(status: int = 200, *, stale: int | None = None) -> dict[str, int]:
    """What an owner may do and nobody else."""
    return {
        OWN: status,
        "stale_owner": status if stale is None else stale,
        "stranger": 404,
        **dict.fromkeys((*GRANTED, "out_of_scope", "no_second_factor", *ENDED), 403),
        **NO_APP,
        **NO_ACCOUNT,
    }


LOOK = only_owner() | dict.fromkeys(GRANTED, 200)
NOTHING_THERE = dict.fromkeys(ROLES, 410) | NO_APP | NO_ACCOUNT
NO_TEAM = dict.fromkeys(ROLES, 404) | NO_APP | NO_ACCOUNT
IN_TEAM = {"member": 200}
FOUNDS = dict.fromkeys(ROLES, 201) | NO_APP | NO_ACCOUNT
IN_ROOM = dict.fromkeys(ROLES, 410)


@dataclass(frozen=True)
class Row:
    """One endpoint and method: what it answers to each kind of person."""

    method: str
    path: str
    expect: dict[str, int]
    body: Any = None
    kind: str = "application/json"


UNKNOWN = "0192f0c4-7c1e-7000-8000-000000000000"
J = "journals/{journal}"
T = "teams/{team}"
TABLE = [
    Row("get", "me", PUBLIC | {"token_none": 403}),
    Row("patch", "me", ANY_ACCOUNT, {"name": "A"}),
    Row("post", "me/proof", dict.fromkeys(ROLES, 202) | NO_APP | NO_ACCOUNT),
    Row("put", "me/proof", NOTHING_THERE, {"code": "123456"}),
    Row("post", "me/devices/{unknown}/erase",
        dict.fromkeys(ROLES, 404) | {"stale_owner": 401} | NO_APP | NO_ACCOUNT),
    Row("get", "me/copy", ANY_ACCOUNT | {"stale_owner": 401}),
    # Nothing is asked for here: it would be gone for all that follows.
    Row("post", "me/deletion",
        dict.fromkeys(ROLES, 422) | {"stale_owner": 401} | NO_APP | NO_ACCOUNT,
        {"now": "perhaps"}),
    Row("delete", "me/deletion", dict.fromkeys(ROLES, 204) | NO_APP | NO_ACCOUNT),
    Row("get", "me/apps", ANY_ACCOUNT),
    Row("delete", "me/apps/{unknown}", dict.fromkeys(ROLES, 404) | NO_APP | NO_ACCOUNT),
    Row("post", "sign-in-link", dict.fromkeys(ROLES, 410) | NO_APP, {"token": "no"}),
    Row("post", "journals", FOUNDS | {OWN: 200, "stale_owner": 200, "stranger": 200},
        {"time_zone": "UTC"}),
    Row("get", "catalogue", PUBLIC),
    Row("get", "rules", PUBLIC),
    Row("get", J, only_owner() | MAY_READ),
    Row("patch", J, only_owner(), {"locale": "es"}),
    Row("post", f"{J}/ops", only_owner() | {"caregiver": 200} | MAY_NOTE, {"ops": []}),
    Row("get", f"{J}/changes", only_owner() | MAY_READ),
    Row("get", f"{J}/entries/{{entry}}", LOOK | {"out_of_scope": 404} | MAY_READ),
    Row("put", f"{J}/entries/{{entry}}", only_owner() | {"caregiver": 200} | MAY_NOTE, {}),
    # Which one is to be deleted is looked up first: this needs both scopes.
    Row("delete", f"{J}/entries/{{entry}}", only_owner() | MAY_NOTE),
    Row("get", f"{J}/entries/{{photo}}/picture", LOOK | {"out_of_scope": 404} | MAY_READ),
    # Its bytes are there already.
    Row("put", f"{J}/entries/{{photo}}/picture",
        only_owner(204) | {"caregiver": 204, "token_all": 204}, drawn(), "image/jpeg"),
    Row("post", f"{J}/entries/{{unknown}}/erase", only_owner(404, stale=401)),
    Row("get", f"{J}/export", only_owner(stale=401)),
    Row("get", f"{J}/timeline", LOOK | {"out_of_scope": 200} | MAY_READ),
    Row("get", f"{J}/flags", LOOK | MAY_READ),
    Row("post", f"{J}/flags/{{unknown}}/answer", only_owner(404), {"answer": "team_knows"}),
    Row("get", f"{J}/sharing", only_owner()),
    Row("post", f"{J}/invitations", only_owner(422, stale=401),
        {"email": "x@example.org", "sections": ["sleep"], "until": "2000-01-01"}),
    Row("delete", f"{J}/invitations/{{unknown}}", only_owner(404)),
    Row("patch", f"{J}/grants/{{unknown}}", only_owner(404), {"until": "2000-01-01"}),
    Row("delete", f"{J}/grants/{{unknown}}", only_owner(404)),
    Row("get", f"{J}/looks", only_owner()),
    Row("get", f"{J}/visits", only_owner()),
    Row("post", f"{J}/visits", only_owner(422), {"sections": []}),
    Row("delete", f"{J}/visits/{{unknown}}", only_owner(404)),
    Row("get", f"{J}/visit-pages", LOOK | {"out_of_scope": 200}),
    Row("post", f"{J}/visit-pages", only_owner(422),
        {"id": UNKNOWN, "page": page_words(), "grants": [UNKNOWN]}),
    # Sent to the viewer, the caregiver and the team.
    Row("get", f"{J}/visit-pages/{{page}}", LOOK | {"out_of_scope": 404}),
    Row("get", f"{J}/visit-pages/{{unknown}}",
        only_owner(404) | dict.fromkeys((*GRANTED, "out_of_scope"), 404)),
    Row("delete", f"{J}/visit-pages/{{page}}", only_owner()),
    Row("get", f"{J}/my-access",
        only_owner(403) | dict.fromkeys((*GRANTED, "out_of_scope"), 200)),
    # Last of what touches a grant: it gives the grant up. A team's is not one person's to give up.
    Row("delete", f"{J}/my-access",
        only_owner(403) | {"viewer": 204, "caregiver": 204, "out_of_scope": 204}),
    Row("post", "invitations/preview", NOTHING_THERE, {"token": "no"}),
    Row("post", "invitations/accept", NOTHING_THERE, {"token": "no"}),
    Row("get", "shared", ANY_ACCOUNT),
    Row("get", "teams", ANY_ACCOUNT),
    Row("post", "teams", FOUNDS, {"name": "A team"}),
    Row("get", T, NO_TEAM | IN_TEAM),
    Row("patch", T, NO_TEAM | {"member": 403}, {"hours": "never"}),
    Row("post", f"{T}/invitations", NO_TEAM | {"member": 403}, {"email": "x@example.org"}),
    Row("delete", f"{T}/invitations/{{unknown}}", NO_TEAM | {"member": 403}),
    Row("patch", f"{T}/members/{{unknown}}", NO_TEAM | {"member": 403}, {"role": "lead"}),
    Row("delete", f"{T}/members/{{unknown}}", NO_TEAM | {"member": 403}),
    Row("post", "teams/preview", NOTHING_THERE, {"token": "no"}),
    Row("post", "teams/join", NOTHING_THERE, {"token": "no"}),
    Row("post", "visits/open", IN_ROOM, {"secret": "000000"}),
    Row("get", "visit", IN_ROOM | {"visit": 200}),
    Row("get", "visit/timeline", IN_ROOM | {"visit": 200}),
    Row("get", "visit/entries/{photo}/picture", IN_ROOM | {"visit": 200}),
    Row("get", "visit/flags", IN_ROOM | {"visit": 200}),
    Row("delete", "visit", IN_ROOM | {"visit": 204}),
    Row("put", f"{J}/break", only_owner(),
        {"until": None, "reminders": True, "mail": False, "prompts": False}),
    Row("delete", f"{J}/break", only_owner()),
    Row("get", f"{J}/reminders", only_owner()),
    Row("put", f"{J}/reminders/{{unknown}}", only_owner(),
        {"kind": "own", "enabled": False, "days": [0], "wall_time": "18:00"}),
    Row("delete", f"{J}/reminders/{{unknown}}", only_owner(404)),
    Row("put", f"{J}/reminder-settings", only_owner(),
        {"by_push": True, "by_mail": "never", "quiet_from": "21:00", "quiet_to": "08:00",
         "follow_up": True}),
    Row("get", "me/phones", ANY_ACCOUNT),
    Row("put", "me/phones", dict.fromkeys(ROLES, 422) | NO_APP | NO_ACCOUNT,
        {"endpoint": "https://example.org/", "keys": {"p256dh": "A", "auth": "A"}, "name": "A"}),
    Row("delete", "me/phones/{unknown}", dict.fromkeys(ROLES, 404) | NO_APP | NO_ACCOUNT),
    Row("post", "me/phones/{unknown}/test", dict.fromkeys(ROLES, 404) | NO_APP | NO_ACCOUNT),
    Row("post", "me/phones/receipts", dict.fromkeys(ROLES, 204) | NO_APP | NO_ACCOUNT,
        {"id": UNKNOWN}),
    Row("get", f"{J}/summary", only_owner()),
    Row("put", f"{J}/summary", only_owner(), {"enabled": False}),
    Row("get", "me/digest", ANY_ACCOUNT),
    Row("put", "me/digest", ANY_ACCOUNT, {"enabled": False}),
    # Last: it takes the entry away that the rows above read.
    Row("post", f"{J}/erase", only_owner(stale=401)),
    Row("post", "unsubscribe/{unknown}", dict.fromkeys(ROLES, 410)),
]  # fmt: skip

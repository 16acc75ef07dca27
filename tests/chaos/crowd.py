"""The people of a trial of the outbox: who is to be told what, and how often in all."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from journal.core.access import Section
from journal.core.ids import new_id
from journal.entries.proxies import CheckinEntry
from journal.flags.models import Flag
from journal.notifications.push.services import subscribe
from journal.reminders.models import Reminder, ReminderSettings
from journal.settings.zone_data import follow_zone_data
from journal.sharing.access import locked_journal_for
from journal.sharing.policy import Action
from journal.sharing.services import invite, withdraw_invitation
from journal.summaries.models import SummarySchedule, TeamDigest
from journal.sync.push import push
from tests.people import Person, grant, op, person
from tests.push_service import Browser, PushService


@dataclass
class Crowd:
    """Everybody, with what must have reached them in the end."""

    now: datetime
    lasts: timedelta
    service: PushService
    chance: random.Random
    browser: Browser = field(default_factory=Browser)
    mails: Counter[str] = field(default_factory=Counter)
    """Per address."""
    notices: Counter[str] = field(default_factory=Counter)
    """Per path at the push service."""
    silent: int = 0
    """Occasions on which nothing must come."""
    made: int = 0

    @property
    def zone(self) -> str:
        """One where it is about noon: reminders of a whole hour before and after fit into a day."""
        ahead = 12 - self.now.hour
        return "Etc/GMT" if not ahead else f"Etc/GMT{-ahead:+d}"

    @property
    def occasions(self) -> int:
        return self.mails.total() + self.notices.total() + self.silent

    def fill(self, size: int) -> None:
        """Make people of each sort until about ``size`` occasions are planned."""
        # Their weekly mails come at odd times: nobody is to put them right by the rules of clocks.
        follow_zone_data(now=self.now)
        share = size / 10_000
        for _ in range(max(1, round(220 * share))):
            self.reminded_by_mail(16)
        for _ in range(max(1, round(100 * share))):
            self.reminded_by_push(18)
        for _ in range(max(1, round(40 * share))):
            self.reminded_on_two_phones(10)
        for phones in (1, 2):
            for _ in range(max(1, round(30 * share))):
                self.reminded_where_phones_are_gone(phones, 10)
        for _ in range(max(1, round(400 * share))):
            self.asked_too_late()
            self.told_of_a_flag(by_push=False)
            self.told_of_a_flag(by_push=True)
            self.told_of_the_week(wrote=self.chance.random() < 0.8)
            self.invites(takes_back=self.chance.random() < 0.2)

    def reminded_by_mail(self, times: int) -> None:
        who = self._survivor()
        self._remind(who, times)
        self.mails[who.user.email] += times

    def reminded_by_push(self, times: int) -> None:
        who = self._survivor()
        path = self._phone(who)
        self._remind(who, times)
        self.notices[path] += times

    def reminded_on_two_phones(self, times: int) -> None:
        """And by mail as well."""
        who = self._survivor()
        ReminderSettings.objects.create(journal=who.journal, by_mail=ReminderSettings.ByMail.ALWAYS)
        self.notices.update({self._phone(who): times, self._phone(who): times})
        self._remind(who, times)
        self.mails[who.user.email] += times

    def reminded_where_phones_are_gone(self, phones: int, times: int) -> None:
        """Each phone says 410: one mail comes instead, however many phones there were."""
        who = self._survivor()
        for _ in range(phones):
            self._phone(who, gone=True)
        self._remind(who, times)
        self.mails[who.user.email] += times

    def asked_too_late(self) -> None:
        """Has checked in today already: no nudge, and the database says why."""
        who = self._survivor()
        at = self.now.isoformat()
        _push(who, op(who, type="checkin", section="symptoms", body={"overall": 1},
                      occurred_at=at, tz=self.zone), self.now)  # fmt: skip
        assert CheckinEntry.objects.filter(journal_id=who.journal.id).exists()
        self._remind(who, 1, kind=Reminder.Kind.CHECKIN)
        self.silent += 1

    def told_of_a_flag(self, *, by_push: bool) -> None:
        who = self._survivor()
        path = self._phone(who) if by_push else ""
        self._flag(who, self._moment())
        if by_push:
            self.notices[path] += 1
        else:
            self.mails[who.user.email] += 1

    def told_of_the_week(self, *, wrote: bool) -> None:
        """A survivor's mail, and that of somebody who looks: nothing where there is nothing."""
        who, other, looks = self._survivor(), self._survivor(), self._account()
        monday = self.now.date() - timedelta(days=self.now.date().weekday())
        when = {"time_zone": self.zone, "planned_on": monday}
        SummarySchedule.objects.create(journal=who.journal, next_at=self._moment(), **when)
        grant(other, looks, Section.FLAGS, Section.SYMPTOMS, now=self.now)
        TeamDigest.objects.create(user=looks.user, next_at=self._moment(), **when)
        if not wrote:
            self.silent += 2
            return
        at = datetime.combine(monday - timedelta(days=2), self.now.time(), UTC)
        _push(who, op(who, occurred_at=at.isoformat(), tz=self.zone), self.now)
        self._flag(other, self.now + timedelta(days=2))
        self.mails.update({who.user.email: 1, looks.user.email: 1})

    def invites(self, *, takes_back: bool) -> None:
        who, email = self._survivor(), f"nurse{self.made}@example.org"
        with locked_journal_for(
            principal=who.principal, journal_id=who.journal.id, action=Action.SHARE, now=self.now
        ) as (access, journal):
            made = invite(
                access=access, journal=journal, email=email, sections=[Section.SYMPTOMS],
                since=None, until=date(self.now.year + 1, 1, 1), now=self.now,
            )  # fmt: skip
            if takes_back:
                withdraw_invitation(access=access, invitation_id=made.id, now=self.now)
        if takes_back:
            self.silent += 1
        else:
            self.mails[email] += 1

    def _account(self, **given: object) -> Person:
        self.made += 1
        return person(f"p{self.made}", **given)  # type: ignore[arg-type]

    def _survivor(self) -> Person:
        return self._account(journal=True, time_zone=self.zone)

    def _moment(self) -> datetime:
        ahead = self.chance.uniform(-300, self.lasts.total_seconds())
        return (self.now + timedelta(seconds=ahead)).replace(microsecond=0)

    def _phone(self, who: Person, *, gone: bool = False) -> str:
        path = f"/send/{'gone' if gone else 'phone'}-{new_id()}"
        subscribe(
            user_id=who.user.id, endpoint=f"https://{self.service.host}{path}", name="phone",
            now=self.now, **self.browser.keys(),
        )  # fmt: skip
        return path

    def _remind(self, who: Person, times: int, kind: str = Reminder.Kind.OWN) -> None:
        made = []
        for _ in range(times):
            at = self._moment()
            local = at + timedelta(hours=12 - self.now.hour)
            made.append(
                Reminder(
                    journal=who.journal, kind=kind, wall_time=local.time(), time_zone=self.zone,
                    planned_on=local.date(), next_at=at,
                )
            )  # fmt: skip
        Reminder.objects.bulk_create(made)

    def _flag(self, who: Person, follow_up_at: datetime) -> None:
        raised = self.now - timedelta(days=1)
        Flag.objects.create(
            journal=who.journal, rule="F17", rule_set="1", concept="a", urgency="same_day",
            evidence=[], sections=["symptoms"], evaluated_on=raised, created_at=raised,
            updated_at=raised, follow_up_at=follow_up_at,
        )  # fmt: skip


def _push(who: Person, sent: dict[str, object], now: datetime) -> None:
    push(
        principal=who.principal, journal_id=who.journal.id, sent=[sent], epoch=None,
        device_id=None, now=now,
    )  # fmt: skip

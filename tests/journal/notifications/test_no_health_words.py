"""Every mail and notice by default, in both languages: not one word about health in any of them.

A journal full of symptoms, drugs, tests and flags stands behind each; the survivor's team and her
reminders have telling names. What is looked at is all that leaves: envelope, headers, text, HTML.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine

from config.account_mails import _CHANGES, _OTHERS, CODES, account_mail
from config.launch.own_keys import push_key
from journal.accounts.models import AppConsent, User
from journal.accounts.services import change_journal
from journal.core.access import Section
from journal.flags.models import Flag
from journal.notifications.deliver import deliver_due
from journal.notifications.kinds import KINDS
from journal.notifications.models import Delivery
from journal.notifications.push.services import ring_as_test, subscribe
from journal.notifications.services import queue
from journal.privacy.erase import ask_to_erase
from journal.reminders.follow_up import plan_follow_ups
from journal.reminders.planning import plan_due as plan_reminders
from journal.sharing.access import locked_journal_for
from journal.sharing.policy import Action
from journal.sharing.services import invite
from journal.summaries.digest import plan_digests
from journal.summaries.services import plan_due as plan_summaries
from journal.summaries.services import set_summary
from journal.teams.models import CareTeam
from journal.teams.services import found_team, invite_member
from tests.health_words import health_words
from tests.journal.reminders.nudges import note, remind
from tests.people import grant, in_team, person
from tests.push_service import Browser, push_service

SUNDAY = datetime(2026, 3, 1, 12, tzinfo=UTC)
MONDAY = datetime(2026, 3, 9, 9, 5, tzinfo=UTC)
TELLING = {"tamoxifen", "oncology", "lymphoma", "mammogram", "cea", "relapse"}
# Random letters, which may spell anything: ids, tokens, and the borders of parts.
RANDOM = re.compile(r"(?<=/unsubscribe/)[\w.-]+|#[\w-]{20,}|[0-9a-f]{8}-[0-9a-f-]{27}|=====\w+==")


@pytest.fixture
def service(tmp_path, monkeypatch, settings):
    with push_service(tmp_path) as (service, root):
        monkeypatch.setenv("SSL_CERT_FILE", str(root))
        settings.WEB_PUSH_HOSTS = [service.host]
        settings.WEB_PUSH_KEY = push_key()
        yield service


def a_full_life(people, locale: str, service, browser) -> None:
    ana, carla = people.ana, people.carla
    User.objects.update(locale=locale)
    change_journal(
        journal_id=ana.journal.id,
        profile={
            "cancer_type": "lymphoma",
            "followup_tests": [{"test": "Mammogram", "due": "2026-03-23"}],
        },
    )
    note(ana)
    note(ana, body={"symptom": "cough", "severity": 3})
    for urgency in ("same_day", "this_week", "next_visit"):
        Flag.objects.create(
            journal=ana.journal, rule="F19", rule_set="1", concept=f"cough-{urgency}",
            urgency=urgency, evidence=[], sections=["symptoms"], evaluated_on=SUNDAY,
            created_at=SUNDAY, updated_at=SUNDAY, follow_up_at=MONDAY - timedelta(minutes=5),
        )  # fmt: skip
    team = CareTeam.objects.create(name="Oncology nurses", created_at=SUNDAY)
    in_team(team, carla)
    grant(ana, team, Section.FLAGS, Section.SYMPTOMS, now=SUNDAY)
    set_summary(journal=ana.journal, enabled=True, now=SUNDAY + timedelta(days=1))
    plan_digests(now=SUNDAY + timedelta(days=1))
    remind(ana, kind="medication", label="Tamoxifen", at=time(9), now=MONDAY - timedelta(hours=4))
    subscribe(
        user_id=people.ben.user.id, endpoint=service.endpoint(), name="Ben's oncology phone",
        now=MONDAY, **browser.keys(),
    )  # fmt: skip
    remind(people.ben, kind="own", label="Ask about relapse", at=time(9),
           now=MONDAY - timedelta(hours=4))  # fmt: skip


def send_everything(people) -> None:
    ana = people.ana
    for plan in (plan_reminders, plan_follow_ups, plan_summaries, plan_digests):
        plan(now=MONDAY)
    phone = people.ben.user.push_subscriptions.get()
    ring_as_test(user_id=people.ben.user.id, phone_id=phone.id, now=MONDAY)
    with locked_journal_for(
        principal=ana.principal, journal_id=ana.journal.id, action=Action.SHARE, now=MONDAY
    ) as (access, journal):
        invite(access=access, journal=journal, email="x@example.org", sections=[Section.SYMPTOMS],
               since=None, until=MONDAY.date() + timedelta(days=9), now=MONDAY)  # fmt: skip
    team = found_team(user=ana.user, name="Neighbours", now=MONDAY)
    invite_member(team=team, by=ana.user, email="y@example.org", role="member", now=MONDAY)
    consent = AppConsent.objects.create(
        user=ana.user, client_id="c", client_name="An app", scopes=[], given_at=MONDAY
    )
    queue(kind="app-shut-out", key="k1", user_id=ana.user.id, due_at=MONDAY,
          facts={"consent": str(consent.id)})  # fmt: skip
    given = grant(ana, people.ben, Section.SYMPTOMS, now=MONDAY)
    queue(kind="sharing-began", key="k3", user_id=ana.user.id, journal_id=ana.journal.id,
          due_at=MONDAY, facts={"grant": str(given.id)})  # fmt: skip
    queue(kind="operator-look", key="k2", user_id=ana.user.id, journal_id=ana.journal.id,
          due_at=MONDAY, facts={"reason": "owner-asked"})  # fmt: skip
    queue(kind="copy-made", key="k4", user_id=ana.user.id, due_at=MONDAY)
    ask_to_erase(user=person("Dora").user, now=MONDAY)
    deliver_due(clock=lambda: MONDAY, until=MONDAY + timedelta(seconds=5))


def found_in(text: str) -> set[str]:
    words = RANDOM.sub("", text).lower()
    return {
        word for word in health_words() | TELLING
        if re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", words)
    }  # fmt: skip


@pytest.mark.parametrize("locale", ["en", "es"])
def test_no_health_word_leaves(people, service, mailoutbox, locale):
    browser = Browser()
    with time_machine.travel(MONDAY, tick=False):
        a_full_life(people, locale, service, browser)
        send_everything(people)

    sent = Delivery.objects.filter(state="sent").values_list("kind", flat=True)
    assert set(sent) == set(KINDS)
    for letter in mailoutbox:
        everything = [letter.subject, letter.body, *(part[0] for part in letter.alternatives),
                      *letter.to, str(letter.extra_headers)]  # fmt: skip
        assert not found_in("\n".join(map(str, everything))), letter.subject
    for notice, got in zip(service.notices(browser), service.received, strict=True):
        assert not found_in(str(notice))
        assert not found_in(got.path + str(got.headers))
    assert not found_in(str(list(Delivery.objects.values_list("key", "facts", "last_error"))))


@pytest.mark.parametrize("locale", ["en", "es"])
@pytest.mark.parametrize("name", [*CODES, *_OTHERS, *_CHANGES])
def test_no_health_word_is_in_a_mail_about_an_account(name, locale):
    letter = account_mail(f"account/email/{name}", {"code": "123456"}, locale=locale)

    assert letter is not None
    assert not found_in("\n".join([letter.subject, letter.text, letter.html]))


def test_no_mail_loads_or_names_anything_elsewhere(people, service, mailoutbox):
    with time_machine.travel(MONDAY, tick=False):
        a_full_life(people, "en", service, Browser())
        send_everything(people)

    for letter in mailoutbox:
        html = str(letter.alternatives[0][0])
        assert "<img" not in html
        assert "@import" not in html
        addresses = set(re.findall(r"https?://[^\"\s)<>]+", html))
        addresses -= {address for address in addresses if address.startswith("http://www.w3.org/")}
        assert all(address.startswith("http://localhost:8000/") for address in addresses)

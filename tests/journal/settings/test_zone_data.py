"""A zone whose clocks a government has changed: what was planned there moves, once, and stays."""

from __future__ import annotations

import shutil
import zoneinfo
from datetime import UTC, date, datetime, time, timedelta
from importlib import resources

import pytest

from journal.accounts.models import User
from journal.core import clock
from journal.core.access import Section
from journal.core.models import ZoneDataInUse
from journal.reminders import schedule
from journal.reminders.models import EVERY_DAY, Occurrence, Reminder
from journal.reminders.planning import plan_due
from journal.settings import zone_data
from journal.settings.zone_data import follow_zone_data
from journal.summaries.digest import start_digests
from journal.summaries.models import SummarySchedule, TeamDigest
from journal.summaries.services import set_summary
from tests.journal.reminders.nudges import MONDAY, deliver, remind
from tests.people import grant, person

ZONE = "Test/Moved"
"""An hour ahead of UTC; then, by a new law, two."""


@pytest.fixture
def law(tmp_path, monkeypatch):
    """Change the zone's rules: ``law("Etc/GMT-2", "2027a")``."""

    def pass_(like: str, version: str) -> None:
        area, name = like.split("/")
        source = resources.files(f"tzdata.zoneinfo.{area}").joinpath(name)
        (tmp_path / "Test").mkdir(exist_ok=True)
        with resources.as_file(source) as held:
            shutil.copy(held, tmp_path / "Test" / "Moved")
        zoneinfo.reset_tzpath([tmp_path])
        _forget()
        monkeypatch.setattr(zone_data, "zone_data", lambda: version)

    monkeypatch.setattr(clock, "_ZONES", clock._ZONES | {ZONE})
    pass_("Etc/GMT-1", "2026f")
    yield pass_
    zoneinfo.reset_tzpath(to=())
    _forget()


def _forget() -> None:
    """As a process that is started anew."""
    zoneinfo.ZoneInfo.clear_cache()
    for cached in (clock.zone, schedule.next_time, schedule._exists):
        cached.cache_clear()


@pytest.fixture
def ana(db, law):
    who = person("Ana", journal=True, time_zone=ZONE)
    follow_zone_data(now=MONDAY)
    return who


def at(hour: int, minute: int = 0, *, day: int = 2) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


def test_reminders_and_weekly_mails_move_with_the_clocks(ana, law):
    evening = remind(ana, kind="own", at=time(18), days=EVERY_DAY)
    set_summary(journal=ana.journal, enabled=True, now=MONDAY)
    carla = person("Carla")
    User.objects.filter(id=carla.user.id).update(time_zone=ZONE)
    grant(ana, carla, Section.FLAGS, now=MONDAY)
    start_digests(now=MONDAY)
    assert evening.next_at == at(17)

    law("Etc/GMT-2", "2027a")

    assert follow_zone_data(now=MONDAY) == 3
    assert Reminder.objects.get().next_at == at(16)
    assert SummarySchedule.objects.get().next_at == at(6, day=9)
    assert TeamDigest.objects.get().next_at == at(6, day=9)
    assert Reminder.objects.get().planned_on == date(2026, 3, 2)


def test_what_is_past_by_the_new_rules_comes_at_once_and_its_day_is_not_skipped(
    ana, law, mailoutbox
):
    """13:30 was to be in half an hour; by the new clocks it was half an hour ago."""
    remind(ana, kind="own", at=time(13, 30), days=EVERY_DAY)
    law("Etc/GMT-2", "2027a")

    follow_zone_data(now=MONDAY)
    plan_due(now=MONDAY)
    deliver(MONDAY)

    assert len(mailoutbox) == 1
    assert Occurrence.objects.get().planned_on == date(2026, 3, 2)
    assert Reminder.objects.get().next_at == at(11, 30, day=3)


def test_what_came_today_does_not_come_again_where_clocks_go_back(ana, law, mailoutbox):
    """It was 13:00 when it came; by the new clocks it is noon again."""
    remind(ana, kind="own", at=time(13), days=EVERY_DAY, now=MONDAY - timedelta(hours=1))
    plan_due(now=MONDAY)
    deliver(MONDAY)
    law("Etc/GMT", "2027a")

    follow_zone_data(now=MONDAY)
    for hours in range(20):
        now = MONDAY + timedelta(hours=hours)
        plan_due(now=now)
        deliver(now)

    assert len(mailoutbox) == 1
    assert Reminder.objects.get().next_at == at(13, day=3)


def test_it_is_done_once_a_release(ana, law, django_assert_num_queries):
    remind(ana, kind="own", at=time(18))
    law("Etc/GMT-2", "2027a")
    assert follow_zone_data(now=MONDAY) == 1

    with django_assert_num_queries(1):
        assert follow_zone_data(now=MONDAY + timedelta(minutes=1)) == 0
    assert list(ZoneDataInUse.objects.order_by("version").values_list("version", flat=True)) == [
        "2026f", "2027a",
    ]  # fmt: skip


def test_a_worker_with_older_data_does_not_move_things_back(ana, law):
    remind(ana, kind="own", at=time(18))
    law("Etc/GMT-2", "2027a")
    follow_zone_data(now=MONDAY)
    law("Etc/GMT-1", "2026f")

    assert follow_zone_data(now=MONDAY) == 0
    assert Reminder.objects.get().next_at == at(16)


def test_a_crash_in_the_middle_begins_anew(ana, law, monkeypatch):
    remind(ana, kind="own", at=time(18))
    set_summary(journal=ana.journal, enabled=True, now=MONDAY)
    law("Etc/GMT-2", "2027a")
    real = zone_data._follow

    def dies(model, wall_time_of):
        if model is SummarySchedule:
            raise KeyboardInterrupt
        return real(model, wall_time_of)

    with monkeypatch.context() as patch:
        patch.setattr(zone_data, "_follow", dies)
        with pytest.raises(KeyboardInterrupt):
            follow_zone_data(now=MONDAY)

    assert follow_zone_data(now=MONDAY) == 1
    assert SummarySchedule.objects.get().next_at == at(6, day=9)


def test_batches_leave_none_out_and_what_is_off_stays_off(ana, law, monkeypatch):
    monkeypatch.setattr(zone_data, "BATCH", 2)
    for hour in (14, 15, 16, 17, 18):
        remind(ana, kind="own", at=time(hour))
    off = remind(ana, kind="medication", at=time(18), enabled=False)
    law("Etc/GMT-2", "2027a")

    assert follow_zone_data(now=MONDAY) == 5
    off.refresh_from_db()
    assert (off.next_at, off.planned_on) == (None, None)


def test_the_zones_are_those_of_the_package_and_not_of_the_machine():
    assert zoneinfo.TZPATH == ()
    assert clock.zone_data() >= "2026a"

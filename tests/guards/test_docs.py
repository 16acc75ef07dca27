"""What exists is documented: problems, types of entry, tasks, settings, sections."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

from api.problems import CODES
from config.beat import SCHEDULE
from journal.core.access import Section
from journal.entries.types import ENTRY_TYPES
from journal.flags.engine.rule_set import public_rules
from journal.notifications.kinds import KINDS

DOCS = Path(settings.BASE_DIR) / "docs"
READ = r'env\.(?:text|flag|number|words|rsa_key|push_key|contact|document)\(\s*"([A-Z_]+)"'


def page(name: str) -> str:
    return (DOCS / name).read_text()


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_problem_has_a_section(code):
    assert re.search(rf"^## `{code}`", page("problems.md"), re.MULTILINE)


@pytest.mark.parametrize("slug", sorted(ENTRY_TYPES))
def test_every_type_of_entry_has_a_section(slug):
    assert re.search(rf"^## `{slug}`", page("entry-types.md"), re.MULTILINE)


@pytest.mark.parametrize("section", [section.value for section in Section])
def test_every_section_is_explained(section):
    assert f"`{section}`" in page("entry-types.md")


@pytest.mark.parametrize("job", sorted(SCHEDULE))
def test_every_periodic_job_is_explained(job):
    assert f"`{job}`" in page("operations.md")


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_message_is_listed(kind):
    assert f"`{kind}`" in page("operations.md")


def test_every_rule_is_on_the_rules_page():
    for rule in public_rules()["rules"]:
        assert str(rule["id"]) in page("rules.md")


def test_every_setting_read_from_the_environment_is_listed():
    config = Path(settings.BASE_DIR) / "config"
    names = {
        name
        for file in [*config.glob("*.py"), *(config / "settings").glob("*.py")]
        for name in re.findall(READ, file.read_text())
    }

    assert names
    for name in sorted(names):
        assert f"`{name}`" in page("settings.md"), name


def test_links_between_pages_lead_somewhere():
    root = Path(settings.BASE_DIR)
    for file in [*DOCS.rglob("*.md"), *root.glob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", file.read_text()):
            assert (file.parent / target).exists(), f"{file.name}: {target}"

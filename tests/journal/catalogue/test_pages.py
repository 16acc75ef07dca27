"""Pages written from data, and the check of codes."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from journal.catalogue.terms import terms
from journal.flags.engine.rule_set import public_rules
from journal.flags.pages import rules_page


def run(*args):
    out = StringIO()
    call_command(*args, stdout=out)
    return out.getvalue()


def test_the_pages_in_the_repository_are_up_to_date():
    assert run("rule_pages", "--check") == "2 pages, 0 written\n"


def test_a_page_that_is_out_of_date_is_named_and_then_written(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "rules.md").write_text("old", "utf-8")

    with pytest.raises(CommandError, match=r"out of date: rules\.md, symptoms\.md"):
        run("rule_pages", "--check")
    assert (tmp_path / "docs" / "rules.md").read_text("utf-8") == "old"

    assert run("rule_pages") == "2 pages, 2 written\n"
    assert run("rule_pages") == "2 pages, 0 written\n"


def test_the_page_has_every_number_word_and_source_of_every_rule():
    page = rules_page()

    for raw in public_rules()["rules"]:
        assert f"## {raw['id']} {raw['texts']['title']['en']}" in page
        for name in raw["thresholds"]:
            assert f"| `{name}` |" in page
        for part in ("saw", "why", "ask"):
            for words in raw["texts"][part].values():
                assert words["en"] in page
                assert words["es"] in page
        for key in raw["sources"]:
            assert f"| {key} |" in page


def test_shipped_codes_are_held_against_a_release_file(tmp_path):
    codes = [code.code for term in terms().values() for code in term.codes]
    file = tmp_path / "release.txt"
    file.write_text("id\tterm\n" + "\n".join(f"{code}\tx" for code in codes), "utf-8")

    assert run("check_codes", str(file)) == "8 codes, all in the set\n"

    file.write_text("\n".join(codes[1:]), "utf-8")
    with pytest.raises(CommandError, match=rf"not in the set: {codes[0]} \(chest_pain\)"):
        run("check_codes", str(file))
    with pytest.raises(CommandError, match="cannot read"):
        run("check_codes", str(tmp_path / "none"))

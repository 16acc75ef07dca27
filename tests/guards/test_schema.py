"""The API's description and the tables are what the code says they are."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

ROOT = Path(settings.BASE_DIR)


def test_the_committed_openapi_document_is_the_one_the_code_makes(tmp_path):
    made = tmp_path / "openapi.yaml"
    call_command("spectacular", file=str(made), validate=True, fail_on_warn=True)

    assert made.read_text() == (ROOT / "api" / "openapi.yaml").read_text(), "run: make schema"


@pytest.mark.django_db(databases=["default", "owner"])
def test_every_change_of_a_model_has_its_migration():
    said = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said, stderr=said)
    except SystemExit:
        pytest.fail(f"run: manage.py makemigrations\n{said.getvalue()}")


def test_the_migrations_are_one_line():
    folder = ROOT / "journal" / "migrations"
    names = sorted(file.stem for file in folder.glob("0*.py"))

    assert (folder / "max_migration.txt").read_text().strip() == names[-1]
    assert [name[:4] for name in names] == [f"{n:04d}" for n in range(1, len(names) + 1)]

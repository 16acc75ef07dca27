"""Row-level security: the second wall around a journal."""

from django.db import migrations

from journal.core import wall_sql as sql


class Migration(migrations.Migration):

    dependencies = [
        ('journal', '0004_teams_and_visits'),
    ]

    operations = [
        migrations.RunSQL(sql.ROLE, migrations.RunSQL.noop),
        migrations.RunSQL(sql.anew(), sql.no_policies()),
    ]

"""The second wall around who gets the mail for care teams; all policies as they stand now."""

import django.db.models.deletion
from django.db import migrations, models

from journal.core import wall_sql as sql


class Migration(migrations.Migration):

    dependencies = [
        ('journal', '0014_zone_data_in_use'),
    ]

    operations = [
        migrations.AlterField(
            model_name='auditevent',
            name='journal',
            field=models.ForeignKey(db_constraint=False, help_text="null where it is no journal's: a wrong code, an offer of a team", null=True, on_delete=django.db.models.deletion.DO_NOTHING, to='journal.journal'),
        ),
        migrations.RunSQL(sql.anew(), migrations.RunSQL.noop),
    ]

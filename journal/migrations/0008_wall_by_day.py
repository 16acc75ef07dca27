"""The second wall learns the first day of a grant, and lets nobody widen a grant of their own."""

from django.db import migrations

from journal.core import wall_sql as sql


class Migration(migrations.Migration):

    dependencies = [
        ('journal', '0007_app_consents'),
    ]

    operations = [
        migrations.RunSQL(sql.anew(), migrations.RunSQL.noop),
    ]

"""The two long statements of an evaluation, with plans that are kept, and an index they need."""

from django.db import migrations, models

from journal.flags import migration_sql as sql


class Migration(migrations.Migration):

    dependencies = [
        ('journal', '0010_reminders_and_push'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(
                condition=models.Q(('deleted', False), ('purged', False), ('type__in', ['weight', 'lab'])),
                fields=['journal', 'occurred_at'],
                name='entry_seldom',
            ),
        ),
        migrations.RunSQL(sql.READ, sql.READ_BACK),
        migrations.RunSQL(sql.WRITE, sql.WRITE_BACK),
    ]

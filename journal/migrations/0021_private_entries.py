"""Entries for the owner alone, and the second wall around them."""

from django.db import migrations, models

from journal.core import wall_sql as sql


class Migration(migrations.Migration):

    dependencies = [
        ('journal', '0020_deletion'),
    ]

    operations = [
        migrations.AddField(
            model_name='entry',
            name='private',
            field=models.BooleanField(db_default=False, default=False, help_text='the body, or an open copy of it, is for the owner alone'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(condition=models.Q(('private', True)), fields=['journal'], name='entry_kept_back'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(('private', True), models.Q(('body__has_key', 'private'), _negated=True), _connector='OR'), name='entry_private'),
        ),
        migrations.RunSQL(sql.anew(), migrations.RunSQL.noop),
    ]

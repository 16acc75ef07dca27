"""Photos: the entry that says what one shows, and the bytes of the picture."""

import django.db.models.deletion
from django.db import migrations, models

from journal.core import wall_sql as sql

ONLY_ADDED = "REVOKE UPDATE, DELETE ON journal_picture FROM daybook_web;"


class Migration(migrations.Migration):

    dependencies = [
        ('journal', '0018_device_erasures'),
    ]

    operations = [
        migrations.CreateModel(
            name='Picture',
            fields=[
                ('pk', models.CompositePrimaryKey('journal_id', 'entry_id', 'sha256', blank=True, editable=False, primary_key=True, serialize=False)),
                ('journal', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='journal.journal')),
                ('entry_id', models.UUIDField()),
                ('sha256', models.CharField(help_text='of what the phone sent', max_length=64)),
                ('byte_count', models.PositiveIntegerField(help_text='of what is kept, before it was encrypted')),
                ('sealed', models.BinaryField(help_text='a JPEG without metadata, encrypted')),
                ('received_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='PhotoEntry',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('journal.entry',),
        ),
        migrations.RemoveConstraint(
            model_name='entry',
            name='entry_type_known',
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(('type__in', ['activity', 'alcohol', 'appointment', 'checkin', 'diet', 'distress', 'lab', 'mood_screen', 'note', 'photo', 'question', 'sleep', 'symptom', 'temperature', 'tobacco', 'weight'])), name='entry_type_known'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('type', 'photo'), _negated=True), models.Q(('body', {}), ('deleted', True)), ('purged', True), models.Q(('body__has_key', 'sha256'), ('body__sha256__regex', '^[0-9a-f]{64}$'), ('body__has_key', 'bytes'), ('body__bytes__gte', 1), ('body__bytes__lte', 1500000), ('body__has_key', 'width'), ('body__width__gte', 1), ('body__width__lte', 1600), ('body__has_key', 'height'), ('body__height__gte', 1), ('body__height__lte', 1600)), _connector='OR'), name='entry_body_photo'),
        ),
        migrations.AddConstraint(
            model_name='picture',
            constraint=models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='picture_sha256'),
        ),
        migrations.AddConstraint(
            model_name='picture',
            constraint=models.CheckConstraint(condition=models.Q(('byte_count__gte', 1), ('byte_count__lte', 4000000)), name='picture_bytes'),
        ),
        migrations.RunSQL(ONLY_ADDED, migrations.RunSQL.noop),
        migrations.RunSQL(sql.anew(), migrations.RunSQL.noop),
    ]

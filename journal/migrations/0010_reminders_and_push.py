"""Reminders of several kinds, what became of each, and phones that can be rung."""

import datetime

import django.db.models.deletion
import django.db.models.functions.datetime
import journal.core.ids
from django.conf import settings
from django.db import migrations, models

from journal.core import wall_sql as sql


class Migration(migrations.Migration):

    dependencies = [
        ('journal', '0009_team_changes_and_looks_by_time'),
    ]

    operations = [
        migrations.CreateModel(
            name='Occurrence',
            fields=[
                ('id', models.UUIDField(default=journal.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('planned_on', models.DateField(help_text='the local day it was planned for')),
                ('wall_time', models.TimeField()),
                ('due_at', models.DateTimeField()),
                ('is_own_wish', models.BooleanField(default=False, help_text="asked for by the survivor, so it does not count as the day's one")),
                ('state', models.CharField(choices=[('queued', 'Queued'), ('sent', 'Sent'), ('missed', 'Missed'), ('left_out', 'Left Out')], default='queued', max_length=8)),
            ],
        ),
        migrations.CreateModel(
            name='PushSubscription',
            fields=[
                ('id', models.UUIDField(default=journal.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(help_text='of the phone, as its owner would say it', max_length=60)),
                ('endpoint', models.TextField(help_text='encrypted: whoever has it can ring the phone')),
                ('endpoint_hash', models.BinaryField(help_text='SHA-256', max_length=32, unique=True)),
                ('keys', models.TextField(help_text="encrypted: the browser's public key and its secret")),
                ('created_at', models.DateTimeField()),
                ('seen_at', models.DateTimeField(help_text='the app was last opened there')),
                ('sent_at', models.DateTimeField(help_text='null until something was sent', null=True)),
                ('received_at', models.DateTimeField(help_text='null until it said that one arrived', null=True)),
                ('unanswered_since', models.DateTimeField(help_text='the first send that it has not said to have received', null=True)),
            ],
        ),
        migrations.CreateModel(
            name='ReminderSettings',
            fields=[
                ('journal', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='reminder_settings', serialize=False, to='journal.journal')),
                ('by_push', models.BooleanField(default=True, help_text='on every phone that allowed it')),
                ('by_mail', models.CharField(choices=[('fallback', 'Fallback'), ('always', 'Always'), ('never', 'Never')], default='fallback', help_text='fallback: when no phone can be reached', max_length=8)),
                ('quiet_from', models.TimeField(default=datetime.time(21, 0))),
                ('quiet_to', models.TimeField(default=datetime.time(8, 0), help_text='equal to quiet_from: no quiet hours')),
                ('follow_up', models.BooleanField(default=True, help_text='a word about an open flag until it is answered')),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='reminder',
            name='reminder_one_of_a_kind',
        ),
        migrations.RemoveConstraint(
            model_name='reminder',
            name='reminder_weekday',
        ),
        migrations.RemoveConstraint(
            model_name='reminder',
            name='reminder_planned',
        ),
        migrations.AddField(
            model_name='delivery',
            name='received_at',
            field=models.DateTimeField(help_text='null until the phone said so', null=True),
        ),
        migrations.AddField(
            model_name='flag',
            name='follow_up_at',
            field=models.DateTimeField(help_text='when a word about it is due; null until that was worked out', null=True),
        ),
        migrations.AddField(
            model_name='reminder',
            name='created_at',
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
        ),
        migrations.AddField(
            model_name='reminder',
            name='days',
            field=models.PositiveSmallIntegerField(default=127, help_text='weekdays as bits, 1 is Monday and 64 Sunday'),
        ),
        migrations.RunSQL(
            """
            UPDATE journal_reminder SET days = 1 << weekday;
            UPDATE journal_delivery SET state = 'missed'
            WHERE kind = 'checkin-reminder' AND state IN ('due', 'sending');
            """,
            migrations.RunSQL.noop,
        ),
        migrations.RemoveField(
            model_name='reminder',
            name='weekday',
        ),
        migrations.AddField(
            model_name='reminder',
            name='label',
            field=models.CharField(blank=True, help_text="the survivor's words; shown in the app, never sent", max_length=60),
        ),
        migrations.AlterField(
            model_name='delivery',
            name='channel',
            field=models.CharField(choices=[('email', 'Email'), ('push', 'Push')], default='email', max_length=8),
        ),
        migrations.AlterField(
            model_name='reminder',
            name='kind',
            field=models.CharField(choices=[('checkin', 'Checkin'), ('own', 'Own'), ('medication', 'Medication'), ('test', 'Followup Test')], default='checkin', max_length=12),
        ),
        migrations.AlterField(
            model_name='reminder',
            name='next_at',
            field=models.DateTimeField(help_text='null when off, or when no test is ahead', null=True),
        ),
        migrations.AddIndex(
            model_name='flag',
            index=models.Index(condition=models.Q(('state', 'open'), ('urgency__in', ['emergency_now', 'same_day', 'this_week'])), fields=['follow_up_at'], name='flag_follow_up'),
        ),
        migrations.AddConstraint(
            model_name='reminder',
            constraint=models.UniqueConstraint(condition=models.Q(('kind__in', ['checkin', 'test'])), fields=('journal', 'kind'), name='reminder_one_of_a_kind'),
        ),
        migrations.AddConstraint(
            model_name='reminder',
            constraint=models.CheckConstraint(condition=models.Q(('days__range', (1, 127))), name='reminder_days'),
        ),
        migrations.AddConstraint(
            model_name='reminder',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('next_at__isnull', True), ('planned_on__isnull', True)), models.Q(('enabled', True), ('next_at__isnull', False), ('planned_on__isnull', False)), _connector='OR'), name='reminder_planned'),
        ),
        migrations.AddField(
            model_name='occurrence',
            name='journal',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='journal.journal'),
        ),
        migrations.AddField(
            model_name='occurrence',
            name='reminder',
            field=models.ForeignKey(help_text='null for a word about open flags', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='occurrences', to='journal.reminder'),
        ),
        migrations.AddField(
            model_name='pushsubscription',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='push_subscriptions', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='delivery',
            name='device',
            field=models.ForeignKey(help_text='null for mail, and for a phone that is gone', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='journal.pushsubscription'),
        ),
        migrations.AddIndex(
            model_name='occurrence',
            index=models.Index(fields=['journal', '-due_at'], name='occurrence_newest'),
        ),
        migrations.AddConstraint(
            model_name='occurrence',
            constraint=models.UniqueConstraint(fields=('reminder', 'planned_on', 'wall_time'), name='occurrence_once'),
        ),
        migrations.AddConstraint(
            model_name='occurrence',
            constraint=models.UniqueConstraint(condition=models.Q(('is_own_wish', False), models.Q(('state', 'left_out'), _negated=True)), fields=('journal', 'planned_on'), name='occurrence_one_a_day'),
        ),
        migrations.AddIndex(
            model_name='pushsubscription',
            index=models.Index(fields=['seen_at'], name='push_subscription_seen'),
        ),
        migrations.RunSQL(sql.anew(), migrations.RunSQL.noop),
    ]

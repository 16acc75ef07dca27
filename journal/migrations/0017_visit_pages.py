"""Visit pages and who received them; openings of pages among the looks that are counted by time."""

import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models

from journal.core import wall_sql as sql

# A receiver goes with its page. Of both tables, requests change the one thing that may change.
PARTS = """
ALTER TABLE journal_visitpagereceiver ADD CONSTRAINT visitpage_received
  FOREIGN KEY (journal_id, page_id) REFERENCES journal_visitpage (journal_id, id) ON DELETE CASCADE
  DEFERRABLE INITIALLY DEFERRED;
REVOKE UPDATE, DELETE ON journal_visitpage, journal_visitpagereceiver FROM daybook_web;
GRANT UPDATE (taken_back_at) ON journal_visitpage TO daybook_web;
GRANT UPDATE (opened_at, opened_by_id) ON journal_visitpagereceiver TO daybook_web;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('journal', '0016_appointments_and_questions'),
    ]

    operations = [
        migrations.CreateModel(
            name='VisitPage',
            fields=[
                ('pk', models.CompositePrimaryKey('journal_id', 'id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('journal', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='journal.journal')),
                ('id', models.UUIDField()),
                ('appointment', models.UUIDField(help_text='the entry it is for, if any', null=True)),
                ('page', models.JSONField(help_text='``PageWords``; empty once it was taken back long ago')),
                ('sent_at', models.DateTimeField()),
                ('taken_back_at', models.DateTimeField(help_text='null while it may be read', null=True)),
            ],
        ),
        migrations.CreateModel(
            name='VisitPageReceiver',
            fields=[
                ('pk', models.CompositePrimaryKey('journal_id', 'page_id', 'grant_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('journal', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='journal.journal')),
                ('page_id', models.UUIDField()),
                ('grant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='journal.grant')),
                ('opened_at', models.DateTimeField(help_text='null until somebody opened it', null=True)),
                ('opened_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.RemoveIndex(
            model_name='auditevent',
            name='audit_looks_by_time',
        ),
        migrations.AlterField(
            model_name='auditevent',
            name='about',
            field=models.UUIDField(help_text='the grant, invitation, membership or page it rests on or changed', null=True),
        ),
        migrations.AlterField(
            model_name='auditevent',
            name='action',
            field=models.CharField(choices=[('looked-at-entries', 'Looked At Entries'), ('looked-at-flags', 'Looked At Flags'), ('saw-counts', 'Saw Counts'), ('looked-at-page', 'Looked At Page'), ('sent-page', 'Sent Page'), ('took-back-page', 'Took Back Page'), ('invited', 'Invited'), ('withdrew-invitation', 'Withdrew Invitation'), ('accepted', 'Accepted'), ('changed-sharing', 'Changed Sharing'), ('stopped-sharing', 'Stopped Sharing'), ('left', 'Left'), ('joined-team', 'Joined Team'), ('left-team', 'Left Team'), ('removed-member', 'Removed Member'), ('changed-lead', 'Changed Lead'), ('noted', 'Noted'), ('showed-code', 'Showed Code'), ('opened-visit', 'Opened Visit'), ('ended-visit', 'Ended Visit'), ('let-app-in', 'Let App In'), ('ended-app', 'Ended App'), ('shut-app-out', 'Shut App Out'), ('asked-to-look', 'Asked To Look'), ('let-operator-look', 'Let Operator Look'), ('ended-operators-look', 'Ended Operators Look'), ('refused', 'Refused')], max_length=24),
        ),
        migrations.AddIndex(
            model_name='auditevent',
            index=models.Index(condition=models.Q(('action__in', ['looked-at-entries', 'looked-at-flags', 'looked-at-page'])), fields=['at'], name='audit_looks_by_time'),
        ),
        migrations.AddIndex(
            model_name='visitpage',
            index=models.Index(fields=['journal', '-sent_at', '-id'], name='visitpage_newest'),
        ),
        migrations.AddConstraint(
            model_name='visitpage',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('page', {}), ('taken_back_at__isnull', False)), ('page__has_keys', ['title', 'period', 'changed', 'top', 'questions', 'also']), _connector='OR'), name='visitpage_words'),
        ),
        migrations.AddConstraint(
            model_name='visitpage',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length(django.db.models.functions.comparison.Cast('page', models.TextField())), 100000), name='visitpage_length'),
        ),
        migrations.AddConstraint(
            model_name='visitpagereceiver',
            constraint=models.CheckConstraint(condition=models.Q(('opened_by', None), ('opened_at__isnull', False), _connector='OR'), name='visitpage_opened_when'),
        ),
        migrations.RunSQL(PARTS, migrations.RunSQL.noop),
        migrations.RunSQL(sql.anew(), migrations.RunSQL.noop),
    ]

"""Fewer reminders around a scan: the answer with the appointment, and finding it fast."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('journal', '0021_private_entries'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='entry',
            name='entry_body_appointment',
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(condition=models.Q(('deleted', False), ('type', 'appointment')), fields=['journal'], name='entry_appointments'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('type', 'appointment'), _negated=True), models.Q(('body', {}), ('deleted', True)), ('purged', True), models.Q(('body__has_keys', ['kind', 'on']), ('body__kind__in', ('clinic', 'scan', 'blood_test', 'treatment', 'phone_call', 'other')), ('body__on__regex', '^\\d{4}-\\d\\d-\\d\\d$'), models.Q(models.Q(('body__has_key', 'at'), _negated=True), ('body__at__regex', '^([01]\\d|2[0-3]):[0-5]\\d$'), _connector='OR'), models.Q(models.Q(('body__has_key', 'result_by'), _negated=True), ('body__result_by__regex', '^\\d{4}-\\d\\d-\\d\\d$'), _connector='OR'), models.Q(models.Q(('body__has_key', 'fewer_reminders'), _negated=True), ('body__fewer_reminders__in', [True, False]), _connector='OR')), _connector='OR'), name='entry_body_appointment'),
        ),
    ]

"""Index of everything that can be sent; importing it fills the registry."""

import journal.integrators.mails
import journal.notifications.by_mail
import journal.notifications.push.by_push
import journal.operators.mails
import journal.privacy.mails
import journal.reminders.messages
import journal.sharing.mails
import journal.summaries.digest
import journal.summaries.mails
import journal.teams.mails  # noqa: F401 -- imported for what it registers

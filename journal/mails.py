"""Index of everything that can be sent; importing it fills the registry."""

import journal.integrators.mails
import journal.operators.mails
import journal.reminders.mails
import journal.sharing.mails
import journal.summaries.mails
import journal.teams.mails  # noqa: F401 -- imported for what it registers

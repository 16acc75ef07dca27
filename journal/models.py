"""Index for Django: every model of every capability. Import a model from its own capability."""

from journal.accounts.models import (
    AppConsent,
    DeviceErasure,
    Journal,
    Session,
    SignInLink,
    SpentToken,
    User,
)
from journal.audit.models import AuditEvent, AuditSeal
from journal.catalogue.models import SymptomTerm
from journal.core.models import Heartbeat, ZoneDataInUse
from journal.entries.models import ConflictCopy, Entry, EntryRevision
from journal.entries.proxies import (
    AlcoholEntry,
    AppointmentEntry,
    CheckinEntry,
    DietEntry,
    DistressEntry,
    ExerciseEntry,
    MoodScreenEntry,
    NoteEntry,
    PhotoEntry,
    QuestionEntry,
    SleepEntry,
    SymptomEntry,
    TemperatureEntry,
    TestResultEntry,
    TobaccoEntry,
    WeightEntry,
)
from journal.flags.models import Flag, RuleSetInUse, SuppressedFinding
from journal.notifications.models import Delivery, PushSubscription
from journal.pictures.models import Picture
from journal.privacy.models import ErasureReceipt
from journal.reminders.models import Occurrence, Reminder, ReminderSettings
from journal.sharing.models import (
    ConsentRecord,
    Grant,
    Invitation,
    Visit,
    VisitPage,
    VisitPageReceiver,
)
from journal.summaries.models import SummarySchedule, TeamDigest
from journal.sync.models import Operation, SectionDigest
from journal.teams.models import CareTeam, TeamInvitation, TeamMembership

__all__ = [
    "AlcoholEntry",
    "AppConsent",
    "AppointmentEntry",
    "AuditEvent",
    "AuditSeal",
    "CareTeam",
    "CheckinEntry",
    "ConflictCopy",
    "ConsentRecord",
    "Delivery",
    "DeviceErasure",
    "DietEntry",
    "DistressEntry",
    "Entry",
    "EntryRevision",
    "ErasureReceipt",
    "ExerciseEntry",
    "Flag",
    "Grant",
    "Heartbeat",
    "Invitation",
    "Journal",
    "MoodScreenEntry",
    "NoteEntry",
    "Occurrence",
    "Operation",
    "PhotoEntry",
    "Picture",
    "PushSubscription",
    "QuestionEntry",
    "Reminder",
    "ReminderSettings",
    "RuleSetInUse",
    "SectionDigest",
    "Session",
    "SignInLink",
    "SleepEntry",
    "SpentToken",
    "SummarySchedule",
    "SuppressedFinding",
    "SymptomEntry",
    "SymptomTerm",
    "TeamDigest",
    "TeamInvitation",
    "TeamMembership",
    "TemperatureEntry",
    "TestResultEntry",
    "TobaccoEntry",
    "User",
    "Visit",
    "VisitPage",
    "VisitPageReceiver",
    "WeightEntry",
    "ZoneDataInUse",
]

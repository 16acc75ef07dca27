"""Addresses of version 1."""

from django.urls import path

from api.v1 import (
    apps,
    flags,
    journals,
    proof,
    reminders,
    shared,
    sharing,
    sync,
    teams,
    timeline,
    visits,
)

J = "journals/<uuid:journal_id>"
T = "teams/<uuid:team_id>"

urlpatterns = [
    path("me", journals.MeView.as_view()),
    path("me/proof", proof.ProofView.as_view()),
    path("me/apps", apps.AppsView.as_view()),
    path("me/apps/<str:client>", apps.AppView.as_view()),
    path("sign-in-link", journals.SignInLinkView.as_view()),
    path("journals", journals.JournalsView.as_view()),
    path(J, journals.JournalView.as_view()),
    path(f"{J}/ops", sync.PushView.as_view()),
    path(f"{J}/changes", sync.ChangesView.as_view()),
    path(f"{J}/entries/<uuid:entry_id>", sync.EntryView.as_view()),
    path(f"{J}/timeline", timeline.TimelineView.as_view()),
    path(f"{J}/flags", flags.FlagsView.as_view()),
    path(f"{J}/flags/<uuid:flag_id>/answer", flags.FlagAnswerView.as_view()),
    path("catalogue", flags.CatalogueView.as_view()),
    path("rules", flags.RulesView.as_view()),
    path(f"{J}/sharing", sharing.SharingView.as_view()),
    path(f"{J}/invitations", sharing.InvitationsView.as_view()),
    path(f"{J}/invitations/<uuid:invitation_id>", sharing.InvitationView.as_view()),
    path(f"{J}/grants/<uuid:grant_id>", sharing.GrantView.as_view()),
    path(f"{J}/looks", sharing.LooksView.as_view()),
    path("invitations/preview", shared.PreviewView.as_view()),
    path("invitations/accept", shared.AcceptView.as_view()),
    path("shared", shared.SharedView.as_view()),
    path(f"{J}/my-access", shared.MyAccessView.as_view()),
    path(f"{J}/visits", visits.VisitsView.as_view()),
    path(f"{J}/visits/<uuid:visit_id>", visits.VisitView.as_view()),
    path("visits/open", visits.OpenVisitView.as_view()),
    path("visit", visits.RoomView.as_view()),
    path("visit/timeline", visits.RoomTimelineView.as_view()),
    path("visit/flags", visits.RoomFlagsView.as_view()),
    path("teams", teams.TeamsView.as_view()),
    path("teams/preview", teams.TeamPreviewView.as_view()),
    path("teams/join", teams.JoinTeamView.as_view()),
    path(T, teams.TeamView.as_view()),
    path(f"{T}/invitations", teams.TeamInvitationsView.as_view()),
    path(f"{T}/invitations/<uuid:invitation_id>", teams.TeamInvitationView.as_view()),
    path(f"{T}/members/<uuid:user_id>", teams.MemberView.as_view()),
    path(f"{J}/reminder", reminders.ReminderView.as_view()),
    path(f"{J}/summary", reminders.SummaryView.as_view()),
    path("unsubscribe/<str:token>", reminders.UnsubscribeView.as_view()),
]

"""Who I am, my journal and its settings."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.account.internal.flows.login import record_authentication
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login
from django.middleware.csrf import get_token
from drf_spectacular.utils import extend_schema, extend_schema_field
from pydantic import ValidationError
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.access import locked, may_read, now, opened, who
from api.fields import NameField, ZoneField
from api.marks import marks
from api.permissions import Anyone, AnyoneAppsRead, SignedInOrApp
from api.problems import body_errors
from api.tokens import READ
from api.v1.devices import device_mark
from journal.accounts.devices import erasure_of
from journal.accounts.models import Journal, User
from journal.accounts.profile import JournalProfile
from journal.accounts.services import open_journal, use_sign_in_link
from journal.catalogue.terms import unknown_symptoms
from journal.core.errors import FieldError, Invalid, LinkUnusable, ScopeNeeded
from journal.reminders.selectors import checkin_days
from journal.settings.services import change_settings
from journal.sharing.policy import Action
from journal.sharing.scope import elsewhere

PROFILE_COLUMNS = {"timezone", "care_phase"}
"""Parts of the profile that the journal keeps in columns of its own."""


@extend_schema_field(JournalProfile)  # type: ignore[arg-type]  # spectacular takes pydantic models
class ProfileField(serializers.JSONField):
    """The profile that the flag rules read."""

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        """The profile, if it fits; unset parts are left out."""
        try:
            profile = JournalProfile.model_validate(data)
        except ValidationError as wrong:
            raise Invalid(
                *(FieldError(**error) for error in body_errors(wrong, "#/profile"))
            ) from None
        slugs = [*profile.baseline, *profile.original_symptoms, *profile.ask_about]
        unknown = unknown_symptoms(slugs)
        if unknown:
            raise Invalid(FieldError("#/profile", "symptom", "unknown symptom"))
        stored: dict[str, Any] = profile.model_dump(
            mode="json", exclude_unset=True, exclude_none=True, by_alias=True
        )
        return {key: value for key, value in stored.items() if key not in PROFILE_COLUMNS}


class JournalSettings(serializers.Serializer[Any]):
    """What the owner may set."""

    time_zone = ZoneField(required=False)
    locale = serializers.ChoiceField(choices=["en", "es"], required=False)
    country = serializers.RegexField(r"^[A-Z]{2}$|^$", required=False, allow_blank=True)
    units = serializers.ChoiceField(choices=Journal.Units.choices, required=False)
    day_end_hour = serializers.IntegerField(min_value=0, max_value=6, required=False)
    care_phase = serializers.ChoiceField(choices=Journal.CarePhase.choices, required=False)
    quiet_mode = serializers.BooleanField(required=False)
    pins = serializers.ListField(
        child=serializers.SlugField(max_length=40), max_length=12, required=False
    )
    profile = ProfileField(required=False)

    def validate_pins(self, value: list[str]) -> list[str]:
        """Only symptoms of the catalogue can be pinned."""
        if unknown_symptoms(value):
            raise serializers.ValidationError("Unknown symptom.", code="symptom")
        return list(dict.fromkeys(value))


class JournalOutput(serializers.ModelSerializer[Journal]):
    """A journal's settings, as its owner sees them."""

    owner_name = serializers.CharField(source="owner.shown_name")
    profile = ProfileField()
    checkin_days = serializers.SerializerMethodField(
        help_text="weekdays of the check-in reminder, 0 is Monday; empty where it is off"
    )

    class Meta:
        model = Journal
        fields = (
            *("id", "epoch", "owner_name", "time_zone", "locale", "country", "units"),
            *("day_end_hour", "care_phase", "quiet_mode", "pins", "profile", "revision"),
            *("flags_version", "checkin_days"),
        )
        read_only_fields = fields

    def get_checkin_days(self, journal: Journal) -> list[int]:
        """The day on which the app offers the weekly check-in."""
        bits = checkin_days(journal_id=journal.id)
        return [day for day in range(7) if bits >> day & 1]


class UserOutput(serializers.ModelSerializer[User]):
    """The signed-in account."""

    class Meta:
        model = User
        fields = ("id", "email", "name", "locale", "time_zone", "mail_failed_at", "erase_at")
        read_only_fields = fields


class UserInput(serializers.Serializer[Any]):
    """What people may change about their account here."""

    name = NameField(allow_blank=True, required=False)
    locale = serializers.ChoiceField(choices=["en", "es"], required=False)
    time_zone = ZoneField(required=False)


class JournalRef(serializers.Serializer[Any]):
    """Which journal is mine."""

    id = serializers.UUIDField()


class MeOutput(serializers.Serializer[Any]):
    """Who is asking, and the token that unsafe requests must carry."""

    signed_in = serializers.BooleanField()
    csrf_token = serializers.CharField()
    sign_in_links = serializers.BooleanField()
    device = serializers.CharField(
        required=False, help_text="send it as X-Device once this device is signed out"
    )
    erase = serializers.BooleanField(
        required=False, help_text="signed out: this device is to erase what it keeps"
    )
    gone = serializers.BooleanField(
        required=False, help_text="signed out: the account of this device was erased"
    )
    user = UserOutput(required=False)
    journal = JournalRef(required=False, allow_null=True)
    shared_journals = serializers.IntegerField(required=False)
    came_for_others = serializers.BooleanField(required=False)


class SignInLinkInput(serializers.Serializer[Any]):
    """The secret of a one-time link."""

    token = serializers.CharField(max_length=200)


class MeView(APIView):
    """The signed-in account, if any."""

    permission_classes = (AnyoneAppsRead,)

    @extend_schema(operation_id="me", responses={200: MeOutput})
    def get(self, request: Request) -> Response:
        """Say who is signed in; never an error for the signed-out. An app learns the journal."""
        return Response(_me(request) if request.auth is None else _journal_for_app(request))

    @extend_schema(operation_id="change_me", request=UserInput, responses={200: MeOutput})
    def patch(self, request: Request) -> Response:
        """Change the name that other people see, or the language of mails."""
        if not isinstance(request.user, User):
            self.permission_denied(request)
        given = UserInput(data=request.data)
        given.is_valid(raise_exception=True)
        User.objects.filter(id=who(request).id).update(**given.validated_data)
        request.user = User.objects.get(id=who(request).id)
        return Response(_me(request))


def _me(request: Request) -> dict[str, Any]:
    anybody: dict[str, Any] = {
        "signed_in": False,
        "csrf_token": get_token(request._request),
        "sign_in_links": settings.SIGN_IN_LINKS,
    }
    if not isinstance(request.user, User):
        erasure = erasure_of(marks(request))
        return anybody | {
            "erase": erasure is not None,
            "gone": erasure is not None and erasure.user_id is None,
        }
    others = elsewhere(user_id=request.user.id, now=now())
    return anybody | {
        "signed_in": True,
        "device": device_mark(request),
        "user": UserOutput(request.user).data,
        "journal": _own_journal(request),
        "shared_journals": others.journals,
        "came_for_others": others.came_for_others,
    }


def _own_journal(request: Request) -> dict[str, UUID] | None:
    owned = Journal.objects.filter(owner=who(request)).values_list("id", flat=True).first()
    return {"id": owned} if owned else None


def _journal_for_app(request: Request) -> dict[str, Any]:
    """Which journal its person has; who that is, the provider tells, by other scopes."""
    if not may_read(request):
        raise ScopeNeeded(scope=READ)
    return {
        "signed_in": True,
        # An app has no use for it, and no cookie to set beside it.
        "csrf_token": "",
        "sign_in_links": False,
        "journal": _own_journal(request),
    }


class SignInLinkView(APIView):
    """One-time links, on machines that allow them."""

    permission_classes = (Anyone,)
    limits = {"POST": ("sign-in-links",)}

    @extend_schema(operation_id="use_sign_in_link", request=SignInLinkInput, responses={204: None})
    def post(self, request: Request) -> Response:
        """Sign in the person that the link is for; it works once."""
        if not settings.SIGN_IN_LINKS:
            raise LinkUnusable
        given = SignInLinkInput(data=request.data)
        given.is_valid(raise_exception=True)
        user = use_sign_in_link(token=given.validated_data["token"], now=now())
        login(
            request._request,
            user,
            backend="allauth.account.auth_backends.AuthenticationBackend",
        )
        # It stands for whatever else a person would show: it exists on one's own machine alone.
        record_authentication(request._request, user, "mfa", type="link")
        # Allauth lists only the sign-ins that went through itself.
        UserSession.objects.create_from_request(request._request)
        return Response(status=204)


class JournalsView(APIView):
    """Opening one's own journal."""

    @extend_schema(
        operation_id="open_journal",
        request=JournalSettings,
        responses={200: JournalOutput, 201: JournalOutput},
    )
    def post(self, request: Request) -> Response:
        """Open it with these settings, or give the one there is."""
        given = JournalSettings(data=request.data)
        given.is_valid(raise_exception=True)
        journal, made = open_journal(owner=who(request), **given.validated_data)
        return Response(JournalOutput(journal).data, status=201 if made else 200)


class JournalView(APIView):
    """One's own journal."""

    permission_classes = (SignedInOrApp,)

    @extend_schema(operation_id="journal", responses={200: JournalOutput})
    def get(self, request: Request, journal_id: UUID) -> Response:
        """Give its settings."""
        _, journal = opened(request, journal_id, Action.READ_SETTINGS)
        return Response(JournalOutput(journal).data)

    @extend_schema(
        operation_id="change_journal", request=JournalSettings, responses={200: JournalOutput}
    )
    def patch(self, request: Request, journal_id: UUID) -> Response:
        """Change settings; the flags are looked at again."""
        given = JournalSettings(data=request.data, partial=True)
        given.is_valid(raise_exception=True)
        with locked(request, journal_id, Action.CHANGE_SETTINGS) as (_, journal):
            changed = change_settings(journal=journal, now=now(), **given.validated_data)
        return Response(JournalOutput(changed).data)

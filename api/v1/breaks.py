"""Taking a break, and coming back: also what a phone without a network has kept until now."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.access import locked, now
from api.v1.journals import JournalOutput
from journal.settings.services import end_break, take_break
from journal.sharing.policy import Action


class BreakInput(serializers.Serializer[Any]):
    """How long, and what rests."""

    until = serializers.DateField(allow_null=True, help_text="its last day; null until she is back")
    reminders = serializers.BooleanField()
    mail = serializers.BooleanField(help_text="the weekly mail")
    prompts = serializers.BooleanField(help_text="tips and questions in the app")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A break from nothing is none."""
        if not any(attrs[what] for what in ("reminders", "mail", "prompts")):
            raise serializers.ValidationError("Nothing is to rest.", code="nothing")
        return attrs


class BreakView(APIView):
    """The break of a journal; its settings say what there is."""

    @extend_schema(operation_id="take_break", request=BreakInput, responses={200: JournalOutput})
    def put(self, request: Request, journal_id: UUID) -> Response:
        """Take one from today on, in place of any other; once more is the same."""
        given = BreakInput(data=request.data)
        given.is_valid(raise_exception=True)
        rests = dict(given.validated_data)
        until = rests.pop("until")
        with locked(request, journal_id, Action.CHANGE_SETTINGS) as (_, journal):
            changed = take_break(journal=journal, until=until, rests=rests, now=now())
        return Response(JournalOutput(changed).data)

    @extend_schema(operation_id="end_break", responses={200: JournalOutput})
    def delete(self, request: Request, journal_id: UUID) -> Response:
        """Come back; where there is no break, nothing happens."""
        with locked(request, journal_id, Action.CHANGE_SETTINGS) as (_, journal):
            changed = end_break(journal=journal, now=now())
        return Response(JournalOutput(changed).data)

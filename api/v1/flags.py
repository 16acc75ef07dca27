"""Flags, the rules behind them, and the catalogue."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from typing import Any
from uuid import UUID

import orjson
from django.db import transaction
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.access import locked, now, opened
from api.permissions import Anyone, SignedInOrApp
from journal.catalogue.terms import public_catalogue
from journal.flags.models import Flag
from journal.flags.selectors import flags
from journal.flags.services import answer_flag
from journal.flags.site import site_rule_set, site_rules
from journal.sharing.policy import Action


class FlagOutput(serializers.ModelSerializer[Flag]):
    """One flag; the words come from the rule data, in the reader's language."""

    subject = serializers.CharField(allow_null=True)
    answer = serializers.CharField(allow_null=True)

    class Meta:
        model = Flag
        fields = (
            *("id", "rule", "rule_set", "concept", "urgency", "subject", "level", "evidence"),
            *("facts", "state", "answer", "answered_at", "evaluated_on", "created_at"),
            "updated_at",
        )
        read_only_fields = fields

    def to_representation(self, instance: Flag) -> dict[str, Any]:
        """Say null where there is no subject or answer."""
        shown: dict[str, Any] = super().to_representation(instance)
        return shown | {"subject": shown["subject"] or None, "answer": shown["answer"] or None}


class FlagsOutput(serializers.Serializer[Any]):
    """The list, with the version that tells a device whether to ask again."""

    flags = FlagOutput(many=True)
    flags_version = serializers.IntegerField()
    rule_set = serializers.CharField()


class AnswerInput(serializers.Serializer[Any]):
    """What the survivor says of a flag."""

    answer = serializers.ChoiceField(choices=Flag.Answer.choices)


class FlagsView(APIView):
    """The flags of one journal."""

    permission_classes = (SignedInOrApp,)

    @extend_schema(operation_id="flags", responses={200: FlagsOutput})
    def get(self, request: Request, journal_id: UUID) -> Response:
        """List open flags and the history of half a year."""
        access, journal = opened(request, journal_id, Action.READ_FLAGS)
        return Response(
            {
                "flags": FlagOutput(flags(access, now=now()), many=True).data,
                "flags_version": journal.flags_version,
                "rule_set": site_rule_set().version,
            }
        )


class FlagAnswerView(APIView):
    """The survivor's answer to one flag."""

    @extend_schema(operation_id="answer_flag", request=AnswerInput, responses={200: FlagOutput})
    def post(self, request: Request, journal_id: UUID, flag_id: UUID) -> Response:
        """Record it with its time."""
        given = AnswerInput(data=request.data)
        given.is_valid(raise_exception=True)
        with locked(request, journal_id, Action.ANSWER_FLAGS) as (access, _):
            answer = Flag.Answer(given.validated_data["answer"])
            flag = answer_flag(access=access, flag_id=flag_id, answer=answer, now=now())
        return Response(FlagOutput(flag).data)


class _PublicData(APIView):
    """Versioned data that holds nothing of anybody, so it may be cached and is open to all."""

    permission_classes = (Anyone,)
    authentication_classes = ()
    load: Callable[[], Any]

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Any:
        """Without a transaction: the database is not asked."""
        return transaction.non_atomic_requests(super().as_view(**initkwargs))

    def answer(self, request: Request) -> Response:
        """The data, or 304 to a reader that has it."""
        body, tag = _encoded(type(self).load)
        headers = {"ETag": tag, "Cache-Control": "public, max-age=300"}
        if request.headers.get("If-None-Match") == tag:
            return Response(status=304, headers=headers)
        return Response(body, headers=headers)


@cache
def _encoded(load: Callable[[], Any]) -> tuple[bytes, str]:
    body = orjson.dumps(load(), default=dict)
    return body, f'"{hashlib.sha256(body).hexdigest()[:32]}"'


class CatalogueView(_PublicData):
    """The symptom catalogue."""

    load = public_catalogue

    @extend_schema(operation_id="catalogue", responses={200: OpenApiTypes.OBJECT}, auth=[])
    def get(self, request: Request) -> Response:
        """Give names, synonyms, scales and grade tables, in every language."""
        return self.answer(request)


class RulesView(_PublicData):
    """The rule data that server and phone both evaluate."""

    load = site_rules

    @extend_schema(operation_id="rules", responses={200: OpenApiTypes.OBJECT}, auth=[])
    def get(self, request: Request) -> Response:
        """Give thresholds, texts and sources of the current rule set."""
        return self.answer(request)

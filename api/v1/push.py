"""The phones of a signed-in person that may ring: web push, RFC 8030."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.access import now, who
from journal.notifications.models import PushSubscription
from journal.notifications.push.services import (
    received,
    ring_as_test,
    subscribe,
    unsubscribe_phone,
)
from journal.notifications.push.vapid import public_key
from journal.notifications.targets import is_silent


class PhoneKeys(serializers.Serializer[Any]):
    """The keys of the browser's subscription, in base64url."""

    p256dh = serializers.CharField(max_length=120)
    auth = serializers.CharField(max_length=40)


class PhoneInput(serializers.Serializer[Any]):
    """What ``PushSubscription.toJSON()`` gives, and what its owner calls the phone."""

    endpoint = serializers.CharField(max_length=1000)
    keys = PhoneKeys()
    name = serializers.CharField(max_length=60)


class PhoneOutput(serializers.Serializer[Any]):
    """A phone that may ring."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    created_at = serializers.DateTimeField()
    seen_at = serializers.DateTimeField()
    sent_at = serializers.DateTimeField(allow_null=True)
    received_at = serializers.DateTimeField(allow_null=True)
    silent_since = serializers.DateTimeField(
        source="unanswered_since",
        allow_null=True,
        help_text="nothing sent since then is known to have arrived",
    )
    is_silent = serializers.SerializerMethodField(help_text="so mail goes out in its place")

    def get_is_silent(self, phone: PushSubscription) -> bool:
        """Silent for a week."""
        return is_silent(phone.unanswered_since, now=now())


class PhonesOutput(serializers.Serializer[Any]):
    """All phones, and the key to subscribe with; empty where this server sends no notices."""

    public_key = serializers.CharField(allow_blank=True)
    phones = PhoneOutput(many=True)


class ReceiptInput(serializers.Serializer[Any]):
    """Which notice arrived."""

    id = serializers.UUIDField()


class PhonesView(APIView):
    """All phones of the person."""

    @extend_schema(operation_id="phones", responses={200: PhonesOutput})
    def get(self, request: Request) -> Response:
        """List them."""
        mine = PushSubscription.objects.filter(user_id=who(request).id).order_by("-seen_at", "id")
        return Response(PhonesOutput({"public_key": public_key(), "phones": mine}).data)

    @extend_schema(operation_id="add_phone", request=PhoneInput, responses={200: PhoneOutput})
    def put(self, request: Request) -> Response:
        """Add this phone, or say that it is still there: asked at each start of the app."""
        given = PhoneInput(data=request.data)
        given.is_valid(raise_exception=True)
        sent = given.validated_data
        phone = subscribe(
            user_id=who(request).id,
            endpoint=sent["endpoint"],
            name=sent["name"],
            now=now(),
            **sent["keys"],
        )
        return Response(PhoneOutput(phone).data)


class PhoneView(APIView):
    """One phone."""

    @extend_schema(operation_id="remove_phone", responses={204: None})
    def delete(self, request: Request, phone_id: UUID) -> Response:
        """Ring it no more."""
        unsubscribe_phone(user_id=who(request).id, phone_id=phone_id)
        return Response(status=204)


class PhoneTestView(APIView):
    """A notice to try it."""

    @extend_schema(operation_id="test_phone", request=None, responses={202: None})
    def post(self, request: Request, phone_id: UUID) -> Response:
        """Send one now; at most one a minute, else 429 with the seconds to wait."""
        ring_as_test(user_id=who(request).id, phone_id=phone_id, now=now())
        return Response(status=202)


class ReceiptView(APIView):
    """A phone says that a notice arrived."""

    @extend_schema(operation_id="push_receipt", request=ReceiptInput, responses={204: None})
    def post(self, request: Request) -> Response:
        """Take note; safe to repeat."""
        given = ReceiptInput(data=request.data)
        given.is_valid(raise_exception=True)
        received(user_id=who(request).id, delivery_id=given.validated_data["id"], now=now())
        return Response(status=204)

"""Taking everything along, and erasing: an entry, all notes, the account."""

from __future__ import annotations

from tempfile import SpooledTemporaryFile
from typing import Any
from uuid import UUID

from django.contrib.auth import logout
from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.access import locked, now, opened, proven, who
from journal.privacy.erase import ask_to_erase, erase_now, keep_account
from journal.privacy.export import everything
from journal.privacy.mails import tell_erased
from journal.privacy.purge import erase_entry, erase_notes
from journal.sharing.policy import Action

IN_MEMORY = 4 * 1024 * 1024
"""A copy that is longer goes to a file without a name, and with its end the file does."""


class DeletionInput(serializers.Serializer[Any]):
    """When the account is to go."""

    now = serializers.BooleanField(
        default=False, help_text="at once, instead of after two weeks in which it can be kept"
    )


class DeletionOutput(serializers.Serializer[Any]):
    """From when on the account can no longer be kept."""

    erase_at = serializers.DateTimeField()


class DeletionView(APIView):
    """The wish to delete one's account."""

    limits = {"POST": ("sharing",)}

    @extend_schema(
        operation_id="delete_account",
        request=DeletionInput,
        responses={200: DeletionOutput, 204: None},
    )
    def post(self, request: Request) -> Response:
        """Ask for it, or do it now and sign out everywhere. Asked twice, the first day stays."""
        proven(request)
        given = DeletionInput(data=request.data)
        given.is_valid(raise_exception=True)
        if not given.validated_data["now"]:
            erase_at = ask_to_erase(user=who(request), now=now())
            return Response(DeletionOutput({"erase_at": erase_at}).data)
        address, locale = who(request).email, who(request).locale
        erase_now(user=who(request), now=now())
        tell_erased(address=address, locale=locale)
        logout(request._request)
        return Response(status=204)

    @extend_schema(operation_id="keep_account", responses={204: None})
    def delete(self, request: Request) -> Response:
        """Keep it after all; needs no proof, and where nothing was asked nothing happens."""
        keep_account(user=who(request), now=now())
        return Response(status=204)


class ErasedOutput(serializers.Serializer[Any]):
    """How many entries went."""

    entries = serializers.IntegerField()


class EraseNotesView(APIView):
    """All notes of a journal."""

    @extend_schema(operation_id="erase_notes", request=None, responses={200: ErasedOutput})
    def post(self, request: Request, journal_id: UUID) -> Response:
        """Erase every entry for good, with its history; the account and its settings stay."""
        with locked(request, journal_id, Action.ERASE) as (_, journal):
            count = erase_notes(journal=journal, now=now())
        return Response(ErasedOutput({"entries": count}).data)


class EraseEntryView(APIView):
    """One entry."""

    @extend_schema(operation_id="erase_entry", request=None, responses={204: None})
    def post(self, request: Request, journal_id: UUID, entry_id: UUID) -> Response:
        """Erase it for good, with its history; only its id stays."""
        with locked(request, journal_id, Action.ERASE) as (_, journal):
            erase_entry(journal=journal, entry_id=entry_id, now=now())
        return Response(status=204)


class CopyView(APIView):
    """Everything that is held of somebody with a journal."""

    read_limits = ("copies",)

    @extend_schema(operation_id="copy_everything", responses={200: OpenApiTypes.OBJECT})
    def get(self, request: Request, journal_id: UUID) -> FileResponse:
        """Give it as a file: docs/copies.md says what stands in it. A mail tells that it was made.

        It is put together before the answer begins: a mistake is a problem and no half file.
        """
        access, _ = opened(request, journal_id, Action.COPY_ALL)
        return _file(request, access.journal_id)


class OwnCopyView(APIView):
    """Everything that is held of somebody without a journal of their own."""

    read_limits = ("copies",)

    @extend_schema(operation_id="copy_account", responses={200: OpenApiTypes.OBJECT})
    def get(self, request: Request) -> FileResponse:
        """The same for an account alone: no journal is in it."""
        proven(request)
        return _file(request, None)


def _file(request: Request, journal_id: UUID | None) -> FileResponse:
    moment = now()
    file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 -- the answer closes it
    file.writelines(everything(user=who(request), journal_id=journal_id, now=moment))
    file.seek(0)
    answer = FileResponse(
        file,
        as_attachment=True,
        filename=f"daybook-{moment:%Y-%m-%d}.json",
        content_type="application/json",
    )
    answer["Cache-Control"] = "no-store"
    return answer

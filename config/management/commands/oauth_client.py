"""The apps of others that may ask people to let them in: only operators register them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from allauth.idp.oidc.adapter import get_adapter
from allauth.idp.oidc.models import Client
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from config.identity.words import SCOPES
from journal.integrators.services import end_all

_LOOPBACK = ("127.0.0.1", "localhost")


class Command(BaseCommand):
    """``manage.py oauth_client add|list|remove``; see docs/integrators.md."""

    help = "Register an app, list the registered ones, or remove one with all its tokens."

    def add_arguments(self, parser: CommandParser) -> None:
        commands = parser.add_subparsers(dest="command", required=True)
        add = commands.add_parser("add", help="register an app and print its secret, once")
        add.add_argument("name", help="as people are shown it")
        add.add_argument("--redirect", action="append", required=True, metavar="URI")
        add.add_argument("--scope", action="append", required=True, choices=list(SCOPES))
        add.add_argument(
            "--public", action="store_true", help="it runs on people's devices: no secret"
        )
        commands.add_parser("list", help="show them")
        remove = commands.add_parser("remove", help="end all its tokens and consents")
        remove.add_argument("client", help="its id")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["command"] == "add":
            self._add(options)
        elif options["command"] == "remove":
            self._remove(options["client"])
        else:
            self._list()

    def _add(self, options: dict[str, Any]) -> None:
        name = options["name"].strip()
        if not name or len(name) > 100 or not name.isprintable():
            raise CommandError("A name has 1 to 100 characters.")
        for uri in options["redirect"]:
            _check_redirect(uri)
        kind = Client.Type.PUBLIC if options["public"] else Client.Type.CONFIDENTIAL
        client = Client(name=name, type=kind)
        secret = get_adapter().generate_client_secret()
        client.set_secret(secret)
        client.set_redirect_uris(options["redirect"])
        client.set_scopes(list(dict.fromkeys(options["scope"])))
        client.set_default_scopes(["openid"] if "openid" in options["scope"] else [])
        client.set_response_types([Client.ResponseType.CODE])
        client.set_grant_types(
            [Client.GrantType.AUTHORIZATION_CODE, Client.GrantType.REFRESH_TOKEN]
        )
        client.save()
        self.stdout.write(f"client_id      {client.id}")
        if not options["public"]:
            self.stdout.write(f"client_secret  {secret}   (shown only now)")
        if not settings.IDP_OIDC_PRIVATE_KEY:
            self.stderr.write("The provider is off until IDP_OIDC_PRIVATE_KEY is set.")

    def _list(self) -> None:
        for client in Client.objects.order_by("created_at"):
            scopes, uris = " ".join(client.get_scopes()), " ".join(client.get_redirect_uris())
            self.stdout.write(f"{client.id}  {client.type:12}  {client.name}  [{scopes}]  {uris}")

    @transaction.atomic
    def _remove(self, client_id: str) -> None:
        gone, _ = Client.objects.filter(id=client_id).delete()
        if not gone:
            raise CommandError("There is no such app.")
        ended = end_all(client_id=client_id, now=timezone.now())
        self.stdout.write(f"Removed; {ended} people had let it in.")


def _check_redirect(uri: str) -> None:
    """Where a code is sent: over HTTPS, or to the very device."""
    try:
        parts = urlsplit(uri)
        _ = parts.port
    except ValueError:
        raise CommandError(f"Not an address: {uri}") from None
    host = parts.hostname or ""
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK)
    is_plain = host.isascii() and all(part.isalnum() for part in host.replace("-", "").split("."))
    if not (is_safe and is_plain) or "@" in parts.netloc or parts.fragment or "*" in uri:
        raise CommandError(
            f"{uri}: a redirect address is https://, or http:// on {' or '.join(_LOOPBACK)},"
            " without user, fragment or wildcard."
        )

"""Where a push message may be sent: the push services we know, and no address inside our network.

A browser names the address, so it must not make this server call whatever it likes. The name is
held against a list when it is given and again before each send, and is looked up once: the address
that was checked is the one that is called.
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

KNOWN = ("fcm.googleapis.com", "updates.push.services.mozilla.com", "web.push.apple.com")
KNOWN_ENDINGS = (".push.services.mozilla.com", ".push.apple.com", ".notify.windows.com")
LONGEST = 1000
# Addresses that carry an IPv4 address inside, which may be one of ours: mapped, NAT64 (RFC 6052 and
# 8215), Teredo, 6to4.
_CARRIERS = [
    ipaddress.IPv6Network(network)
    for network in ("::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16")
]
HTTPS = 443


class NotAllowed(ValueError):
    """An address that we do not send to."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A checked address. ``is_ours`` when the operator added its host: it may be inside."""

    host: str
    port: int
    path: str
    is_ours: bool

    @property
    def audience(self) -> str:
        """Scheme, host and port, for the token."""
        return f"https://{self.host}" + ("" if self.port == HTTPS else f":{self.port}")


def parse(url: str) -> Endpoint:
    """The parts of an address that we may send to; raises ``NotAllowed``."""
    if len(url) > LONGEST or not url.isascii() or not url.isprintable() or " " in url:
        raise NotAllowed
    try:
        parts = urlsplit(url)
        port = parts.port or HTTPS
    except ValueError:
        raise NotAllowed from None
    host = (parts.hostname or "").lower()
    if parts.scheme != "https" or not host or "@" in parts.netloc or "\\" in url or parts.fragment:
        raise NotAllowed
    ours = f"{host}:{port}" in settings.WEB_PUSH_HOSTS
    if not ours and not (_is_known(host) and port == HTTPS):
        raise NotAllowed
    return Endpoint(host, port, _path(parts), ours)


def resolve(endpoint: Endpoint) -> str:
    """One numeric address of the host; raises ``NotAllowed`` if any of them is not public.

    Raises ``OSError`` when the name cannot be looked up.
    """
    found = socket.getaddrinfo(endpoint.host, endpoint.port, type=socket.SOCK_STREAM)
    addresses = [str(entry[4][0]) for entry in found]
    if not addresses:
        raise OSError("no address")
    if not endpoint.is_ours and not all(_is_public(address) for address in addresses):
        raise NotAllowed
    return addresses[0]


def _is_known(host: str) -> bool:
    return host in KNOWN or host.endswith(KNOWN_ENDINGS)


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address) and any(ip in network for network in _CARRIERS):
        return False
    return ip.is_global and not ip.is_multicast


def _path(parts: SplitResult) -> str:
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")

"""Whom this server calls: the push services of the browsers, and nothing inside its own network."""

from __future__ import annotations

import socket

import pytest

from journal.notifications.push import client
from journal.notifications.push.endpoints import NotAllowed, parse, resolve

GOOD = [
    "https://fcm.googleapis.com/fcm/send/abc:123",
    "https://fcm.googleapis.com:443/wp/abc",
    "https://FCM.googleapis.com/wp/abc",
    "https://updates.push.services.mozilla.com/wpush/v2/abc",
    "https://eu.push.services.mozilla.com/wpush/v2/abc",
    "https://web.push.apple.com/QAbc",
    "https://api.push.apple.com/3/device/x",
    "https://wns2-db5p.notify.windows.com/w/?token=abc%2f",
]

_HOSTS = [
    # Names and numbers of this machine and of the networks around it, written in every way.
    "localhost", "localhost.", "LOCALHOST", "127.0.0.1", "127.1", "127.0.1", "127.255.255.254",
    "2130706433", "0x7f000001", "0x7f.0.0.1", "0x7f.1", "017700000001", "0177.0.0.1",
    "0177.0000.0000.0001", "127.0.0.1.", "0", "0.0.0.0", "00000000", "[::]", "[::1]",
    "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]",
    "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[2001:0:7f00:1::]", "[fe80::1]", "[fe80::1%25eth0]",
    "[fc00::1]", "[fd00:ec2::254]", "[ff02::1]", "[2001:db8::1]", "10.0.0.1", "10.255.255.255",
    "172.16.0.1", "172.31.255.255", "192.168.0.1", "192.168.1.254", "169.254.169.254",
    "169.254.170.2", "100.64.0.1", "100.127.255.254", "192.0.0.1", "192.0.2.1", "198.18.0.1",
    "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1",
    "255.255.255.255", "3232235777", "0xc0a80101", "030052000401", "8.8.8.8", "1.1.1.1",
    "[2606:4700:4700::1111]", "metadata.google.internal", "metadata", "redis", "postgres", "db",
    "web", "worker", "host.docker.internal", "kubernetes.default.svc", "127.0.0.1.nip.io",
    "localtest.me", "example.org", "evil.example", "xn--fcm-googleapis.com",
    # Almost the right names.
    "googleapis.com", "xfcm.googleapis.com", "fcm.googleapis.com.evil.example",
    "fcm.googleapis.com.", "fcm-googleapis.com", "fcm.googleapis.co", "fcm.googleapis.com%00.org",
    "push.services.mozilla.com.evil.example", "evilpush.services.mozilla.com",
    "notify.windows.com", "evilnotify.windows.com", "push.apple.com", "evilpush.apple.com",
    "web.push.apple.com.evil.example", "fcm\u3002googleapis\u3002com", "\uff46cm.googleapis.com",
    "fcm.googleapis.com\u200b", "fcm.googleapis.com\u3002evil.example", "\ufb01cm.googleapis.com",
    "fcm.goog\u00adleapis.com",
]  # fmt: skip
BAD = [
    *(f"https://{host}/x" for host in _HOSTS),
    *(f"https://{host}:8000/x" for host in _HOSTS[:40]),
    # Other ports, ways and parts of the right names.
    *(f"https://fcm.googleapis.com:{port}/x" for port in (1, 22, 25, 80, 444, 5432, 6379, 65535)),
    "https://fcm.googleapis.com:0443x/x", "https://fcm.googleapis.com:-1/x",
    "https://fcm.googleapis.com:99999/x",
    *(f"{scheme}://fcm.googleapis.com/x" for scheme in (
        "http", "ftp", "file", "gopher", "dict", "ldap", "ws", "wss", "data", "javascript", "HTTP",
        "unix", "redis", "smtp", "jar", "netdoc", "tftp", "sftp", "blob")),
    "https://user@fcm.googleapis.com/x", "https://user:pass@fcm.googleapis.com/x",
    "https://fcm.googleapis.com@127.0.0.1/x", "https://127.0.0.1@fcm.googleapis.com/x",
    "https://fcm.googleapis.com:443@127.0.0.1/x", "https://@fcm.googleapis.com/x",
    "https://fcm.googleapis.com\\@127.0.0.1/x", "https://127.0.0.1\\@fcm.googleapis.com/x",
    "https://127.0.0.1#@fcm.googleapis.com/x", "https://fcm.googleapis.com#@127.0.0.1/x",
    "https://127.0.0.1?@fcm.googleapis.com/x", "https://127.0.0.1/@fcm.googleapis.com/x",
    "https://fcm.googleapis.com/x#y", "https:/fcm.googleapis.com/x", "https:fcm.googleapis.com/x",
    "//fcm.googleapis.com/x", "fcm.googleapis.com/x", "/x", "", " ", "https://", "https:///x",
    " https://fcm.googleapis.com/x", "https://fcm.googleapis.com/x ",
    "https://fcm.googleapis.com /",
    "https://fcm.googleapis.com/x\r\nHost: evil.example", "https://fcm.googleapis.com/x\ny",
    "https://fcm.googleapis.com/x\ty", "https://fcm.googleapis.com/\x00", "https://[::1/x",
    "https://[fcm.googleapis.com]/x", "https://fcm.googleapis.com]/x", "h\u0442tps://a/x",
    "https://fcm.googleapis.com/" + "x" * 1000, "https://fcm.googleapis.com/\u00e9",
    "https://fcm.googleapis.com%2f@127.0.0.1/", "https://fcm.googleapis.com%23@127.0.0.1/",
]  # fmt: skip


@pytest.mark.parametrize("url", GOOD)
def test_the_push_services_of_the_browsers_are_allowed(url):
    assert parse(url).host in url.lower()


def test_the_corpus_is_large_enough():
    assert len(set(BAD)) >= 200


@pytest.mark.parametrize("url", BAD)
def test_nothing_else_is(url, settings):
    settings.WEB_PUSH_HOSTS = []

    with pytest.raises(NotAllowed):
        parse(url)


INSIDE = [
    "127.0.0.1", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "0.0.0.0", "192.0.2.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "::1", "::",
    "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2", "64:ff9b:1::1", "64:ff9b::7f00:1", "2001:db8::1",
]  # fmt: skip


def looks_up(monkeypatch, *addresses: str) -> list[tuple]:
    """Have every name resolve to these; returns what was connected to."""
    called: list[tuple] = []
    monkeypatch.setattr(
        socket, "getaddrinfo",
        lambda host, port, **_: [(2, 1, 6, "", (address, port)) for address in addresses],
    )  # fmt: skip

    def connect(address, timeout):
        called.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)
    return called


@pytest.mark.parametrize("address", INSIDE)
def test_a_right_name_that_leads_inside_is_not_called(monkeypatch, address):
    called = looks_up(monkeypatch, "142.250.74.42", address)

    with pytest.raises(NotAllowed):
        client.post(parse(GOOD[0]), headers={}, body=b"")

    assert called == []


def test_the_address_that_was_checked_is_the_one_that_is_called(monkeypatch):
    """A name that is looked up again may lead elsewhere by then."""
    called = looks_up(monkeypatch, "142.250.74.42")

    with pytest.raises(ConnectionRefusedError):
        client.post(parse(GOOD[0]), headers={}, body=b"")

    assert called == [("142.250.74.42", 443)]


def test_a_host_that_the_operator_added_may_be_inside(monkeypatch, settings):
    settings.WEB_PUSH_HOSTS = ["push.clinic.example:8443"]
    looks_up(monkeypatch, "10.0.0.9")

    assert resolve(parse("https://push.clinic.example:8443/x")) == "10.0.0.9"
    with pytest.raises(NotAllowed):
        parse("https://push.clinic.example/x")

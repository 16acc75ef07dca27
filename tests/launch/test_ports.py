import socket

import pytest

from config.launch.errors import LaunchError
from config.launch.ports import Address


@pytest.fixture
def taken():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen(1)
        yield other.getsockname()[1]


def test_a_taken_port_is_named_with_one_that_would_do(taken):
    with pytest.raises(LaunchError) as refusal:
        Address("127.0.0.1", taken).check_free()

    start, _, rest = str(refusal.value).partition(". ")
    assert start == f"Port {taken} is in use"
    other = int(
        rest.removeprefix("Stop the other program, or run: PORT=").removesuffix(" make run")
    )
    Address("127.0.0.1", other).check_free()


def test_a_port_taken_on_one_address_is_taken_for_all_of_them(taken):
    with pytest.raises(LaunchError, match="is in use"):
        Address("0.0.0.0", taken).check_free()


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1"])
def test_what_is_no_port_is_refused(monkeypatch, port):
    monkeypatch.setenv("PORT", port)

    with pytest.raises(LaunchError, match=f"PORT={port} is no port"):
        Address.from_environment()


def test_without_wishes_it_is_port_8000_of_this_machine_only(monkeypatch):
    monkeypatch.delenv("PORT", raising=False)
    monkeypatch.delenv("HOST", raising=False)

    address = Address.from_environment()

    assert (address.host, address.port, address.url) == (
        "127.0.0.1",
        8000,
        "http://localhost:8000",
    )

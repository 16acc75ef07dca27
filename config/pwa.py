"""How the built PWA is served: what may be cached for ever and what never."""

from __future__ import annotations

from collections.abc import MutableMapping


def is_immutable(path: str, url: str) -> bool:
    """Whether the file's name carries a hash of its content."""
    return "/_app/immutable/" in url


def add_headers(headers: MutableMapping[str, str], path: str, url: str) -> None:
    """A page or the service worker from a cache would hold an old version of the app for ever."""
    if path.endswith(".html") or url.endswith("/service-worker.js"):
        headers["Cache-Control"] = "no-cache"

"""Caches that also count: one step that nobody can come between, however many processes ask."""

from __future__ import annotations

import threading
import time
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache

_HIT = """
local count = redis.call('INCR', KEYS[1])
if count == 1 then redis.call('EXPIRE', KEYS[1], ARGV[1]) end
return {count, redis.call('TTL', KEYS[1])}
"""


class SharedCounts(RedisCache):
    """Redis, for all processes together."""

    def hit(self, key: str, seconds: int) -> tuple[int, int]:
        """Count one more under ``key``; the count, and in how many seconds it begins anew."""
        client: Any = self._cache.get_client(key, write=True)
        count, left = client.eval(_HIT, 1, self.make_and_validate_key(key), seconds)
        return int(count), max(int(left), 1)


_COUNTING = threading.Lock()


class LocalCounts(LocMemCache):
    """This process alone, for tests."""

    def hit(self, key: str, seconds: int) -> tuple[int, int]:
        """Count one more under ``key``; the count, and in how many seconds it begins anew."""
        with _COUNTING:
            count, ends = self.get(key, (0, time.time() + seconds))
            left = max(ends - time.time(), 1)
            self.set(key, (count + 1, ends), left)
        return count + 1, int(left)

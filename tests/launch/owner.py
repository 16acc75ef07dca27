"""A program that owns services until its input ends: `python -m tests.launch.owner [STATE]`."""

import json
import sys
from pathlib import Path

from config.launch.services import start

if __name__ == "__main__":
    state = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    with start(state, durable=state is not None) as running:
        sys.stdout.write(f"{json.dumps(running.environment())}\n")
        sys.stdout.flush()
        sys.stdin.read()

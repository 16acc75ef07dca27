"""Where things are: the checkout, its state folder, and the short folder for sockets."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

from config.launch.errors import LaunchError

ROOT = Path(__file__).resolve().parent.parent.parent

# Not tempfile.gettempdir(): a socket path may have 107 bytes at most, and macOS gives each user a
# temporary folder that is longer than that with the names we add.
TEMPORARY = Path("/tmp")  # noqa: S108  the folders made in it are private and checked


def state_folder() -> Path:
    """Folder that `make run` keeps between runs: DAYBOOK_STATE, else `.daybook` in the checkout."""
    return Path(os.environ.get("DAYBOOK_STATE") or ROOT / ".daybook").expanduser().resolve()


def digest(path: Path) -> str:
    """Eight characters that stand for a path in names that must stay short."""
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:8]


def socket_folder(state: Path) -> Path:
    """Where the servers of this state folder listen; differs by checkout and by user."""
    return TEMPORARY / f"daybook-{os.geteuid()}-{digest(state)}"


def make_private(path: Path, *, mode: int = 0o700) -> Path:
    """Make a folder that only this user can change, or check that an existing one is.

    Raises LaunchError if somebody else got there first: names under /tmp can be guessed.
    """
    try:
        path.mkdir(mode=mode, parents=True)
    except FileExistsError:
        found = path.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
            raise LaunchError(f"{path} belongs to another user. Remove it, or move it.") from None
        if found.st_mode & 0o022:
            raise LaunchError(f"Others can write to {path}. Run: chmod go-w {path}") from None
        return path
    except OSError as error:
        raise LaunchError(f"Cannot make the folder {path}: {error.strerror}.") from error
    path.chmod(mode)  # mkdir leaves out what the umask forbids
    return path

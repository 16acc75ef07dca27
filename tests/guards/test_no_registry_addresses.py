"""No tracked file says where packages come from: everybody uses the registry set up for them."""

import re
import subprocess

from config.launch.places import ROOT

# Put together here, so that this file is not found by its own search.
HOSTS = re.compile(
    rb"|".join(
        re.escape(head + b"." + tail)
        for head, tail in (
            (b"pypi", b"org"),
            (b"pythonhosted", b"org"),
            (b"registry.npmjs", b"org"),
            (b"npmjs", b"com"),
            (b"yarnpkg", b"com"),
        )
    )
)
ADDRESS_OF_A_PACKAGE = re.compile(rb'"resolved":\s*"|^\s*(--)?(extra-)?index-url', re.MULTILINE)


def tracked_files():
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    names = [name for name in listed.stdout.decode().split("\0") if name]
    assert names
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def test_no_tracked_file_names_a_package_registry():
    naming = [
        str(path.relative_to(ROOT))
        for path in tracked_files()
        if HOSTS.search(path.read_bytes()) or ADDRESS_OF_A_PACKAGE.search(path.read_bytes())
    ]

    assert naming == []


def test_every_python_requirement_is_pinned_by_hash_in_the_same_version():
    pins = {}
    for name in ("run", "local", "test"):
        text = (ROOT / "requirements" / f"{name}.txt").read_text()
        pins[name] = dict(re.findall(r"^([\w.-]+(?:\[[\w,-]+\])?)==(\S+)", text, re.MULTILINE))
        blocks = re.split(r"^(?=[\w.-]+(?:\[[\w,-]+\])?==)", text, flags=re.MULTILINE)[1:]
        assert all("--hash=sha256:" in block for block in blocks)

    assert pins["run"]
    assert pins["run"].items() <= pins["local"].items() <= pins["test"].items()


def test_the_front_end_is_pinned_by_hash():
    lock = (ROOT / "pwa" / "package-lock.json").read_text()

    assert lock.count('"integrity": "sha512-') > 100
    assert "omit-lockfile-registry-resolved=true" in (ROOT / "pwa" / ".npmrc").read_text()

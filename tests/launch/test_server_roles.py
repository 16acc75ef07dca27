"""The script that makes the roles inside a PostgreSQL container, run against a real server."""

import os
import subprocess
from pathlib import Path

import psycopg

from config.launch import services
from config.launch.places import ROOT
from config.launch.postgres_cluster import choose_programs


def test_the_container_script_makes_both_roles_with_their_passwords_and_the_database():
    with services.start(None, durable=False) as running:
        sockets = running.database_url.partition("?host=")[2]
        with psycopg.connect(host=sockets, user="postgres", autocommit=True) as link:
            link.execute("DROP DATABASE daybook")

        done = subprocess.run(
            [ROOT / "config" / "launch" / "init_roles.sh"],
            env={
                "PATH": f"{choose_programs(Path('/none')).bin}:{os.environ['PATH']}",
                "PGHOST": sockets,
                "POSTGRES_USER": "postgres",
                "ROLES_SQL": str(ROOT / "config" / "launch" / "roles.sql"),
                "OWNER_DB_PASSWORD": "it's owner",
                "APP_DB_PASSWORD": "app",
            },
            capture_output=True,
            text=True,
            check=False,
        )

        assert done.returncode == 0, done.stderr
        with psycopg.connect(host=sockets, user="postgres", dbname="daybook") as link:
            owner = link.execute(
                "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname='daybook'"
            )
            assert owner.fetchone() == ("daybook_owner",)
            secrets = link.execute(
                "SELECT rolname FROM pg_authid WHERE rolname LIKE 'daybook%' AND rolpassword <> '' "
                "ORDER BY 1"
            )
            assert secrets.fetchall() == [("daybook_app",), ("daybook_owner",)]
        with psycopg.connect(running.database_owner_url, autocommit=True) as link:
            link.execute("CREATE TABLE made (value int)")
        with psycopg.connect(running.database_url, autocommit=True) as link:
            link.execute("INSERT INTO made VALUES (1)")

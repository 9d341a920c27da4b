"""The index with which PostgreSQL finds words in the rows of `StoryWords`, instead of reading all of them.

It needs the extension pg_trgm. It comes with PostgreSQL, and the owner of a database can add it. Where that is not
possible, the desk's search works as well, but takes longer the more stories there are.
"""

EXTENSION, INDEX = "pg_trgm", "story_words_trigrams"
IS_POSSIBLE = (
    f"SELECT EXISTS (SELECT FROM pg_extension WHERE extname = '{EXTENSION}') OR ("  # noqa: S608 (constants)
    f"EXISTS (SELECT FROM pg_available_extensions WHERE name = '{EXTENSION}')"
    " AND has_database_privilege(current_database(), 'CREATE'))"
)


def create_index(connection):
    """Create the index if it is missing and possible. Return whether it is there then. SQLite has none."""
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT to_regclass('{INDEX}') IS NOT NULL, ({IS_POSSIBLE})")
        is_there, is_possible = cursor.fetchone()
        if is_there or not is_possible:
            return is_there
        cursor.execute(f"CREATE EXTENSION IF NOT EXISTS {EXTENSION}")
        cursor.execute(f"CREATE INDEX IF NOT EXISTS {INDEX} ON articles_storywords USING gin (words gin_trgm_ops)")
    return True


def drop_index(connection):
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"DROP INDEX IF EXISTS {INDEX}")

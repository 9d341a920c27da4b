"""A process that fills the database of a system, or visits its pages and measures them.

    python -m benchmarks.visitor MODULE

The module has `fill(count)`, `prepare()`, `addresses()` and sometimes `cookies_for(address)`. Each line of standard
input is a command with its arguments, as a JSON list. The process answers each with a line of JSON. So several systems
can be measured in turn, each in its own process and environment.
"""

import json
import logging
import sys
import time
from importlib import import_module
from pathlib import Path
from urllib.parse import quote
from wsgiref.util import setup_testing_defaults

import django
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection

from benchmarks.parts_of_work import measure_parts
from newsroom.tests.buffers import buffers_of, captured_queries


class Visitor:
    def __init__(self, system):
        self.system = system
        self.application = WSGIHandler()
        self.environs = {}
        connection.settings_dict["CONN_MAX_AGE"] = None  # keep the connection, as a pool does

    def fill(self, count):
        self.system.fill(count)

    def addresses(self):
        self.system.prepare()
        return self.system.addresses()

    def visit(self, address, times):
        """Return [ms of this process, ms of the database's process] for one visit."""
        before = time.process_time(), cpu_of_database()
        for _ in range(times):
            self.get(address)
        after = time.process_time(), cpu_of_database()
        return [(end - start) / times * 1000 for start, end in zip(before, after, strict=True)]

    def look(self, address):
        """Return [status, bytes, number of queries]."""
        asked = []

        def count(execute, *arguments):
            asked.append(arguments[0])
            return execute(*arguments)

        with connection.execute_wrapper(count):
            status, content = self.get(address)
        return [status, len(content), len(asked)]

    def buffers(self, address):
        with captured_queries() as queries:
            self.get(address)
        return buffers_of(queries)

    def split(self, address, times):
        """Return {part of the work: ms in a visit}. It makes all later measurements slower."""
        return measure_parts(lambda: self.get(address), times)

    def get(self, address):
        answered = []
        body = self.application(dict(self.environ(address)), lambda status, headers, *_: answered.append(status))
        content = b"".join(body)
        body.close()
        return int(answered[0].split()[0]), content

    def environ(self, address):
        if address not in self.environs:
            path, _, query = address.partition("?")
            environ = {"PATH_INFO": path, "QUERY_STRING": quote(query, safe="=&"), "HTTP_HOST": "127.0.0.1"}
            setup_testing_defaults(environ)
            if hasattr(self.system, "cookies_for"):
                environ["HTTP_COOKIE"] = self.system.cookies_for(address)
            self.environs[address] = environ
        return self.environs[address]


def cpu_of_database():
    """Return the processor time, in seconds, of the database's process for our connection.

    It is 0 for SQLite, which is part of this process.
    """
    if connection.vendor != "postgresql":
        return 0
    connection.ensure_connection()
    nanoseconds = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text().split()[0]
    return int(nanoseconds) / 1e9


def main():
    answers, sys.stdout = sys.stdout, sys.stderr  # other output must not get into the answers
    logging.disable(logging.WARNING)  # a missing page is expected here
    django.setup()
    visitor = Visitor(import_module(sys.argv[1]))
    for line in sys.stdin:
        command, *arguments = json.loads(line)
        print(json.dumps(getattr(visitor, command)(*arguments)), file=answers, flush=True)


if __name__ == "__main__":
    main()

"""The settings of a site whose pages are not read from one snapshot: to see what snapshots are for."""

from newsroom.serving.snapshots import SnapshotMiddleware
from newsroom.settings import *  # noqa: F403
from newsroom.settings import MIDDLEWARE as OURS

NAME = "newsroom.serving.snapshots.SnapshotMiddleware"
MIDDLEWARE = ["benchmarks.without_snapshots.NoSnapshots" if name == NAME else name for name in OURS]


class NoSnapshots(SnapshotMiddleware):
    def process_view(self, request, view, arguments, options):
        request.has_snapshot = False

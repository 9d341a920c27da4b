from newsroom.formats.kk.formats import *  # noqa: F403

from newsroom.formats.en.formats import *  # noqa: F403

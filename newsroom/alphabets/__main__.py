"""`python -m newsroom.alphabets kk-Latn < story.txt`: converts standard input to standard output, without the site.

It needs nothing but Python 3.11. The exit status is 0, or 2 for wrong arguments or invalid input, 1 if reading or
writing fails, and 130 if it is interrupted.
"""

import argparse
import os
import sys

from newsroom.alphabets import ALPHABETS, LATIN_ALPHABETS, NORMS_OF_HAMZA, Hamza, Latin, Spelling, convert, convert_html

NAME = "newsroom.alphabets"
REFUSED, FAILED, INTERRUPTED = 2, 1, 130
STDIN, STDOUT, STDERR = range(3)


class Refused(Exception):
    """The arguments or the input are invalid. The message says why."""


class Arguments(argparse.ArgumentParser):
    def error(self, message):
        raise Refused(message)


def arguments():
    parser = Arguments(
        prog=f"python -m {NAME}",
        description="Transliterate Kazakh from Cyrillic into Latin or Arabic letters. Reads and writes UTF-8.",
        epilog=f"Exit status {REFUSED}: the arguments are wrong, or the input is not UTF-8.",
    )
    parser.add_argument("to", metavar="ALPHABET", type=_one_of(ALPHABETS), help=" or ".join(ALPHABETS))
    parser.add_argument(
        "--html",
        action="store_true",
        help="the input is HTML; it is read to the end before anything is written, because a tag can span lines "
        "(plain text is written line by line)",
    )
    parser.add_argument(
        "--latin",
        metavar="YEAR-MONTH",
        type=_one_of(LATIN_ALPHABETS),
        default=Latin.APRIL_2021,
        help=f"the Latin alphabet: {Latin.APRIL_2021} (default) or {Latin.ACUTE_2018}",
    )
    parser.add_argument(
        "--hamza",
        metavar="NORM",
        type=_one_of(NORMS_OF_HAMZA),
        default=Hamza.EGEMEN,
        help=f"the newspaper whose norm the Arabic letters follow: {Hamza.EGEMEN} (default) or {Hamza.KAZINFORM}",
    )
    return parser


def _one_of(names):
    def known(name):
        if name not in names:
            raise argparse.ArgumentTypeError(f"{name!r} is not one of {', '.join(names)}")
        return name

    return known


def run(options, source, target):
    """Convert one binary file into another. Refused if the source isn't UTF-8."""
    spelling = Spelling(latin=options.latin, hamza=options.hamza)
    if options.html:
        target.write(convert_html(_read(source.read(), 1), options.to, spelling).encode())
        return
    for number, line in enumerate(source, start=1):
        target.write(convert(_read(line, number), options.to, spelling).encode())
        target.flush()  # the reader may be waiting for this line


def _read(data, first_line):
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = first_line + data.count(b"\n", 0, error.start)
        raise Refused(f"line {line} of the input is not valid UTF-8") from None


def main():
    try:
        options = arguments().parse_args()
        # Opened by number, because `sys.stdin` is None if the caller has closed it, and it translates line endings.
        with open(STDIN, "rb", closefd=False) as source, open(STDOUT, "wb", closefd=False) as target:
            run(options, source, target)
    except Refused as refusal:
        return _say(refusal, REFUSED)
    except BrokenPipeError:  # the reader has enough: `| head`
        return 0
    except OSError as error:
        return _say(error.strerror, FAILED)
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


def _say(message, status):
    line = " ".join(f"{NAME}: {message}".split())
    os.write(STDERR, f"{line}\n".encode(errors="backslashreplace"))
    return status


if __name__ == "__main__":
    sys.exit(main())

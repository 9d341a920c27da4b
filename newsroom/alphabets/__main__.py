"""`python -m newsroom.alphabets kk-Latn < story.txt`: the converter for pipes and scripts, without the site.

Needs Python 3.11 and nothing else. Exit status 0; 2 for arguments or a text that it refuses; 1 where reading or
writing fails; 130 when it is interrupted.
"""

import argparse
import os
import sys

from newsroom.alphabets import ALPHABETS, Latin, Spelling, convert, convert_html

NAME = "newsroom.alphabets"
REFUSED, FAILED, INTERRUPTED = 2, 1, 130
STDIN, STDOUT, STDERR = range(3)


class Refused(Exception):
    """What was asked for can't be done; the message says why, for people."""


class Arguments(argparse.ArgumentParser):
    def error(self, message):
        raise Refused(message)


def arguments():
    parser = Arguments(
        prog=f"python -m {NAME}",
        description="Kazakh from Cyrillic into Latin or Arabic letters, from standard input to standard output, UTF-8.",
        epilog=f"Exit status {REFUSED}: an alphabet that there isn't, or a text that isn't UTF-8.",
    )
    parser.add_argument("to", metavar="ALPHABET", type=_alphabet, help=" or ".join(ALPHABETS))
    parser.add_argument(
        "--html",
        action="store_true",
        help="a document in HTML: read to its end before anything is written, since a tag may span lines; "
        "text is written line by line, each as soon as it is read",
    )
    parser.add_argument(
        "--latin",
        metavar="YEAR-MONTH",
        type=_latin,
        default=Latin.APRIL_2021,
        help=f"which Latin alphabet: {Latin.APRIL_2021} (the default) or {Latin.ACUTE_2018}",
    )
    return parser


def _alphabet(name):
    if name not in ALPHABETS:
        raise argparse.ArgumentTypeError(f"there is no {name!r}, only {' and '.join(ALPHABETS)}")
    return name


def _latin(name):
    if name not in (Latin.APRIL_2021, Latin.ACUTE_2018):
        raise argparse.ArgumentTypeError(f"there is no {name!r}, only {Latin.APRIL_2021} and {Latin.ACUTE_2018}")
    return name


def run(options, source, target):
    """Converts from one binary file to another; Refused where the source isn't UTF-8."""
    spelling = Spelling(latin=options.latin)
    if options.html:
        target.write(convert_html(_read(source.read(), 1), options.to, spelling).encode())
        return
    for number, line in enumerate(source, start=1):
        target.write(convert(_read(line, number), options.to, spelling).encode())
        target.flush()  # whoever reads may be waiting for this line


def _read(data, first_line):
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = first_line + data.count(b"\n", 0, error.start)
        raise Refused(f"line {line} of the input is not valid UTF-8") from None


def main():
    try:
        options = arguments().parse_args()
        # By their numbers: sys.stdin is None where the caller has closed it, and translates line endings.
        with open(STDIN, "rb", closefd=False) as source, open(STDOUT, "wb", closefd=False) as target:
            run(options, source, target)
    except Refused as refusal:
        return _say(refusal, REFUSED)
    except BrokenPipeError:  # `| head` has seen enough
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

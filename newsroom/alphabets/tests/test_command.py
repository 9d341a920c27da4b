"""`python -m newsroom.alphabets` converts standard input, line by line, without other packages or settings."""

import os
import select
import subprocess
import sys
from pathlib import Path

import pytest

from newsroom.alphabets import ALPHABETS, convert, convert_html

ROOT = Path(__file__).resolve().parents[3]
# -S: no installed package can be found. -E and the empty environment: no settings either.
PYTHON = [sys.executable, "-S", "-E"]
COMMAND = [*PYTHON, "-m", "newsroom.alphabets"]
PATIENCE = 20  # seconds

STORY = (
    "Қазақ тілі – Қазақстанның мемлекеттік тілі.\n"
    "Жиын 2026-01-29 күні, сағат 07:00-08:30 аралығында өтті; бағасы 5,11% өсті, ия?\n"
    "\n"
    "KAZINFORM, Kazakh Invest\n"
    "ЮНЕСКО мен Юра туралы: https://kk.wikipedia.org/wiki/Қазақ\n"
    "бiлiм, #Қазақстан, тәр\u00adтіп\n"
    "\ufeffҮкімет\u2028және\x0bмәжіліс\n"
)
PAGE = '<html lang="kk">\r\n<title>Үкімет</title>\n<p title="Тіл">ө<b>мір</b>ге\n2026-01-29 жылы<!-- түсінік -->'


def run(*arguments, text=b"", **options):
    return subprocess.run(
        [*COMMAND, *arguments], input=text, capture_output=True, cwd=ROOT, env={}, timeout=PATIENCE, **options
    )


def outcome(*arguments, text=b""):
    done = run(*arguments, text=text)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def start(*arguments):
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([*COMMAND, *arguments], cwd=ROOT, env={}, **pipes)


# Output


@pytest.mark.parametrize("to", ALPHABETS)
def test_a_text_is_converted_as_convert_does_it(to):
    assert outcome(to, text=STORY.encode()) == (0, convert(STORY, to), "")


@pytest.mark.parametrize("to", ALPHABETS)
def test_a_document_is_converted_as_convert_html_does_it(to):
    assert outcome(to, "--html", text=PAGE.encode()) == (0, convert_html(PAGE, to), "")


@pytest.mark.slow
@pytest.mark.parametrize(
    "ends", ["а\r\nб\r\n", "а\nб", "а\r\nб\nв\r", "а\rб\r", "\n\n\r\n", "а\n\n", "", "\n"], ids=repr
)
def test_line_endings_stay_as_they_are(ends):
    expected = ends.translate(str.maketrans("абв", "abv"))

    assert run("kk-Latn", text=ends.encode()).stdout == expected.encode()
    assert run("kk-Latn", "--html", text=ends.encode()).stdout == expected.encode()


def test_the_alphabet_of_2018_is_an_option():
    assert outcome("kk-Latn", "--latin", "2018-02", text="Шың ұшы, Ислам".encode()) == (0, "Shyń ushy, Islam", "")
    assert outcome("kk-Latn", "--latin", "2021-04", text="Шың ұшы, Ислам".encode()) == (0, "Şyñ ūşy, İslam", "")


def test_the_norm_of_hamza_is_an_option():
    assert outcome("kk-Arab", "--hamza", "egemen", text="бірақ".encode()) == (0, "بىراق", "")
    assert outcome("kk-Arab", "--hamza", "kazinform", text="бірақ".encode()) == (0, "ءبىراق", "")


def test_the_help_names_the_alphabets_and_says_why_html_is_read_to_the_end():
    code, said, _ = outcome("--help")

    assert code == 0
    assert said.startswith("usage: python -m newsroom.alphabets ")
    explained = (*ALPHABETS, "2018-02", "kazinform", "read to the end")
    assert [word for word in explained if word not in " ".join(said.split())] == []


# Streams


def test_a_line_is_written_before_the_next_one_is_read():
    with start("kk-Latn") as command:
        for line, converted in (("Қала\n", "Qala\n"), ("және\n", "jäne\n")):
            command.stdin.write(line.encode())
            command.stdin.flush()
            assert select.select([command.stdout], [], [], PATIENCE)[0] == [command.stdout]
            assert command.stdout.readline() == converted.encode()
        command.stdin.close()
        assert command.wait(PATIENCE) == 0


@pytest.mark.parametrize("options", [[], ["--html"]], ids=["text", "html"])
def test_there_is_no_error_if_the_reader_closes_the_pipe(options):
    with start("kk-Latn", *options) as command:
        command.stdout.close()
        _, said = command.communicate("<p>Қала\n".encode() * 50_000, timeout=PATIENCE)

        assert (command.returncode, said) == (0, b"")


def test_a_full_disk_is_reported_in_one_line():
    if not os.path.exists("/dev/full"):
        pytest.skip("there is no /dev/full here")
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*COMMAND, "kk-Latn"], input="Қала".encode(), stdout=full, stderr=subprocess.PIPE, cwd=ROOT, env={}
        )

    assert (done.returncode, done.stderr) == (1, b"newsroom.alphabets: No space left on device\n")


# Errors


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["kk-Cyrl"], "argument ALPHABET: 'kk-Cyrl' is not one of kk-Latn, kk-Arab"),
        (["kk-latn"], "argument ALPHABET: 'kk-latn' is not one of kk-Latn, kk-Arab"),
        (["kk\nLatn"], r"argument ALPHABET: 'kk\nLatn' is not one of kk-Latn, kk-Arab"),
        ([], "the following arguments are required: ALPHABET"),
        (["kk-Latn", "--latin", "2017"], "argument --latin: '2017' is not one of 2021-04, 2018-02"),
        (["kk-Arab", "--hamza", "abai"], "argument --hamza: 'abai' is not one of egemen, kazinform"),
        (["kk-Latn", "story\n.txt"], "unrecognized arguments: story .txt"),
        (["kk-Latn", b"\xff"], r"unrecognized arguments: \udcff"),
    ],
)
def test_wrong_arguments_are_reported_in_one_line(arguments, complaint):
    assert outcome(*arguments, text="Қала".encode()) == (2, "", f"newsroom.alphabets: {complaint}\n")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "line", "before"),
    [
        (b"\xff", 1, ""),
        ("Қала\nжол\nбұ".encode() + b"\xd2\nauyl\n", 3, "Qala\njol\n"),
        ("Қала\n".encode() + "тіл".encode("cp1251"), 2, "Qala\n"),
        ("Қала\n".encode("utf-16"), 1, ""),
        (b"\xed\xa0\x80", 1, ""),  # half of a surrogate pair
        ("Қ".encode()[:1], 1, ""),
    ],
)
def test_input_that_is_not_utf_8_is_reported_with_its_line(text, line, before):
    complaint = f"newsroom.alphabets: line {line} of the input is not valid UTF-8\n"

    assert outcome("kk-Latn", text=text) == (2, before, complaint)
    assert outcome("kk-Latn", "--html", text=text) == (2, "", complaint)


# Imports


def test_no_installed_package_can_be_imported_in_these_tests():
    """Without this the other tests of this file prove nothing."""
    reached = "import sys; print([path for path in sys.path if 'packages' in path])\nimport django"
    done = subprocess.run([*PYTHON, "-c", reached], capture_output=True, cwd=ROOT, env={}, text=True)

    assert done.stdout == "[]\n"
    assert done.stderr.endswith("ModuleNotFoundError: No module named 'django'\n")


def test_nothing_from_the_site_is_imported():
    listing = (
        "import sys; from newsroom.alphabets import __main__\n"
        "print(*sorted(name for name in sys.modules if name.startswith('newsroom')))"
    )
    done = subprocess.run([*PYTHON, "-c", listing], capture_output=True, cwd=ROOT, env={}, text=True)
    modules = done.stdout.split()

    assert modules[:2] == ["newsroom", "newsroom.alphabets"]
    assert [name for name in modules if not (name + ".").startswith("newsroom.alphabets.")] == ["newsroom"]

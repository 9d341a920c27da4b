"""`make` says which system package is missing, and keeps an existing `.env`."""

import shutil
import subprocess

import pytest
from django.conf import settings

MAKEFILE = settings.BASE_DIR / "Makefile"


@pytest.fixture
def bare(tmp_path):
    """A folder that contains only the Makefile."""
    if not shutil.which("make"):
        pytest.skip("make is not installed")
    shutil.copy(MAKEFILE, tmp_path)
    return tmp_path


def make(folder, fake_python):
    python = folder / "python3"
    python.write_text(f"#!/bin/sh\n{fake_python}\n")
    python.chmod(0o755)
    command = ["make", ".venv/bin/python", f"PYTHON={python}"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)


def test_python_without_venv_prints_the_package_to_install(bare):
    answer = make(bare, 'case "$2" in *ensurepip*) exit 1;; esac')
    assert answer.returncode != 0
    assert "apt-get install python3-venv" in answer.stdout


def test_an_old_python_prints_the_required_version(bare):
    answer = make(bare, 'case "$2" in *version_info*) exit 1;; esac')
    assert answer.returncode != 0
    assert "Python 3.11 or newer" in answer.stdout


def test_an_existing_env_file_is_not_overwritten(bare):
    (bare / ".venv/bin").mkdir(parents=True)
    for made_before in ("requirements.txt", ".venv/bin/python", ".venv/installed"):
        (bare / made_before).touch()
    (bare / ".env").write_text("SECRET_KEY=mine\n")
    subprocess.run(["make", ".env"], cwd=bare, capture_output=True, check=True)
    assert (bare / ".env").read_text() == "SECRET_KEY=mine\n"

"""`deploy/nginx.conf`, with a real nginx that has no application behind it."""

import datetime
import http.client
import os
import shutil
import ssl
import subprocess
import time

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.management import call_command

from newsroom import editions
from newsroom.tests.production import ROOT, free_port

NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
CONFIGURATION = """
user root;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
daemon off;
events {{}}
http {{ access_log off; include /etc/nginx/mime.types; include {folder}/site.conf; }}
"""
ATTEMPTS = 60
PATIENCE = 20  # seconds

pytestmark = [
    pytest.mark.one_database,
    pytest.mark.slow,
    pytest.mark.skipif(not NGINX or os.geteuid() != 0, reason="needs nginx, started by root"),
]


@pytest.fixture
def port(tmp_path, seeds):
    """The port of nginx with the configuration of one server, and the maintenance pages of this site."""
    call_command("write_maintenance_pages", tmp_path / "srv/maintenance")
    tmp_path.chmod(0o755)
    write_certificate(tmp_path)
    secure, plain, nothing = free_port(), free_port(), free_port()
    site = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
    for ours, tested in [
        ("listen 443", f"listen 127.0.0.1:{secure}"),
        ("listen 80", f"listen 127.0.0.1:{plain}"),
        ("127.0.0.1:8000", f"127.0.0.1:{nothing}"),
        ("/etc/letsencrypt/live/news.example.kz", str(tmp_path)),
        ("/srv/newsroom", str(tmp_path / "srv")),
    ]:
        assert ours in site
        site = site.replace(ours, tested)
    (tmp_path / "site.conf").write_text(site, encoding="utf-8")
    (tmp_path / "nginx.conf").write_text(CONFIGURATION.format(folder=tmp_path), encoding="utf-8")
    server = subprocess.Popen([NGINX, "-c", str(tmp_path / "nginx.conf")], stderr=subprocess.PIPE, text=True)
    try:
        answers = listens(server, secure)
        yield secure if answers else pytest.fail(words_of(server))
    finally:
        words_of(server)


def words_of(server):
    """End nginx; return what it has written to its error stream."""
    server.terminate()
    return server.communicate(timeout=PATIENCE)[1]


def write_certificate(folder):
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.datetime.now(datetime.UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "news.example.kz")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now).not_valid_after(now + datetime.timedelta(days=1))
    certificate = builder.sign(key, hashes.SHA256())
    encoding = serialization.Encoding.PEM
    private = key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "fullchain.pem").write_bytes(certificate.public_bytes(encoding))
    (folder / "privkey.pem").write_bytes(private)


def listens(server, port):
    """Wait until nginx answers. False if it has ended."""
    until = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < until:
        try:
            return bool(get(port, "/kk/"))
        except ConnectionRefusedError:
            time.sleep(0.05)  # it does not listen yet
    return False


def get(port, path, method="GET"):
    """Return (status, body) of an answer."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    connection = http.client.HTTPSConnection("127.0.0.1", port, context=context, timeout=PATIENCE)
    connection.request(method, path, headers={"Host": "news.example.kz"})
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, body


def test_an_application_that_does_not_answer_is_explained_in_the_edition_and_floods_are_stopped(port):
    for code in ["ru", "kk-arab", "zh-hans"]:
        status, page = get(port, f"/{code}/2025/11/24/story/")
        assert status == 503
        assert f'<html lang="{editions.BY_CODE[code].tag}"' in page
    story = "/ru/2025/11/24/story/"
    for path in ["/admin/login/", f"{story}comments/", f"{story}mistake/", "/kk-arab/read/"]:
        statuses = [get(port, path, "POST")[0] for _ in range(ATTEMPTS)]
        assert statuses[0] == 503
        assert 429 in statuses  # the last one may be let through again: a slow machine takes long for them all
    assert {get(port, story)[0] for _ in range(ATTEMPTS)} == {503}

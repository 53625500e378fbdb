"""Somebody else's TLS, for what Alongside encrypts itself.

    encrypted.py make FOLDER          an authority (authority.pem) and a key with a certificate of its (server.pem)
    encrypted.py visit FOLDER PORT    reads pages of https://localhost:PORT, trusting that authority alone

A visit prints one line of JSON: the version that was agreed on, the answer's headers, what signing in to the
demonstration put into the browser, and what became of a client that is too old and of one that trusts somebody else.
"""

import http.client
import json
import re
import ssl
import sys
import time
import warnings
from pathlib import Path
from urllib.parse import urlencode

from mail_server import tls


def context(authority):
    return ssl.create_default_context(cafile=authority)


def connected(port, how):
    for _ in range(300):
        try:
            connection = http.client.HTTPSConnection("localhost", port, context=how, timeout=30)
            connection.connect()
            return connection
        except ConnectionRefusedError:
            time.sleep(0.1)
    raise SystemExit("nothing listens")


def refused(port, how):
    try:
        connected(port, how)
    except ssl.SSLError as error:
        return error.reason
    return None


def visit(folder, port):
    connection = connected(port, context(folder / "authority.pem"))
    version = connection.sock.version()
    connection.request("GET", "/urgent-help")
    answer = connection.getresponse()
    answer.read()
    urgent = {"status": answer.status, "headers": dict(answer.getheaders())}
    connection.request("GET", "/demonstration")
    page = connection.getresponse().read().decode()
    action = re.search(r'action="(/demonstration/[^"]+)"', page)[1]
    token = re.search(r'name="once"[^>]*value="([^"]+)"', page)
    fields = urlencode({"once": token[1]} if token else {})
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"https://localhost:{port}"}
    connection.request("POST", action, fields, headers)
    answer = connection.getresponse()
    answer.read()
    old = context(folder / "authority.pem")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_1
    old.set_ciphers("ALL:@SECLEVEL=0")
    print(json.dumps({
        "version": version,
        "urgent": urgent,
        "signed_in": answer.status,
        "cookies": answer.headers.get_all("set-cookie"),
        "old": refused(port, old),
        "stranger": refused(port, context(folder / "stranger.pem")),
    }))


if __name__ == "__main__":
    verb, folder = sys.argv[1], Path(sys.argv[2])
    if verb == "make":
        tls(folder)
    else:
        visit(folder, int(sys.argv[3]))

"""A mail server that is not ours, for the tests: aiosmtpd, over TLS, with failures on order.

    mail_server.py FOLDER [--port N] [--tls starttls|implicit|none] [--login USER:PASSWORD] [--slow MILLISECONDS]

It makes an authority of its own and writes its certificate to FOLDER/authority.pem, and another one's, which it does
not use, to FOLDER/stranger.pem. It prints "listening on N" when it listens, and then every command it hears, passwords
left out.

Every message it takes becomes a line of JSON in FOLDER/taken: "id", "to", "raw". A slow one takes it after a quarter of
its time, and answers at the end of it.

Failures are ordered by files in FOLDER, named after the moment: greeting, mail, rcpt, data (the whole message is
there). Each line of such a file is what happens once; a line that begins with "always " stays. A line is either an
answer, such as "451 4.2.0 Later", or one of

    silence        never answers
    close          closes the connection
    keep silence   takes the message, then never answers
    keep close     takes the message, then closes the connection
"""

import argparse
import asyncio
import datetime
import ipaddress
import json
import logging
import os
import ssl
import sys
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

FOREVER = 3600


def signed(subject, key, issuer, issuer_key, extensions):
    """A certificate for two days around now."""
    now = datetime.datetime.now(datetime.timezone.utc)
    day = datetime.timedelta(days=1)
    name = lambda text: x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(name(subject))
        .issuer_name(name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - day)
        .not_valid_after(now + day)
    )
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical)
    return builder.sign(issuer_key, hashes.SHA256())


def authority(name):
    key = ec.generate_private_key(ec.SECP256R1())
    return key, signed(name, key, name, key, [(x509.BasicConstraints(ca=True, path_length=0), True)])


def pem(certificate):
    return certificate.public_bytes(serialization.Encoding.PEM)


def tls(folder):
    """What the server shows of itself, signed by an authority that only FOLDER/authority.pem knows."""
    ca_key, ca = authority("Anytown test authority")
    (folder / "authority.pem").write_bytes(pem(ca))
    (folder / "stranger.pem").write_bytes(pem(authority("Somebody else's authority")[1]))
    key = ec.generate_private_key(ec.SECP256R1())
    names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    own = signed("localhost", key, "Anytown test authority", ca_key, [
        (x509.SubjectAlternativeName(names), False),
        (x509.BasicConstraints(ca=False, path_length=None), True),
        (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False),
    ])
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "server.pem").write_bytes(private + pem(own))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem")
    return context


class Orders:
    """What is to go wrong, read anew at every moment."""

    def __init__(self, folder):
        self.folder = folder

    def next(self, moment):
        file = self.folder / moment
        try:
            lines = file.read_text().splitlines()
        except FileNotFoundError:
            return None
        if not lines:
            return None
        if lines[0].startswith("always "):
            return lines[0].removeprefix("always ")
        unfinished = self.folder / f"{moment}.unfinished"
        unfinished.write_text("".join(f"{line}\n" for line in lines[1:]))
        unfinished.replace(file)
        return lines[0]


class Handler:
    def __init__(self, folder, slow):
        self.orders = Orders(folder)
        self.slow = slow / 1000
        self.taken = os.open(folder / "taken", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)

    def keep(self, envelope):
        raw = envelope.original_content.decode("latin-1")
        headings = raw.split("\r\n\r\n")[0].split("\r\n")
        name = next((line.split(": ", 1)[1] for line in headings if line.lower().startswith("message-id: ")), None)
        line = json.dumps({"id": name, "to": envelope.rcpt_tos, "raw": raw})
        os.write(self.taken, line.encode() + b"\n")

    async def fail(self, server, order):
        if order == "silence":
            await asyncio.sleep(FOREVER)
        if order == "close":
            server.transport.abort()
            await asyncio.sleep(FOREVER)
        return order

    async def handle_MAIL(self, server, session, envelope, address, options):
        if order := self.orders.next("mail"):
            return await self.fail(server, order)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if order := self.orders.next("rcpt"):
            return await self.fail(server, order)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        order = self.orders.next("data")
        await asyncio.sleep(self.slow / 4)
        if order and not order.startswith("keep "):
            return await self.fail(server, order)
        self.keep(envelope)
        await asyncio.sleep(self.slow * 3 / 4)
        if order:
            return await self.fail(server, order.removeprefix("keep "))
        return "250 OK"


class Server(SMTP):
    """aiosmtpd's own, but for its first words."""

    greeted = False

    async def push(self, status):
        first = not self.greeted
        self.greeted = True
        order = self.event_handler.orders.next("greeting") if first else None
        await super().push(await self.event_handler.fail(self, order) if order else status)


async def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--port", type=int, default=0)
    arguments.add_argument("--tls", choices=["starttls", "implicit", "none"], default="starttls")
    arguments.add_argument("--login")
    arguments.add_argument("--slow", type=float, default=0)
    given = arguments.parse_args()
    logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(message)s")

    context = tls(given.folder)
    handler = Handler(given.folder, given.slow)

    def known(server, session, envelope, mechanism, data):
        told = f"{data.login.decode()}:{data.password.decode()}"
        return AuthResult(success=told == given.login, handled=False)

    def conversation():
        return Server(
            handler,
            hostname="localhost",
            tls_context=context if given.tls == "starttls" else None,
            require_starttls=given.tls == "starttls",
            auth_required=given.login is not None,
            # Without encryption it asks all the same, as a server that is set up badly or is not the right one does.
            auth_require_tls=given.tls == "starttls",
            authenticator=known,
        )

    wrapped = context if given.tls == "implicit" else None
    server = await asyncio.get_running_loop().create_server(
        conversation, "127.0.0.1", given.port, ssl=wrapped, reuse_address=True)
    print(f"listening on {server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())

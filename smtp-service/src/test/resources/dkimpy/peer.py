"""What dkimpy makes of a mail: peer.py COMMAND ARGUMENT..., the mail on stdin, CRLF or LF.

sign SELECTOR DOMAIN KEYFILE ALGORITHM HEADER/BODY LENGTH(0|1)   the mail with its signature on top
verify RECORDS                                                   a line for each signature, pass or fail
seal SELECTOR DOMAIN KEYFILE                                     the mail with its ARC set on top, if any
chain RECORDS                                                    none, pass or fail

RECORDS is a JSON object of TXT records by name.
"""
import json
import sys

import dkim


def records(path):
    with open(path, encoding="ascii") as file:
        texts = json.load(file)
    return lambda name, timeout=5: texts.get(name.decode("ascii").rstrip("."), "").encode("ascii")


def key(path):
    with open(path, "rb") as file:
        return file.read()


def main(command, *arguments):
    mail = sys.stdin.buffer.read()
    if command == "sign":
        selector, domain, path, algorithm, form, length = arguments
        signature = dkim.sign(
            mail,
            selector.encode(),
            domain.encode(),
            key(path),
            canonicalize=tuple(form.encode().split(b"/")),
            signature_algorithm=algorithm.encode(),
            length=length == "1",
        )
        sys.stdout.buffer.write(signature + mail)
    elif command == "verify":
        signatures = mail.split(b"\r\n\r\n")[0].lower().count(b"dkim-signature:")
        for index in range(signatures):
            try:
                passed = dkim.DKIM(mail).verify(idx=index, dnsfunc=records(arguments[0]))
            except dkim.DKIMException as e:
                print(e, file=sys.stderr)
                passed = False
            print("pass" if passed else "fail")
    elif command == "seal":
        selector, domain, path = arguments
        fields = dkim.arc_sign(mail, selector.encode(), domain.encode(), key(path), domain.encode())
        sys.stdout.buffer.write(b"".join(fields) + mail)
    elif command == "chain":
        verdict, _, reason = dkim.arc_verify(mail, dnsfunc=records(arguments[0]))
        print(reason, file=sys.stderr)
        print(verdict.decode())


main(*sys.argv[1:])

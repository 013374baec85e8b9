"""Reads messages with Python's email (policy.default), and answers each in one line of JSON.

A message is its length in four octets, the highest first, and its octets.
"""

import hashlib
import json
import re
import sys
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime

POLICY = policy.default
ADDRESSES = {"from": "from", "to": "to", "cc": "cc", "reply-to": "replyTo", "sender": "sender"}
OWN = {"content-type", "content-transfer-encoding", "content-disposition", "content-id", "mime-version"}
LINE_BREAK = re.compile("\r\n|\r|\n")


def parsed(name, raw):
    """A header as the policy reads it; octets beyond ASCII are UTF-8 (RFC 6532)."""
    text = "".join(raw.splitlines())
    return POLICY.header_factory(name, text.encode("ascii", "surrogateescape").decode("utf-8"))


def headers_of(message):
    found = {"subject": None, "date": None, "messageId": None, "others": []}
    for name, raw in message.raw_items():
        key = name.lower()
        if key in OWN:
            continue
        raw = raw.lstrip(" \t")
        header = parsed(name, raw)
        if key in ADDRESSES:
            found[ADDRESSES[key]] = [[address.display_name, address.addr_spec] for address in header.addresses]
        elif key == "subject":
            found["subject"] = str(header)
        elif key == "date":
            found["date"] = int(parsedate_to_datetime(str(header)).timestamp())
        elif key == "message-id":
            found["messageId"] = str(header)
        else:
            found["others"].append([key, str(header)])
    return found


def part_of(part, is_message=False):
    kind = part.get_content_type()
    found = {"type": kind, "parameters": {}, "disposition": part.get_content_disposition()}
    content_type = part["content-type"]
    if content_type is not None:
        found["parameters"] = dict(content_type.params)
    disposition = part["content-disposition"]
    named = disposition.params if disposition is not None else {}
    # get_filename() takes away outer blanks.
    found["filename"] = named.get("filename", found["parameters"].get("name"))
    found["contentId"] = str(part["content-id"]) if "content-id" in part else None
    if not is_message:
        found["others"] = headers_of(part)["others"]
    if part.is_multipart() and kind == "message/rfc822":
        found["message"] = message_of(part.get_payload(0))
    elif part.is_multipart():
        found["children"] = [part_of(child) for child in part.get_payload()]
    else:
        found.update(content_of(part, kind, found["parameters"].get("charset")))
    return found


def content_of(part, kind, charset):
    octets = part.get_payload(decode=True)
    if kind.startswith("text/"):
        return {"text": LINE_BREAK.sub("\n", octets.decode(charset or "latin-1"))}
    return {"octets": {"sha256": hashlib.sha256(octets).hexdigest(), "size": len(octets)}}


def message_of(message):
    return {"headers": headers_of(message), "body": part_of(message, is_message=True)}


def main():
    source = sys.stdin.buffer
    while len(length := source.read(4)) == 4:
        octets = source.read(int.from_bytes(length, "big"))
        try:
            answer = message_of(message_from_bytes(octets, policy=POLICY))
        except Exception as error:  # What it cannot read is a difference, and the next message is read.
            answer = {"error": f"{type(error).__name__}: {error}"}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


main()

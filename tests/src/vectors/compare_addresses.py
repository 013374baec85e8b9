"""compare_addresses.py FILE: how mailboxes differ from what Django's sanitize_address() made, on stdout: {id: {field: [difference]}}.

FILE has a list of {"id": ID, "expected": HEADER | null, "got": HEADER | null, "envelope": ADDRESS | null}, where null is an error.
Both headers are read by canon.py; the envelope has the address of what Django made.
"""
import json
import sys
from pathlib import Path

import as_recorded  # noqa: F401
from canon import canonical


def mailbox(value):
    """The decoded name and the address in the value of a header."""
    return canonical(f"To: {value}\n\n".encode("utf-8"))["addresses"]["To"]


def differences(row):
    expected, got = row["expected"], row["got"]
    if (expected is None) != (got is None):
        said = ["an error" if value is None else repr(mailbox(value)) for value in (expected, got)]
        return {"error": [f"expected {said[0]}, got {said[1]}"]}
    if expected is None:
        return {}
    found = {}
    if mailbox(expected) != mailbox(got):
        found["mailbox"] = [f"expected {mailbox(expected)!r} got {mailbox(got)!r}"]
    [[_, address]] = mailbox(expected)
    if address != row["envelope"]:
        found["envelope"] = [f"expected {address!r} got {row['envelope']!r}"]
    return found


rows = json.loads(Path(sys.argv[1]).read_text("utf-8"))
print(json.dumps({row["id"]: differences(row) for row in rows}))

"""Builds mails with Python's email. A line of JSON on stdin is either the mails, or from which one on to build how many;
a line of JSON on stdout answers with the seconds that took, and the octets of the last one."""

import base64
import json
import sys
import time
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import localtime, make_msgid


def build(mail):
    message = EmailMessage(policy=SMTP)
    message["Subject"] = mail["subject"]
    message["From"] = mail["from"]
    message["To"] = ", ".join(mail["to"])
    message["Date"] = localtime()
    # Without a domain, Python asks the network for one.
    message["Message-ID"] = make_msgid(domain="example.com")
    message.set_content(mail["text"])
    if "html" in mail:
        message.add_alternative(mail["html"], subtype="html")
    if "attachment" in mail:
        attachment = mail["attachment"]
        maintype, subtype = attachment["type"].split("/")
        message.add_attachment(attachment["content"], maintype=maintype, subtype=subtype, filename=attachment["filename"])
    return message.as_bytes()


mails = []
for line in sys.stdin:
    order = json.loads(line)
    if "mails" in order:
        mails = order["mails"]
        for mail in mails:
            if "attachment" in mail:
                mail["attachment"]["content"] = base64.b64decode(mail["attachment"]["content"])
        continue
    begun = time.perf_counter()
    for number in range(order["from"], order["from"] + order["count"]):
        made = build(mails[number % len(mails)])
    seconds = time.perf_counter() - begun
    print(json.dumps({"seconds": seconds, "made": base64.b64encode(made).decode()}), flush=True)

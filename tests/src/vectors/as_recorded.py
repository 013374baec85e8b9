"""Has canon.py split mailboxes as the Python that recorded the vectors did; import it before anything is read.

Later Pythons, and Debian's 3.11, do it strictly, and find no mailbox in to@[127.0.0.1].
"""
import inspect
from functools import partial

import canon

if "strict" in inspect.signature(canon.getaddresses).parameters:
    canon.getaddresses = partial(canon.getaddresses, strict=False)

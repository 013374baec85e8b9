"""compare_messages.py DIR FILE...: how the outputs in DIR differ from the vectors in the files, on stdout: {id: {field: [difference, ...]}}.

DIR is laid out as compare.py says. Only its hard fields count; a vector without an output has null.
"""
import json
import sys
from pathlib import Path

import as_recorded  # noqa: F401
import compare


def hard(differences):
    return differences and {field: said for field, said in differences.items() if field in compare.HARD}


directory, *files = map(Path, sys.argv[1:])
vectors = [vector for file in files for vector in json.loads(file.read_text("utf-8"))["vectors"]]
print(json.dumps({vector["id"]: hard(compare.one(vector, directory)) for vector in vectors}))

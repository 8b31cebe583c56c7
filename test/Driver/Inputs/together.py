"""Starts a command several times at once; all must succeed, and each revision must have been
applied by exactly one of them.

    together.py COUNT EXPECTED COMMAND...

EXPECTED is how many revisions there are. What each process said is printed, sorted.
"""

import collections
import re
import subprocess
import sys

count, expected, *command = sys.argv[1:]
processes = [
    subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    for _ in range(int(count))
]
said = [process.communicate()[0] for process in processes]
print("\n".join(sorted(said)))
codes = [process.returncode for process in processes]
assert codes == [0] * len(codes), codes
# `463161aec4ec first .... 3.1 ms`
applied = collections.Counter(re.findall(r"^(\w+) .* \.\.\.+ ", "".join(said), re.MULTILINE))
assert len(applied) == int(expected) and set(applied.values()) == {1}, applied

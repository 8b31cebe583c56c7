"""What an engine's own dump says of a database, in one form."""

import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Dump:
    """`used` counts, by its reason, what was brought to one form."""

    statements: set = field(default_factory=set)
    used: Counter = field(default_factory=Counter)


def client(*command, stdin=None):
    """Runs an engine's client; a word of it on stderr that it did not like ends the test."""
    done = subprocess.run(command, capture_output=True, text=True, input=stdin)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout

"""One set of cases, compiled for every dialect and run on every engine that is at hand.

| module | holds |
| --- | --- |
| case | a case's file: its sections and what its head says |
| compiler | the case as a project, and what `retort compile` makes of it |
| goldens | the check lines of a case: written, compared, looked at |
| engines | the engines' own clients, and all that is in a database, as lines |
| trip | up, down and up again, with everything compared |
| test_format | how lit finds and runs the cases |
| table | the table of docs/dialects.md |

test/conformance/README.md says how a case is written.
"""

"""Generated projects: the same files for the same size, on every machine."""

# What small revisions do in practice, in turn; {n} makes names unique.
BODIES = (
    "create table t{n} {{\n    id int not null primary key;\n  }}",
    "alter table t{table} {{\n    add column c{n} string(32);\n  }}",
    "create index ix_{n} on t{table} (id);",
)

REVISION = """\
revision {id} 'step {n}'{revises};

upgrade {{
  {body}
}}
"""


def revision_id(n):
    return f"r{n:06d}"


def revision(n):
    """The text of the n-th revision, counted from 0; about 120 bytes."""
    body = BODIES[n % len(BODIES)].format(n=n, table=n - n % len(BODIES))
    revises = f"\n  revises {revision_id(n - 1)}" if n else ""
    return REVISION.format(id=revision_id(n), n=n, revises=revises, body=body)


def long_revision(operations):
    """One file with many operations."""
    bodies = (BODIES[n % len(BODIES)].format(n=n, table=n - n % len(BODIES))
              for n in range(operations))
    return REVISION.format(id="long", n=0, revises="", body="\n  ".join(bodies))


def write_project(folder, size):
    """A project with a straight history of `size` revisions; the names of its files."""
    (folder / "versions").mkdir(parents=True)
    (folder / "retort.toml").write_text('[env.dev]\nurl = "sqlite:app.db"\n')
    names = []
    for n in range(size):
        names.append(f"versions/{revision_id(n)}.mig")
        (folder / names[-1]).write_text(revision(n))
    return names

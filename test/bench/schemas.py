"""A large schema as a project: the same files on every machine.

Each table has 20 columns, half of them with a default or NOT NULL, a key, a unique constraint, two
foreign keys, three checks and three indexes.
"""

TABLE = """\
table t{n} {{
  id         bigint identity primary key;
  parent_id  bigint not null;
  owner_id   bigint;
  name       string(120) not null;
  email      string(255) not null;
  status     string(20) not null default 'new';
  kind       smallint not null default 0;
  amount     decimal(12, 2) not null default 0;
  price      decimal(10, 4);
  quantity   int not null default 1;
  is_active  boolean not null default true;
  is_hidden  boolean not null default false;
  notes      text;
  settings   json;
  token      uuid;
  rate       double;
  starts_on  date;
  ends_on    date;
  created_at timestamptz not null default now();
  updated_at timestamptz not null default now();
  unique t{n}_email (email);
  foreign key t{n}_parent (parent_id) references t{parent} (id) on delete cascade;
  foreign key t{n}_owner (owner_id) references t{owner} (id);
  check t{n}_amount (amount >= 0 and quantity > 0);
  check t{n}_period (starts_on <= ends_on);
  check t{n}_status (status in ('new', 'open', 'done'));
  index t{n}_parent_ix (parent_id);
  index t{n}_owner_ix (owner_id);
  index t{n}_by_status (status, created_at);
}}
"""

REVISION = "revision r{part:05} 'part {part}'{revises};\n\nupgrade {{\n{body}}}\n"

# Tables of one revision, and of one schema file: a transaction of more needs more locks than a
# PostgreSQL has that nobody has tuned.
PART = 200


def table(n):
    return TABLE.format(n=n, parent=n // 2, owner=n // 3)  # no chain that is as long as the schema


def write_project(folder, tables):
    """A history that makes the tables, and schema files that declare them; the names of all files."""
    for name in ("versions", "schema"):
        (folder / name).mkdir(parents=True)
    (folder / "retort.toml").write_text('[retort]\nversions = ["versions"]\nschema = ["schema"]\n')
    names = []
    for first in range(0, tables, PART):
        part = [table(n) for n in range(first, min(first + PART, tables))]
        revises = f"\n  revises r{first // PART - 1:05}" if first else ""
        body = "".join(f"create {text}" for text in part)
        texts = {
            f"schema/part{first // PART:05}.mig": "\n".join(part),
            f"versions/r{first // PART:05}.mig": REVISION.format(
                part=first // PART, revises=revises, body=body),
        }
        for name, text in texts.items():
            (folder / name).write_text(text)
            names.append(name)
    return names

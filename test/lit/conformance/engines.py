"""The engines' own clients, and all that is in a database, as lines.

An engine runs scripts as its client does (`psql -v ON_ERROR_STOP=1`, `mariadb`, `sqlite3 -bail`), answers
queries, and tells everything that a database holds, so that two states can be compared: the
schema as lines without an order, and the rows of each table.
"""

import json
import re
import shutil
import sqlite3
import xml.etree.ElementTree as ElementTree
from collections import namedtuple
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import servers

from . import sqlite_schema
from .compiler import CommandFailed, run

# schema: sorted lines; rows: table, then a list of rows (column, value).
State = namedtuple("State", "schema rows")

# What retort itself keeps in a database.
OWN_TABLES = ("alembic_version", "retort_log")

# How MariaDB's client tells NULL in XML.
NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"


def silent(done):
    """A script that works says nothing."""
    if done.stderr.strip():
        raise CommandFailed(f"the client says:\n{done.stderr.rstrip()}")
    return done


def psql():
    """Debian's `psql` is a script that looks for this; doing so takes longer than most cases."""
    found = shutil.which("psql")
    behind = sorted(Path("/usr/lib/postgresql").glob("*/bin/psql"), key=lambda it: int(it.parts[4]))
    return str(behind[-1]) if behind and Path(found).resolve().name == "pg_wrapper" else found


class PostgreSQL:
    # The catalog as PostgreSQL itself writes it; extensions' own objects are left out.
    SCHEMA = """
with ours as (
  select oid, nspname from pg_namespace where nspname !~ '^(pg_|information_schema)'
), member as (
  select classid, objid from pg_depend where deptype = 'e'
), relation as (
  select c.*, n.nspname, n.nspname || '.' || c.relname as name from pg_class c
  join ours n on n.oid = c.relnamespace
  where c.relname !~ '^({own})(_pkc?)?$'
    and not exists (select from member m where m.classid = 'pg_class'::regclass and m.objid = c.oid)
)
select 'schema ' || nspname from ours where nspname <> 'public'
union all
select 'extension ' || extname from pg_extension where extname <> 'plpgsql'
union all
select concat_ws(' ', 'relation', name, relkind, relpersistence,
    (select string_agg(o, ',' order by o) from unnest(reloptions) as o), 'replica identity ' || relreplident::text,
    case when relkind = 'v' or relkind = 'm' then pg_get_viewdef(oid) end,
    case when relkind = 'p' then pg_get_partkeydef(oid) end,
    case when relispartition then pg_get_expr(relpartbound, oid) end,
    case when relrowsecurity then 'row security' end,
    case when relforcerowsecurity then 'forced' end)
  from relation where relkind <> 'i' and relkind <> 'I'
union all
select concat_ws(' ', 'column', r.name, a.attname, format_type(a.atttypid, a.atttypmod),
    case when a.attnotnull then 'not null' end,
    'default ' || pg_get_expr(d.adbin, d.adrelid), 'identity ' || nullif(a.attidentity, '')::text,
    'generated ' || nullif(a.attgenerated, '')::text,
    (select 'collate ' || collname from pg_collation l
      where l.oid = a.attcollation and l.oid <> t.typcollation),
    case when a.attstorage <> t.typstorage then 'storage ' || a.attstorage::text end,
    'compression ' || nullif(to_jsonb(a) ->> 'attcompression', ''), -- since 14
    'statistics ' || nullif(a.attstattarget, -1))
  from relation r join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
  join pg_type t on t.oid = a.atttypid
  left join pg_attrdef d on d.adrelid = r.oid and d.adnum = a.attnum
  where r.relkind in ('r', 'p', 'v', 'm', 'f', 'c')
union all
select concat_ws(' ', 'constraint', coalesce(r.name, t.typname), c.conname, pg_get_constraintdef(c.oid),
    case when c.connoinherit and c.contype = 'c' then 'no inherit' end)
  from pg_constraint c join ours n on n.oid = c.connamespace left join relation r on r.oid = c.conrelid
  left join pg_type t on t.oid = c.contypid
  where (r.oid is not null or t.oid is not null) and c.contype not in ('t', 'n') -- NOT NULL is a column's
union all
select concat_ws(' ', 'index', pg_get_indexdef(r.oid), case when not i.indisvalid then 'invalid' end,
    case when i.indisclustered then 'clustered' end, case when i.indisreplident then 'replica identity' end,
    'statistics ' || (select string_agg(a.attnum || ': ' || a.attstattarget, ', ' order by a.attnum)
      from pg_attribute a where a.attrelid = r.oid and a.attstattarget >= 0))
  from relation r join pg_index i on i.indexrelid = r.oid
union all
select concat_ws(' ', 'sequence', r.name, format_type(s.seqtypid, null), s.seqstart, s.seqincrement,
    s.seqmin, s.seqmax, s.seqcache, s.seqcycle,
    (select 'owned by ' || o.attrelid::regclass || '.' || o.attname
      from pg_depend d join pg_attribute o on o.attrelid = d.refobjid and o.attnum = d.refobjsubid
      where d.objid = r.oid and d.deptype in ('a', 'i')))
  from relation r join pg_sequence s on s.seqrelid = r.oid
union all
select concat_ws(' ', 'type', n.nspname, t.typname, t.typtype,
    (select string_agg(quote_literal(enumlabel), ' ' order by enumsortorder) from pg_enum e
      where e.enumtypid = t.oid),
    case when t.typtype = 'd' then format_type(t.typbasetype, t.typtypmod) end,
    case when t.typnotnull then 'not null' end, 'default ' || t.typdefault)
  from pg_type t join ours n on n.oid = t.typnamespace where t.typtype in ('e', 'd', 'r')
    and not exists (select from member m where m.classid = 'pg_type'::regclass and m.objid = t.oid)
union all
select concat_ws(' ', 'trigger', r.name, pg_get_triggerdef(t.oid), t.tgenabled)
  from pg_trigger t join relation r on r.oid = t.tgrelid where not t.tgisinternal
union all
select concat_ws(' ', 'rule', r.name, pg_get_ruledef(w.oid))
  from pg_rewrite w join relation r on r.oid = w.ev_class where w.rulename <> '_RETURN'
union all
select concat_ws(' ', 'policy', r.name, p.polname, p.polcmd, p.polpermissive,
    pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
  from pg_policy p join relation r on r.oid = p.polrelid
union all
select 'function ' || pg_get_functiondef(f.oid) from pg_proc f join ours n on n.oid = f.pronamespace
  where f.prokind in ('f', 'p')
    and not exists (select from member m where m.classid = 'pg_proc'::regclass and m.objid = f.oid)
union all
select concat_ws(' ', 'aggregate', f.oid::regprocedure) from pg_proc f join ours n on n.oid = f.pronamespace
  where f.prokind = 'a'
    and not exists (select from member m where m.classid = 'pg_proc'::regclass and m.objid = f.oid)
union all
select concat_ws(' ', 'grant', r.name, a.grantee::regrole, a.privilege_type)
  from relation r, aclexplode(r.relacl) a where a.grantee <> r.relowner
union all
select concat_ws(' ', 'grant schema', s.nspname, a.grantee::regrole, a.privilege_type)
  from pg_namespace s join ours n on n.oid = s.oid,
    aclexplode(coalesce(s.nspacl, acldefault('n', s.nspowner))) a where a.grantee <> s.nspowner
union all
select concat_ws(' ', 'grant function', f.oid::regprocedure, a.grantee::regrole, a.privilege_type)
  from pg_proc f join ours n on n.oid = f.pronamespace,
    aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) a where a.grantee <> f.proowner
    and not exists (select from member m where m.classid = 'pg_proc'::regclass and m.objid = f.oid)
union all
select concat_ws(' ', 'grant type', t.oid::regtype, a.grantee::regrole, a.privilege_type)
  from pg_type t join ours n on n.oid = t.typnamespace,
    aclexplode(coalesce(t.typacl, acldefault('T', t.typowner))) a
  where a.grantee <> t.typowner and t.typelem = 0 and t.typtype in ('e', 'd', 'c', 'b')
    and coalesce((select relkind from pg_class c where c.oid = t.typrelid), 'c') = 'c'
    and not exists (select from member m where m.classid = 'pg_type'::regclass and m.objid = t.oid)
union all
select concat_ws(' ', 'collation', n.nspname, l.collname, l.collprovider, l.collcollate)
  from pg_collation l join ours n on n.oid = l.collnamespace
union all
select concat_ws(' ', 'statistics', pg_get_statisticsobjdef(s.oid)) from pg_statistic_ext s
union all
select concat_ws(' ', 'comment', classoid::regclass,
    (pg_identify_object(classoid, objoid, objsubid)).identity, description)
  from pg_description where objoid >= 16384
    and (pg_identify_object(classoid, objoid, objsubid)).identity !~ '{own}'
    and not exists (select from pg_extension e where e.oid = objoid)
    and not exists (select from member m where m.classid = classoid and m.objid = objoid)
""".replace("{own}", "|".join(OWN_TABLES))
    # One line of JSON a row, for every table.
    ROWS = rf"""
select format('select json_build_object(''table'', %L, ''row'', to_jsonb(t)) from %I.%I t',
    case when n.nspname = 'public' then '' else n.nspname || '.' end || c.relname, n.nspname, c.relname)
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p') and n.nspname !~ '^(pg_|information_schema)' and c.relname not in {OWN_TABLES}
\gexec
"""

    def __init__(self, url):
        self.url = url
        self._client = [psql(), "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", url]

    def run_script(self, text):
        silent(run(*self._client, "-f", "-", input=text))

    run_rows = run_script

    def try_out(self, sql):
        """The rows that the statements answer, as `a|b|NULL`; what they change is taken back."""
        options = ["-At", "-F", "|", "-P", "null=NULL", "-f", "-"]
        asked = f"BEGIN;\n{sql}\nROLLBACK;\n"
        return silent(run(*self._client, *options, input=asked)).stdout.splitlines()

    def state(self):
        asked = f"select to_json(line) from ({self.SCHEMA}) as s (line);\n{self.ROWS}"
        said = silent(run(*self._client, "-At", "-f", "-", input=asked)).stdout
        schema, rows = [], {}
        for line in said.splitlines():
            value = json.loads(line)
            if isinstance(value, str):
                schema.append(value)
            else:
                rows.setdefault(value["table"], []).append(value["row"])
        return State(sorted(schema), rows)


class MariaDB:
    TABLES = f"""
select table_name, table_type from information_schema.tables
where table_schema = database() and table_name not in {OWN_TABLES} order by 1"""
    TRIGGERS = """
select trigger_name, action_timing, event_manipulation, event_object_table, action_statement
from information_schema.triggers where trigger_schema = database()"""
    ROUTINES = """
select routine_type, routine_name, dtd_identifier, routine_definition, is_deterministic
from information_schema.routines where routine_schema = database()"""
    GRANTS = """
select user, table_name, table_priv from mysql.tables_priv where db = database()
union all
select user, routine_name, proc_priv from mysql.procs_priv where db = database()"""

    def __init__(self, url):
        self.url = url
        name = urlsplit(url).path.lstrip("/")
        self._client = [
            *servers.MariaDB().client(url), "--default-character-set=utf8mb4", name]

    def run_script(self, text):
        silent(run(*self._client, input=text))

    run_rows = run_script

    def try_out(self, sql):
        asked = f"BEGIN;\n{sql}\nROLLBACK;\n"
        said = silent(run(*self._client, "--skip-column-names", "--raw", input=asked)).stdout
        return [line.replace("\t", "|") for line in said.splitlines()]

    def state(self):
        tables, triggers, routines, grants = self._ask(
            self.TABLES, self.TRIGGERS, self.ROUTINES, self.GRANTS)
        schema = [f"trigger {list(row.values())}" for row in triggers]
        schema += [f"routine {list(row.values())}" for row in routines]
        schema += [f"grant {list(row.values())}" for row in grants]
        rows = {}
        for table in tables:
            name, kind = table["table_name"], table["table_type"]
            shown = "sequence" if kind == "SEQUENCE" else "view" if kind == "VIEW" else "table"
            definition, content = self._ask(f"show create {shown} `{name}`", f"select * from `{name}`")
            schema += self._lines(shown, name, next(iter(definition)))
            if shown == "table":
                rows[name] = content
        return State(sorted(schema), rows)

    @staticmethod
    def _lines(shown, name, row):
        text = row[f"Create {shown.capitalize()}" if shown == "view" else "Create Table"]
        text = re.sub(r" AUTO_INCREMENT=\d+", "", text)
        return [f"{shown} {name} {line.strip().rstrip(',')}" for line in text.splitlines()[1:] or [text]]

    def _ask(self, *queries):
        """The rows of each query: column, text or nothing."""
        said = silent(run(*self._client, "--xml", "--binary-as-hex", input=";\n".join(queries) + ";\n"))
        results = said.stdout.split('<?xml version="1.0"?>')[1:]
        return [
            [{field.get("name"): None if field.get(NIL) else field.text or "" for field in row}
             for row in ElementTree.fromstring(result.strip())]
            for result in results
        ]


class SQLite:
    def __init__(self, path):
        self.path = path
        self.url = f"sqlite:{path}"
        self._client = ["sqlite3", path, "-batch", "-bail", "-init", "/dev/null"]

    def run_script(self, text):
        silent(run(*self._client, input=text))

    def run_rows(self, text):
        """What an application does, whose sessions enforce foreign keys."""
        self.run_script(f"PRAGMA foreign_keys = ON;\n{text}")

    def try_out(self, sql):
        options = ["-separator", "|", "-nullvalue", "NULL"]
        asked = f"PRAGMA foreign_keys = ON;\nBEGIN;\n{sql}\nROLLBACK;\n"
        return silent(run(*self._client, *options, input=asked)).stdout.splitlines()

    def state(self):
        with closing(sqlite3.connect(self.path)) as connection:
            tables = [
                name for (name,) in connection.execute(
                    "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")
                if name not in OWN_TABLES
            ]
            return State(sqlite_schema.lines(connection, tables),
                         {table: self._rows(connection, table) for table in tables})

    def _rows(self, connection, table):
        cursor = connection.execute(f'select * from "{table}"')
        names = [column[0] for column in cursor.description]
        return [{name: shown(value) for name, value in zip(names, row)} for row in cursor]


def shown(value):
    """Values of different types differ: 1, 1.0 and '1' are three."""
    return f"x'{value.hex()}'" if isinstance(value, bytes) else repr(value)

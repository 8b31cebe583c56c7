#include "Dialect/PostgreSQL/OwnTypes.h"

#include "llvm/ADT/STLExtras.h"

namespace retort::postgresql {

/// pg_type of PostgreSQL 15, but for arrays and what begins with `pg_`; sorted.
static constexpr llvm::StringLiteral ownTypes[] = {
    "aclitem",
    "any",
    "anyarray",
    "anycompatible",
    "anycompatiblearray",
    "anycompatiblemultirange",
    "anycompatiblenonarray",
    "anycompatiblerange",
    "anyelement",
    "anyenum",
    "anymultirange",
    "anynonarray",
    "anyrange",
    "bit",
    "bool",
    "box",
    "bpchar",
    "bytea",
    "char",
    "cid",
    "cidr",
    "circle",
    "cstring",
    "date",
    "datemultirange",
    "daterange",
    "event_trigger",
    "fdw_handler",
    "float4",
    "float8",
    "gtsvector",
    "index_am_handler",
    "inet",
    "int2",
    "int2vector",
    "int4",
    "int4multirange",
    "int4range",
    "int8",
    "int8multirange",
    "int8range",
    "internal",
    "interval",
    "json",
    "jsonb",
    "jsonpath",
    "language_handler",
    "line",
    "lseg",
    "macaddr",
    "macaddr8",
    "money",
    "name",
    "numeric",
    "nummultirange",
    "numrange",
    "oid",
    "oidvector",
    "path",
    "point",
    "polygon",
    "record",
    "refcursor",
    "regclass",
    "regcollation",
    "regconfig",
    "regdictionary",
    "regnamespace",
    "regoper",
    "regoperator",
    "regproc",
    "regprocedure",
    "regrole",
    "regtype",
    "table_am_handler",
    "text",
    "tid",
    "time",
    "timestamp",
    "timestamptz",
    "timetz",
    "trigger",
    "tsm_handler",
    "tsmultirange",
    "tsquery",
    "tsrange",
    "tstzmultirange",
    "tstzrange",
    "tsvector",
    "txid_snapshot",
    "unknown",
    "uuid",
    "varbit",
    "varchar",
    "void",
    "xid",
    "xid8",
    "xml",
};

bool isOwnType(llvm::StringRef name) {
  const auto* found = llvm::lower_bound(ownTypes, name);
  return found != std::end(ownTypes) && *found == name;
}

/// What the operation gives a new name in the default schema, if it is a type.
static std::optional<QualifiedName> newTypeName(const Operation& operation) {
  auto ifType = [](const ObjectId& id) -> std::optional<QualifiedName> {
    if (id.kind == ObjectKind::Enum || id.kind == ObjectKind::Domain)
      return id.name;
    return std::nullopt;
  };
  if (const auto* create = std::get_if<op::CreateObject>(&operation))
    return ifType(idOf(create->object));
  if (const auto* rename = std::get_if<op::RenameObject>(&operation))
    return ifType(rename->id.renamed({rename->id.name.schema, rename->to}));
  if (const auto* move = std::get_if<op::MoveObject>(&operation))
    return ifType(move->id.renamed({move->schema, move->id.name.name}));
  return std::nullopt;
}

bool checkTypeName(const PostgreSQL& dialect, const LocatedOperation& operation,
                   DiagnosticEngine& diags) {
  const std::optional<QualifiedName> name = newTypeName(operation.operation);
  if (!name || !name->schema.empty() || !isOwnType(name->name))
    return true;
  diags
      .report(diag::NotInDialect, operation.origin, dialect.displayName(),
              "type `" + name->name + "` but its own")
      .help("call it otherwise, or put it into a schema: a name without one means the engine's own "
            "type");
  return false;
}

} // namespace retort::postgresql

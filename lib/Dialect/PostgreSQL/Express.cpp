#include "Dialect/Common/AutomaticNames.h"
#include "Dialect/Common/Privileges.h"
#include "Dialect/Common/Resolve.h"
#include "Dialect/PostgreSQL/PostgreSQL.h"
#include "Dialect/PostgreSQL/Sequences.h"
#include "Dialect/PostgreSQL/Settings.h"
#include "Dialect/Privilege.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {
namespace {

//===--- Types ------------------------------------------------------------===//

/// What an extension says it brings is a type of the engine's, like its own.
bool isOfExtension(const Type& type, const Catalog& catalog) {
  return type.kind == TypeKind::Domain && !catalog.find<Domain>(type.name) &&
         llvm::any_of(catalog.all<Extension>(), [&](const Extension* extension) {
           return extension->schema == type.name.schema && extension->hasType(type.name.name);
         });
}

class Expresser {
public:
  Expresser(const PostgreSQL& dialect, const Catalog& catalog)
      : dialect_(dialect), catalog_(catalog) {}

  void express(Type& type) const {
    const uint8_t depth = type.arrayDepth;
    // A type may have several names: `int4`, `varchar`.
    if (type.kind == TypeKind::Native || type.kind == TypeKind::Opaque ||
        isOfExtension(type, catalog_))
      type = dialect_.readType(dialect_.spell(type));
    type.arrayDepth = std::min<uint8_t>(depth, 1); // PostgreSQL knows arrays of any depth only
    if (type.kind == TypeKind::Binary)
      type.kind = TypeKind::Bytes;
    if (type.kind == TypeKind::Bytes)
      type.length.reset();
    if (type.kind == TypeKind::Decimal && type.length && !type.scale)
      type.scale = 0;
  }

  void express(const Table& table, Column& column) const {
    column.notNull = column.identity || isNotNull(table, column);
    express(column.type);
    if (column.collation == "default") // which is what says nothing
      column.collation.clear();
    if (column.defaultValue && column.defaultValue->kind == ExprKind::Null)
      column.defaultValue.reset();
    if (column.identity) {
      if (column.identity->kind == IdentityKind::BySequence)
        column.identity->sequence = sequenceName(table, column);
      postgresql::dropOwnOptions(column.identity->options, column.type);
    }
    postgresql::expressSettings(column.options, &column.type);
  }

  void express(const Table& table, Index& index) const {
    for (IndexPart& part : index.parts)
      if (const Column* column =
              part.value.kind == ExprKind::Column ? table.findColumn(part.value.text) : nullptr;
          column && column->collation == part.collation)
        part.collation.clear();
    express(index);
  }

  void express(Index& index) const {
    if (index.method == "btree")
      index.method.clear();
    for (IndexPart& part : index.parts) {
      NullsOrder own = part.descending ? NullsOrder::First : NullsOrder::Last;
      if (part.nulls == own)
        part.nulls = NullsOrder::Default;
    }
    postgresql::expressSettings(index.options);
  }

  void express(Constraint& constraint) const {
    if (auto* exclude = std::get_if<Exclude>(&constraint))
      if (exclude->method == "btree")
        exclude->method.clear();
    // Options are those of its index.
    if (std::holds_alternative<Check>(constraint) || std::holds_alternative<ForeignKey>(constraint))
      baseOf(constraint).options.clear();
    postgresql::expressSettings(baseOf(constraint).options);
  }

  /// A part is never null where its table is not, and is stored as that where it is made with it.
  void expressPart(Table& part) const {
    const Table* parent = catalog_.tables.find(part.partitionOf->table);
    if (!parent)
      return;
    const Table whole = dialect_.express(*parent, catalog_);
    for (Column& column : part.columns)
      if (const Column* same = whole.findColumn(column.name)) {
        column.notNull |= same->notNull;
        std::erase_if(column.options,
                      [&](const auto& option) { return llvm::is_contained(same->options, option); });
      }
  }

  //===--- Objects --------------------------------------------------------===//

  void express(Schema&) const {}
  void express(Extension&) const {}
  void express(Enum& type) const { dropOwnGrants(type.grants, ObjectKind::Type); }
  void express(Domain& domain) const {
    express(domain.type);
    if (domain.defaultValue && domain.defaultValue->kind == ExprKind::Null)
      domain.defaultValue.reset();
    const Domain* base =
        domain.type.kind == TypeKind::Domain ? catalog_.find<Domain>(domain.type.name) : nullptr;
    if (base && base->defaultValue == domain.defaultValue)
      domain.defaultValue.reset(); // as it has it anyway
    // The engine asks them in the order of their names.
    llvm::sort(domain.checks, [](const Check& a, const Check& b) { return a.name < b.name; });
    dropOwnGrants(domain.grants, ObjectKind::Type);
  }
  void express(Sequence& sequence) const {
    express(sequence.type);
    postgresql::dropOwnOptions(sequence.options, sequence.type);
  }
  void express(View& view) const {
    for (ViewColumn& column : view.columns)
      express(column.type);
    for (Index& index : view.indexes)
      express(index);
    postgresql::expressSettings(view.options);
  }
  void express(Opaque& object) const {
    if (object.signature)
      for (Type& type : *object.signature)
        expressArgument(type);
    if (object.returns)
      expressArgument(*object.returns);
    if (object.kind == ObjectKind::Type)
      dropOwnGrants(object.grants, ObjectKind::Type);
    else
      dropOwnGrants(object.grants, ObjectKind::Function);
  }
  void express(Trigger& trigger) const { llvm::sort(trigger.events); }

private:
  /// A function keeps no lengths of its arguments.
  void expressArgument(Type& type) const {
    express(type);
    type.length.reset();
    type.scale.reset();
    type.arguments.clear();
  }

  /// What everybody has by itself says nothing where it is given.
  static void dropOwnGrants(Grants& grants, ObjectKind kind) {
    if (isEverybodys(kind, DialectColumn::PostgreSQL))
      std::erase_if(grants, [](const Grant& grant) {
        return grant.role == publicRole && !grant.withheld;
      });
  }

  const PostgreSQL& dialect_;
  const Catalog& catalog_;
};

} // namespace

Table PostgreSQL::express(const Table& written, const Catalog& catalog) const {
  const Expresser expresser(*this, catalog);
  Table table = resolveFor(facts(), written);
  for (Column& column : table.columns)
    expresser.express(table, column);
  for (Constraint& constraint : table.constraints) {
    if (baseOf(constraint).name.empty())
      baseOf(constraint).name = constraintName(table, constraint);
    expresser.express(constraint);
  }
  for (Index& index : table.indexes)
    expresser.express(table, index);
  postgresql::expressSettings(table.options);
  if (table.partitionOf)
    expresser.expressPart(table);
  return table;
}

SchemaObject PostgreSQL::express(const SchemaObject& object, const Catalog& catalog) const {
  SchemaObject result = Dialect::express(object, catalog);
  const Expresser expresser(*this, catalog);
  std::visit([&](auto& it) { expresser.express(it); }, result);
  return result;
}

/// The sequence that the column is numbered by, where it is the column's own and has nothing that
/// an identity could not say; null if there is none, or for a part, which has no identity of its own.
static const Sequence* ownSequence(const Table& table, const Column& column,
                                   const Catalog& catalog) {
  const std::optional<Expr>& value = column.defaultValue;
  if (table.partitionOf || !value || value->kind != ExprKind::Call || value->text != "nextval" ||
      value->operands.size() != 1 || value->operands[0].kind != ExprKind::Sequence)
    return nullptr;
  const Expr& name = value->operands[0];
  const auto* sequence = catalog.find<Sequence>({name.qualifier, name.text});
  const bool isPlain = sequence && sequence->type == column.type && sequence->comment.empty() &&
                       sequence->grants.empty() && isNotNull(table, column);
  const bool isOwn = isPlain && sequence->owner.table == table.name && sequence->owner.column == column.name;
  return isOwn ? sequence : nullptr;
}

/// A column that is numbered by a sequence of its own is one thing, however it was written.
Catalog PostgreSQL::express(const Catalog& catalog) const {
  Catalog result = Dialect::express(catalog);
  const Catalog expressed = result;
  for (const auto& table : expressed.tables.all())
    for (const Column& column : table->columns)
      if (const Sequence* sequence = ownSequence(*table, column, expressed)) {
        Column& numbered = *result.tables.edit(table->name).findColumn(column.name);
        numbered.defaultValue.reset();
        numbered.identity =
            Identity{IdentityKind::BySequence, sequence->name, sequence->options};
        result.objects.erase(idOf(*sequence));
      }
  return result;
}

} // namespace retort

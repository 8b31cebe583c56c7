#include "Migrate/StandIns.h"

#include "Diff/Diff.h"
#include "Operation/Apply.h"

namespace retort {

Catalog withSchemasOfStandIns(Catalog catalog, const Dialect& dialect) {
  if (!dialect.facts().hasSchemas)
    return catalog;
  for (const auto& table : catalog.tables.all()) {
    const std::string& schema = table->name.schema;
    if (table->external && !schema.empty() &&
        !catalog.objects.find({ObjectKind::Schema, {"", schema}}))
      catalog.objects.put(Schema{{"", schema}, "", {}});
  }
  return catalog;
}

/// With tables of its own in place of the external ones.
static Catalog withStandIns(const Catalog& declared, const Dialect& dialect) {
  Catalog catalog = withSchemasOfStandIns(declared, dialect);
  for (const auto& table : declared.tables.all())
    if (table->external)
      catalog.tables.edit(table->name).external = false;
  return catalog;
}

static bool isOfExternal(const Operation& operation) {
  return std::holds_alternative<op::DeclareExternal>(operation) ||
         std::holds_alternative<op::ForgetExternal>(operation);
}

void addStandIns(CompiledSection& section, Catalog before, const Dialect& dialect,
                 DiagnosticEngine& diags) {
  for (CompiledOperation& compiled : section.operations) {
    LocatedOperation located = compiled.operation;
    Catalog after = before;
    apply(located.operation, after);
    if (isOfExternal(located.operation)) {
      Catalog made = withStandIns(before, dialect);
      for (Operation& step : diff(made, withStandIns(after, dialect)).operations) {
        located.operation = std::move(step);
        dialect.lower(located, made, compiled.statements, diags);
        apply(located.operation, made);
      }
    }
    before = std::move(after);
  }
}

} // namespace retort

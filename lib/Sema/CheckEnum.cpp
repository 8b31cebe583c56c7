#include "Sema/CheckEnum.h"

#include "Sema/ResolveName.h"
#include "Support/English.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

static Enum resolveEnum(Context& ctx, const ast::EnumDecl& written, QualifiedName name) {
  Enum type;
  type.name = std::move(name);
  type.comment = written.comment.value.str();
  for (const ast::Text& value : written.values) {
    if (llvm::is_contained(type.values, value.value))
      ctx.report(diag::DuplicateEnumValue, value.range, value.value, type.name.str());
    else
      type.values.push_back(value.value.str());
  }
  if (type.values.empty())
    ctx.report(diag::EmptyEnum, written.name.range(), type.name.str());
  return type;
}

void checkCreateEnum(Context& ctx, const ast::EnumDecl& written, SourceRange range,
                     bool ifNotExists) {
  const SourceRange nameRange = written.name.range();
  QualifiedName name = qualify(ctx, written.name);
  checkNewName(ctx, written.name);
  if (written.was && !ctx.inSchemaFile)
    ctx.report(diag::NoEffect, written.was.range, "`was`")
        .help("a revision renames with `rename enum a to b`");
  Enum type = resolveEnum(ctx, written, name);
  if (const Enum* existing = ctx.catalog->enums.find(name)) {
    if (ifNotExists && *existing == type)
      return;
    DiagnosticBuilder builder =
        ifNotExists ? ctx.report(diag::DiffersFromExisting, nameRange, "enum", name.str())
                    : ctx.report(diag::DuplicateEnum, nameRange, name.str());
    ctx.noteSite(builder, ObjectKind::Enum, name);
    return;
  }
  ctx.declare(ObjectKind::Enum, name, nameRange);
  emit(ctx, op::CreateEnum{std::move(type)}, range);
}

void checkDropEnum(Context& ctx, const ast::DropStatement& statement) {
  const ast::Path& path = statement.object.name;
  if (statement.ifExists && !ctx.catalog->enums.find(qualify(ctx, path)))
    return;
  const Enum* type = findEnum(ctx, path);
  if (!type)
    return;
  const QualifiedName name = type->name;
  const std::vector<ColumnUse> uses = columnsOfType(*ctx.catalog, name);
  if (!uses.empty()) {
    DiagnosticBuilder builder = ctx.report(diag::EnumInUse, path.range(), name.str());
    for (const ColumnUse& use : uses) {
      const DeclarationSite site =
          ctx.sites->find(ObjectKind::Column, use.table->name, use.column->name);
      builder.note(site.origin, "used by column " + quoted(use.column->name) + " of table " +
                                    quoted(use.table->name.str()));
    }
    builder.help("drop these columns first, or give them another type");
    return;
  }
  emit(ctx, op::DropEnum{name}, statement.range);
  ctx.sites->forget(ObjectKind::Enum, name);
}

} // namespace retort

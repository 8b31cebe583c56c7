#include "Sema/ResolveObject.h"

#include "Sema/ResolveName.h"
#include "Sema/Was.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

std::optional<Schema> resolveObject(Context& ctx, const ast::SchemaDecl& written) {
  checkNewName(ctx, written.name);
  return Schema{{"", written.name.text.str()}, written.comment.value.str()};
}

std::optional<Extension> resolveObject(Context& ctx, const ast::ExtensionDecl& written) {
  checkNewName(ctx, written.name);
  Extension extension;
  extension.name.name = written.name.text.str();
  extension.schema = written.schema.text.str();
  extension.version = written.version.value.str();
  for (const ast::ExtensionMember* member : written.members)
    extension.members.push_back({member->kind.text.str(), member->name.text.str()});
  return extension;
}

std::optional<Enum> resolveObject(Context& ctx, const ast::EnumDecl& written) {
  checkNewName(ctx, written.name);
  Enum type;
  type.name = qualify(ctx, written.name);
  noteWas(ctx, written.was, ObjectKind::Enum, {type.name.schema, ""}, type.name.name);
  type.comment = written.comment.value.str();
  for (const ast::Text& value : written.values) {
    if (llvm::is_contained(type.values, value.value))
      ctx.report(diag::DuplicateEnumValue, value.range, value.value, type.name.str());
    else
      type.values.push_back(value.value.str());
    if (!written.were.empty())
      noteWas(ctx, written.were[&value - written.values.data()], type.name, value.value);
  }
  if (type.values.empty())
    ctx.report(diag::EmptyEnum, written.name.range(), type.name.str());
  return type;
}

} // namespace retort

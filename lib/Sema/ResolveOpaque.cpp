#include "Sema/ResolveName.h"
#include "Sema/ResolveObject.h"
#include "Sema/ResolveType.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"

namespace retort {

/// What a function gives that is no value: such words name no type.
static bool isPseudoType(const ast::TypeRef& written) {
  if (written.name.parts.size() != 1)
    return false;
  return llvm::StringSwitch<bool>(written.name.last().text)
      .Cases("trigger", "event_trigger", "void", "record", true)
      .Default(false);
}

static std::optional<Type> resolveResult(Context& ctx, const ast::TypeRef& written) {
  if (!isPseudoType(written))
    return resolveType(ctx, written);
  Type type = Type::of(TypeKind::Opaque);
  type.words = written.name.last().text.str();
  return type;
}

std::optional<std::vector<Type>> resolveSignature(Context& ctx, ast::List<ast::TypeRef> written) {
  std::vector<Type> types;
  for (const ast::TypeRef* each : written)
    if (std::optional<Type> type = resolveType(ctx, *each))
      types.push_back(std::move(*type));
  if (types.size() != written.size())
    return std::nullopt;
  return types;
}

std::optional<Opaque> resolveObject(Context& ctx, const ast::OpaqueDecl& written) {
  const ErrorMark mark(ctx);
  Opaque object;
  object.kind = written.object;
  object.name = qualify(ctx, written.name);
  checkNewName(ctx, written.name);
  if (written.on) {
    if (const Table* table = findTable(ctx, written.on))
      object.table = table->name;
    object.name.schema = object.table.schema;
  }
  if (written.hasSignature)
    object.signature = resolveSignature(ctx, written.signature);
  if (written.returns)
    object.returns = resolveResult(ctx, *written.returns);
  object.volatility = written.volatility.text.str();
  object.comment = written.comment.value.str();
  auto texts = resolveTexts(ctx, written.bodies, describe(idOf(object)));
  auto uses = resolveUses(ctx, written.uses, object.kind, object.name);
  if (!texts || !uses || !mark.isClean())
    return std::nullopt;
  object.texts = std::move(*texts);
  object.uses = std::move(*uses);
  return object;
}

} // namespace retort

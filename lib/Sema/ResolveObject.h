//===- ResolveObject.h - what a declaration of an object means --------------===//
#pragma once

#include "Sema/Context.h"

namespace retort {

// Nothing comes back after a diagnostic.
std::optional<Schema> resolveObject(Context& ctx, const ast::SchemaDecl& written);
std::optional<Extension> resolveObject(Context& ctx, const ast::ExtensionDecl& written);
std::optional<Enum> resolveObject(Context& ctx, const ast::EnumDecl& written);
std::optional<Domain> resolveObject(Context& ctx, const ast::DomainDecl& written);
/// Without its owner, which may not be there yet.
std::optional<Sequence> resolveObject(Context& ctx, const ast::SequenceDecl& written);

std::optional<View> resolveObject(Context& ctx, const ast::ViewDecl& written);

std::optional<Opaque> resolveObject(Context& ctx, const ast::OpaqueDecl& written);
std::optional<Trigger> resolveObject(Context& ctx, const ast::TriggerDecl& written);

/// The types of arguments.
std::optional<std::vector<Type>> resolveSignature(Context& ctx, ast::List<ast::TypeRef> written);

/// What is written for each dialect; `what` has it, for messages. One that the dialect does not
/// read is reported.
std::optional<DialectTexts> resolveTexts(Context& ctx, ast::List<ast::RawBody> bodies,
                                         const std::string& what);
/// What `uses` of an object names, of whatever kind; but not the object itself, which may be there
/// already.
std::optional<std::vector<ObjectId>> resolveUses(Context& ctx, llvm::ArrayRef<ast::Path> written,
                                                 ObjectKind kind, const QualifiedName& name);

/// The column that `owned by` names; nothing after a diagnostic. `none` owns nothing.
std::optional<SequenceOwner> resolveOwner(Context& ctx, const ast::Path& written,
                                          const QualifiedName& sequence);

} // namespace retort

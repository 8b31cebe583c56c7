//===- CheckObject.h - what stands beside tables ---------------------------===//
//
// Create, drop, rename, move and comment are the same for every kind of object; what a
// declaration of one kind means is in ResolveObject.h and the files of its noun.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/References.h"
#include "Sema/CheckCreate.h"

namespace retort {

/// `create [or replace] KIND ... [if not exists]`.
void checkCreateObject(Context& ctx, const CreateEntry& entry, SchemaObject object,
                       SourceRange nameRange);

void checkDropObject(Context& ctx, const ast::DropStatement& statement);
void checkRenameObject(Context& ctx, const ast::RenameStatement& statement);
void checkMoveObject(Context& ctx, const ast::MoveStatement& statement);
void commentOnObject(Context& ctx, const ast::CommentStatement& statement, const std::string& text);

/// Changes the object, unless it is so already.
void alterObject(Context& ctx, SchemaObject to, SourceRange range);

/// Drops what uses an object, each by an operation of its own.
void dropUsers(Context& ctx, const ObjectId& id, SourceRange range);

/// Drops an object with what uses it, if it is still there.
void dropAlong(Context& ctx, const ObjectId& id, SourceRange range);

/// Does the user hang on the table or view, and go with it: a trigger, policy or rule?
bool hangsOn(const Catalog& catalog, const ObjectUse& use, const ObjectId& id);

/// Adds a note for each user, with its place where that is known.
void noteUses(const Context& ctx, DiagnosticBuilder& builder, llvm::ArrayRef<ObjectUse> uses);

/// Reports a schema that objects cannot be moved to, since the dialect has none.
bool checkSchemas(Context& ctx, const ast::Name& schema);

} // namespace retort

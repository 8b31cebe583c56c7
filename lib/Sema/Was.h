//===- Was.h - what a schema file says that something was called -----------===//
#pragma once

#include "Sema/Context.h"

namespace retort {

/// `was NAME`, if it is written: notes that the object, or part of `table`, that is called `to` now
/// had another name. In a revision it has no effect, which is reported.
void noteWas(Context& ctx, const ast::Name& was, ObjectKind kind, const QualifiedName& table,
             llvm::StringRef to);
/// The same of a value of an enum.
void noteWas(Context& ctx, const ast::Text& was, const QualifiedName& type, llvm::StringRef to);

} // namespace retort

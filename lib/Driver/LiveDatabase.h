//===- LiveDatabase.h - all that a database holds, as it is -----------------===//
#pragma once

#include "Database/Reflection.h"
#include "Driver/Session.h"

namespace retort {

/// What the session's target holds, in all its schemas: of that, what `include` and `exclude` leave,
/// without our own tables and without privileges that are not managed, of which the number is said.
/// What has no word is told as remarks.
llvm::Expected<Catalog> readDatabase(Session& session);

/// A remark for each.
void reportNotRepresented(llvm::ArrayRef<NotRepresented> parts, DiagnosticEngine& diags);

} // namespace retort

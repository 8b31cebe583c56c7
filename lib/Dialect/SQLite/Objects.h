//===- Objects.h - what stands beside tables, as SQLite spells it -----------===//
//
// An enum or a domain is a check of the columns that use it: it is no statement of its own, and
// to change it is to change those tables.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Dialect/Common/StatementSink.h"
#include "Dialect/SQLite/SQLite.h"

namespace retort::sqlite {

void createObject(const SQLite& dialect, const SchemaObject& object, StatementSink& sink);
void dropObject(const SQLite& dialect, const ObjectId& id, StatementSink& sink);
/// A RenameObject, MoveObject or AlterObject.
void changeObject(const SQLite& dialect, const LocatedOperation& operation, const Catalog& before,
                  StatementSink& sink, DiagnosticEngine& diags);

} // namespace retort::sqlite

//===- Objects.h - what stands beside tables, as MySQL spells it ------------===//
//
// An enum or a domain is a type of the columns that use it: it is no statement of its own, and to
// change it is to change those columns.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Dialect/Common/StatementSink.h"
#include "Dialect/MySQL/MySQL.h"

namespace retort::mysql {

void createObject(const MySQL& dialect, const SchemaObject& object, StatementSink& sink);
void dropObject(const MySQL& dialect, const ObjectId& id, const Catalog& before,
                StatementSink& sink);
/// A RenameObject, MoveObject or AlterObject.
void changeObject(const MySQL& dialect, const LocatedOperation& operation, const Catalog& before,
                  StatementSink& sink, DiagnosticEngine& diags);

} // namespace retort::mysql

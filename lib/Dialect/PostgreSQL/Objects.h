//===- Objects.h - what stands beside tables, as PostgreSQL spells it -------===//
//
// What is the same for every kind of object; what is not is in the file of its noun.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Dialect/Common/StatementSink.h"
#include "Dialect/PostgreSQL/PostgreSQL.h"

namespace retort::postgresql {

void createObject(const PostgreSQL& dialect, const SchemaObject& object, StatementSink& sink);
void dropObject(const PostgreSQL& dialect, const ObjectId& id, StatementSink& sink);
void renameObject(const PostgreSQL& dialect, const op::RenameObject& rename, StatementSink& sink);
void moveObject(const PostgreSQL& dialect, const op::MoveObject& move, StatementSink& sink);
/// From the object of that name to another one.
void alterObject(const PostgreSQL& dialect, const op::AlterObject& alter, const Catalog& before,
                 StatementSink& sink, DiagnosticEngine& diags);

} // namespace retort::postgresql

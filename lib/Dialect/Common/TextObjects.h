//===- TextObjects.h - objects whose body is a text, on every engine --------===//
#pragma once

#include "Dialect/Common/StatementSink.h"
#include "Dialect/Dialect.h"

namespace retort {

/// What the engine can hold of an object that is no table: of its texts, its own.
SchemaObject expressObject(const Dialect& dialect, SchemaObject object);

/// Writes the operation, if it is one on a function, trigger or the like: on an object that is not
/// a view and has a text. False for all others.
bool lowerTextObject(const Dialect& dialect, const Operation& operation, const Catalog& before,
                     StatementSink& sink, DiagnosticEngine& diags);

} // namespace retort

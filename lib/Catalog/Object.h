//===- Object.h - what stands in a schema beside tables --------------------===//
//
// One list of all kinds: what is done with an object of any kind (create, drop, rename,
// compare, print) is done with a SchemaObject. To add a kind, add its struct to the
// variant: the compiler then names every function that must learn it.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/Domain.h"
#include "Catalog/Enum.h"
#include "Catalog/Extension.h"
#include "Catalog/ObjectId.h"
#include "Catalog/Opaque.h"
#include "Catalog/Schema.h"
#include "Catalog/Sequence.h"
#include "Catalog/Trigger.h"
#include "Catalog/View.h"

#include <variant>

namespace retort {

/// A class of its own, so that it can be declared before it is complete.
struct SchemaObject
    : std::variant<Schema, Extension, Enum, Domain, Sequence, View, Opaque, Trigger> {
  using variant::variant;
};

ObjectId idOf(const SchemaObject& object);
/// Another name for the same thing.
void rename(SchemaObject& object, QualifiedName name);

/// What it says in the words of engines, and what that uses; null where it says nothing so.
const DialectTexts* textsOf(const SchemaObject& object);
const std::vector<ObjectId>* usesSaidBy(const SchemaObject& object);

const std::string& commentOf(const SchemaObject& object);
void setComment(SchemaObject& object, std::string comment);

/// Who may do what with it; null for what has no privileges.
const Grants* grantsOf(const SchemaObject& object);
/// Of an object that has privileges.
void setGrants(SchemaObject& object, Grants grants);

/// What a map of objects is ordered by.
inline ObjectId keyOf(const SchemaObject& object) {
  return idOf(object);
}

} // namespace retort

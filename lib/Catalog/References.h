//===- References.h - who says the name of what ----------------------------===//
//
// An object is used wherever its name stands: as the type of a column, in a default, in
// a signature. One walk over all names answers what is in use and what a rename changes.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/Catalog.h"

namespace retort {

/// A part of a catalog that uses something.
struct ObjectUse {
  ObjectId user;
  /// Of a table: which column, constraint or index. Of an object as a whole: its kind.
  ObjectKind partKind = ObjectKind::Table;
  std::string part; // empty: an unnamed constraint

  bool isPart() const { return partKind != user.kind; }
  friend bool operator==(const ObjectUse&, const ObjectUse&) = default;
};

/// "column `status` of table `users`", "domain `email`".
std::string describe(const ObjectUse& use);

/// Everything that uses the object, in the order of the catalog; each once. Of a schema:
/// all that stands in it. A foreign key uses the table that it refers to.
std::vector<ObjectUse> usesOf(const Catalog& catalog, const ObjectId& id);

/// What says the name in a text, where no rename can follow it; of a column: of its table.
std::vector<ObjectId> textsNaming(const Catalog& catalog, const ObjectId& id);

/// The views of `after` that say something else than in `before`, because something in them got
/// another name; and, if wanted, those that read such a one. Each after those that it reads.
std::vector<const View*> changedViews(const Catalog& before, const Catalog& after,
                                      bool withReaders = false);

/// What an object needs to be there before it is made. `catalog` says what its names are of.
std::vector<ObjectId> needsOf(const SchemaObject& object, const Catalog& catalog);
/// The same of a table, but for the tables that it refers to.
std::vector<ObjectId> needsOf(const Table& table, const Catalog& catalog);

/// Is there another one of its kind and name, of other arguments or on another table? Then a use
/// does not tell which of them is meant.
bool sharesName(const Catalog& catalog, const ObjectId& id);

/// Gives a table or an object another name, there and wherever its name stands. Raw SQL
/// is left as it is: nobody knows what its words mean.
void renameObject(Catalog& catalog, const ObjectId& id, const QualifiedName& to);

} // namespace retort

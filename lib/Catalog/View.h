//===- View.h - a query with a name ----------------------------------------===//
#pragma once

#include "Catalog/DialectTexts.h"
#include "Catalog/Grant.h"
#include "Catalog/Index.h"
#include "Catalog/ObjectId.h"
#include "Catalog/Options.h"
#include "Catalog/Query.h"

#include <string>
#include <vector>

namespace retort {

struct ViewColumn {
  std::string name;
  Type type; // Unknown: of a text
  friend bool operator==(const ViewColumn&, const ViewColumn&) = default;
};

/// Plain or materialized; a query, of which all is known, or a text.
struct View {
  static constexpr ObjectKind objectKind = ObjectKind::View;

  QualifiedName name;
  /// Its rows are kept, and as old as the last refresh.
  bool materialized = false;
  /// What it gives. Of a text without names: none, and nothing can be read from it.
  std::vector<ViewColumn> columns;
  QueryRef query; // of a text: null
  DialectTexts texts;
  /// What the text needs, as far as the author says.
  std::vector<ObjectId> uses;
  std::vector<Index> indexes; // of a materialized one
  std::string comment;
  Grants grants;
  Options options;

  ObjectKind kind() const { return materialized ? ObjectKind::MaterializedView : objectKind; }
  bool isText() const { return !query; }
  const ViewColumn* findColumn(llvm::StringRef name) const;
  const Index* findIndex(llvm::StringRef name) const;
  friend bool operator==(const View&, const View&) = default;
};

/// Can the one become the other under what uses it? The columns that were there stay first, each
/// with the type that it had. A type that is only derived need not be the engine's to the letter;
/// the same expression has the same type.
bool extends(const View& before, const View& after);

} // namespace retort

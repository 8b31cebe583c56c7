//===- Diagram.h - tables and what refers to what ---------------------------===//
//
// What an entity-relationship diagram shows of a catalog, in whatever form it is drawn.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/Catalog.h"

#include <string>
#include <vector>

namespace retort::erd {

struct DiagramColumn {
  std::string name;
  std::string type;
  bool isKey = false;
  bool refers = false;
  bool notNull = false;
};

struct DiagramTable {
  std::string name;
  std::vector<DiagramColumn> columns;
};

/// A foreign key. Tables and columns by their index.
struct Relation {
  std::string name;
  size_t child;
  size_t parent;
  size_t childColumn = 0;
  size_t parentColumn = 0;
  /// A child may have no parent.
  bool isOptional = false;
  /// A parent has at most one child.
  bool isOneToOne = false;
};

struct Diagram {
  std::vector<DiagramTable> tables;
  std::vector<Relation> relations;
};

/// Parts of partitioned tables are left out: their table stands for them.
Diagram diagramOf(const Catalog& catalog);

} // namespace retort::erd

//===- OpaqueWriter.h - objects that are a name and a text, in SQL ----------===//
//
// `CREATE KIND NAME` and then the author's own words. What the engine can do in place is told
// in OpaqueKinds.def; all else is a DROP and a CREATE, under which nothing may use the object.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Dialect/Common/StatementSink.h"
#include "Dialect/Dialect.h"
#include "Dialect/OpaqueKind.h"

namespace retort {

class OpaqueWriter {
public:
  /// `before` is the catalog that the statements run on. All must outlive the writer.
  OpaqueWriter(const Dialect& dialect, const Catalog& before, StatementSink& sink,
               DiagnosticEngine& diags)
      : dialect_(dialect), before_(before), sink_(sink), diags_(diags) {}

  void create(const Opaque& object) { create(object, /*orReplace=*/false); }
  void drop(const Opaque& object);
  // True if it was made anew, without its comment and privileges.
  bool rename(const Opaque& object, const std::string& to);
  bool move(const Opaque& object, const op::MoveObject& move);
  bool alter(const Opaque& from, const Opaque& to);

  /// `FUNCTION slug(TEXT, INTEGER)`, `POLICY p ON notes`: how statements name it.
  std::string target(const Opaque& object) const;

private:
  void create(const Opaque& object, bool orReplace);
  /// False after a diagnostic: something uses it.
  bool recreate(const Opaque& from, const Opaque& to);
  void add(std::string sql);
  /// ` RENAME TO x`, ` SET SCHEMA x`.
  void alterName(const Opaque& object, const std::string& change);
  std::string ownFamily(const Opaque& object) const;
  std::string nameOf(const Opaque& object) const;
  std::string textOf(const Opaque& object) const;
  OpaqueSupport support(const Opaque& object) const;

  const Dialect& dialect_;
  const Catalog& before_;
  StatementSink& sink_;
  DiagnosticEngine& diags_;
};

} // namespace retort

//===- Context.h - what every part of the checker works with --------------===//
//
// The parts of the checker are functions over a Context: the dialect, the catalog
// at this point of the program, where to report, and where what they make goes.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/RelationNames.h"
#include "Sema/Checker.h"

#include <set>

namespace retort {

struct Context {
  const Dialect& dialect;
  const SemaOptions& options;
  DiagnosticEngine& diags;
  RelationNames& names;

  /// The text that is checked, the catalog at this point of it, and what was made.
  const SourceBuffer* buffer = nullptr;
  Catalog* catalog = nullptr;
  DeclarationSites* sites = nullptr;
  std::vector<LocatedOperation>* operations = nullptr;

  /// Declarations of a schema file.
  bool inSchemaFile = false;
  /// There, what they say that something was called; null elsewhere, where it has no meaning.
  std::vector<LocatedRename>* renames = nullptr;
  /// Tables that a later `create` of the same run makes.
  const std::set<QualifiedName>* forward = nullptr;
  /// What the `if`s around the statement have found to be there.
  Unknowns guarded = {};
  /// The last raw SQL whose effect is not known: it may have made what is missing.
  Origin rawSql = {};

  Origin at(SourceRange range) const { return {buffer, range}; }

  template <typename... Args>
  DiagnosticBuilder report(diag::Code code, SourceRange range, const Args&... args) {
    return diags.report(code, at(range), args...);
  }

  /// Adds "`name` declared here", where that is known.
  void noteSite(DiagnosticBuilder& builder, ObjectKind kind, const QualifiedName& name) const;
  void noteSite(DiagnosticBuilder& builder, const ObjectId& id) const {
    noteSite(builder, id.kind, id.name);
  }
  void noteSite(DiagnosticBuilder& builder, ObjectKind kind, const QualifiedName& table,
                llvm::StringRef name) const;

  void declare(ObjectKind kind, const QualifiedName& name, SourceRange range);
  void declare(ObjectKind kind, const QualifiedName& table, llvm::StringRef name, SourceRange range,
               SiteVerb verb);

  /// Does the dialect take the two names for one?
  bool isSameName(llvm::StringRef a, llvm::StringRef b) const {
    return dialect.facts().caseInsensitiveNames ? a.equals_insensitive(b) : a == b;
  }
};

/// Whether anything was reported as an error since it was made.
class ErrorMark {
public:
  explicit ErrorMark(const Context& ctx) : diags_(ctx.diags), count_(diags_.errorCount()) {}
  bool isClean() const { return diags_.errorCount() == count_; }

private:
  const DiagnosticEngine& diags_;
  size_t count_;
};

/// Applies the operation to the catalog and adds it to the result. What has an error is
/// applied too, as far as it is known, so that one mistake is told once; the result of
/// a block with an error is thrown away.
void emit(Context& ctx, Operation operation, SourceRange range);

} // namespace retort

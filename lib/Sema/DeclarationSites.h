//===- DeclarationSites.h - where the objects of a catalog were declared ---===//
//
// For notes only ("`users` declared here"), and never part of a value. Sites are
// kept for the whole history: they follow renames, and go with what is dropped.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/ObjectId.h"
#include "Catalog/Unknown.h"
#include "Support/SourceBuffer.h"

#include "llvm/ADT/StringMap.h"

#include <map>

namespace retort {

enum class SiteVerb : uint8_t { Declared, Added, Renamed };

struct DeclarationSite {
  Origin origin;
  SiteVerb verb = SiteVerb::Declared;

  explicit operator bool() const { return bool(origin); }
  /// "`users` declared here", for a note.
  std::string describe(llvm::StringRef name) const;
};

class DeclarationSites {
public:
  /// `below` is asked for what is not found here, and never changed: for what is
  /// checked and then forgotten (a downgrade, an `undo`). It must outlive this.
  explicit DeclarationSites(const DeclarationSites* below = nullptr) : below_(below) {}

  /// A table or an enum. Forgets the members of an older one of that name.
  void declare(ObjectKind kind, const QualifiedName& name, DeclarationSite site);
  /// A column, constraint or index of a table.
  void declare(ObjectKind kind, const QualifiedName& table, llvm::StringRef name,
               DeclarationSite site);

  void rename(ObjectKind kind, const QualifiedName& from, const QualifiedName& to,
              DeclarationSite site);
  void rename(ObjectKind kind, const QualifiedName& table, llvm::StringRef from, llvm::StringRef to,
              DeclarationSite site);

  void forget(ObjectKind kind, const QualifiedName& name);

  /// The `if` since which it is not known. Does not follow renames.
  void unsettle(const Unknown& unknown, Origin place) { unsettled_[unknown] = place; }
  /// No place if that is not known.
  Origin findUnsettled(const Unknown& unknown) const;

  /// No place if it is not known.
  DeclarationSite find(ObjectKind kind, const QualifiedName& name) const;
  DeclarationSite find(const ObjectId& id) const { return find(id.kind, id.name); }
  DeclarationSite find(ObjectKind kind, const QualifiedName& table, llvm::StringRef name) const;

private:
  struct ObjectSites {
    DeclarationSite own;
    llvm::StringMap<DeclarationSite> members;
  };

  /// Null if it is known neither here nor below.
  const ObjectSites* lookup(llvm::StringRef key) const;
  /// Here, copied from below if need be.
  ObjectSites& edit(llvm::StringRef key);

  llvm::StringMap<ObjectSites> objects_;
  std::map<Unknown, Origin> unsettled_;
  const DeclarationSites* below_;
};

} // namespace retort

#include "Sema/DeclarationSites.h"

namespace retort {

/// Neither part of a name holds a NUL, so the key is unambiguous.
static std::string keyOf(ObjectKind kind, const QualifiedName& name) {
  std::string key(1, static_cast<char>(kind));
  key += name.schema;
  key += '\0';
  key += name.name;
  return key;
}

static std::string keyOf(ObjectKind kind, llvm::StringRef member) {
  std::string key(1, static_cast<char>(kind));
  key += member;
  return key;
}

std::string DeclarationSite::describe(llvm::StringRef name) const {
  static constexpr llvm::StringLiteral verbs[] = {"declared", "added", "renamed"};
  return ("`" + name + "` " + verbs[static_cast<size_t>(verb)] + " here").str();
}

const DeclarationSites::ObjectSites* DeclarationSites::lookup(llvm::StringRef key) const {
  auto at = objects_.find(key);
  if (at != objects_.end())
    return &at->second;
  return below_ ? below_->lookup(key) : nullptr;
}

DeclarationSites::ObjectSites& DeclarationSites::edit(llvm::StringRef key) {
  auto [at, isNew] = objects_.try_emplace(key);
  if (isNew && below_)
    if (const ObjectSites* known = below_->lookup(key))
      at->second = *known;
  return at->second;
}

void DeclarationSites::declare(ObjectKind kind, const QualifiedName& name, DeclarationSite site) {
  objects_[keyOf(kind, name)] = {site, {}};
}

void DeclarationSites::declare(ObjectKind kind, const QualifiedName& table, llvm::StringRef name,
                               DeclarationSite site) {
  edit(keyOf(ObjectKind::Table, table)).members[keyOf(kind, name)] = site;
}

void DeclarationSites::rename(ObjectKind kind, const QualifiedName& from, const QualifiedName& to,
                              DeclarationSite site) {
  ObjectSites moved = std::move(edit(keyOf(kind, from)));
  moved.own = site;
  forget(kind, from);
  objects_[keyOf(kind, to)] = std::move(moved);
}

void DeclarationSites::rename(ObjectKind kind, const QualifiedName& table, llvm::StringRef from,
                              llvm::StringRef to, DeclarationSite site) {
  auto& members = edit(keyOf(ObjectKind::Table, table)).members;
  members.erase(keyOf(kind, from));
  members[keyOf(kind, to)] = site;
}

void DeclarationSites::forget(ObjectKind kind, const QualifiedName& name) {
  if (below_)
    objects_[keyOf(kind, name)] = {}; // hides what is below
  else
    objects_.erase(keyOf(kind, name));
}

DeclarationSite DeclarationSites::find(ObjectKind kind, const QualifiedName& name) const {
  const ObjectSites* sites = lookup(keyOf(kind, name));
  return sites ? sites->own : DeclarationSite();
}

Origin DeclarationSites::findUnsettled(const Unknown& unknown) const {
  auto at = unsettled_.find(unknown);
  if (at != unsettled_.end())
    return at->second;
  return below_ ? below_->findUnsettled(unknown) : Origin();
}

DeclarationSite DeclarationSites::find(ObjectKind kind, const QualifiedName& table,
                                       llvm::StringRef name) const {
  const ObjectSites* sites = lookup(keyOf(ObjectKind::Table, table));
  return sites ? sites->members.lookup(keyOf(kind, name)) : DeclarationSite();
}

} // namespace retort

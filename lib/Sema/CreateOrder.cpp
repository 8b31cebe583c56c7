#include "Sema/CheckCreate.h"
#include "Sema/FunctionTable.h"
#include "Sema/ResolveName.h"

#include "llvm/ADT/STLExtras.h"

#include <map>

namespace retort {

namespace {
/// Puts what an entry needs before it, and leaves the rest as it was written.
class CreateOrder {
public:
  CreateOrder(Context& ctx, llvm::ArrayRef<CreateEntry> run) : ctx_(ctx), run_(run) {
    states_.resize(run.size());
    for (size_t i = 0; i < run.size(); ++i)
      for (const ast::Path& name : namesOf(*run[i].declaration))
        makers_.try_emplace({spaceOf(*run[i].declaration), keyOf(name)}, i);
  }

  std::vector<CreateEntry> sorted() {
    for (size_t i = 0; i < run_.size(); ++i)
      visit(i);
    return std::move(result_);
  }

private:
  enum class State : uint8_t { New, Open, Done };
  /// A type may be called like a table, and so on.
  enum class Space : uint8_t { Relation, Type, Schema, Other };

  static Space spaceOf(const ast::Declaration& declaration) {
    if (llvm::isa<ast::EnumDecl, ast::DomainDecl, ast::ExtensionDecl>(declaration))
      return Space::Type;
    if (llvm::isa<ast::SchemaDecl>(declaration))
      return Space::Schema;
    const auto* opaque = llvm::dyn_cast<ast::OpaqueDecl>(&declaration);
    if (!opaque)
      return Space::Relation;
    return opaque->object == ObjectKind::Type ? Space::Type : Space::Other;
  }

  /// The names that others may refer to.
  static std::vector<ast::Path> namesOf(const ast::Declaration& declaration) {
    if (const auto* table = llvm::dyn_cast<ast::TableDecl>(&declaration))
      return {table->name};
    if (const auto* type = llvm::dyn_cast<ast::EnumDecl>(&declaration))
      return {type->name};
    if (const auto* domain = llvm::dyn_cast<ast::DomainDecl>(&declaration))
      return {domain->name};
    if (const auto* sequence = llvm::dyn_cast<ast::SequenceDecl>(&declaration))
      return {sequence->name};
    if (const auto* view = llvm::dyn_cast<ast::ViewDecl>(&declaration))
      return {view->name};
    if (const auto* opaque = llvm::dyn_cast<ast::OpaqueDecl>(&declaration))
      return {opaque->name};
    if (const auto* schema = llvm::dyn_cast<ast::SchemaDecl>(&declaration))
      return {ast::Path{schema->name}};
    std::vector<ast::Path> members;
    if (const auto* extension = llvm::dyn_cast<ast::ExtensionDecl>(&declaration))
      for (const ast::ExtensionMember* member : extension->members)
        members.push_back(ast::Path{member->name});
    return members;
  }

  /// Without the diagnostics of `qualify`: the names are looked at again later.
  static QualifiedName keyOf(const ast::Path& path) {
    const size_t count = path.parts.size();
    return {count > 1 ? path.parts[count - 2].text.str() : "", path.last().text.str()};
  }

  void visit(size_t i) {
    if (states_[i] != State::New)
      return; // made already, or a cycle: closed after
    states_[i] = State::Open;
    Needs needs(*this);
    needs.node(*run_[i].declaration);
    states_[i] = State::Done;
    result_.push_back(run_[i]);
  }

  void need(Space space, const ast::Path& path) {
    if (!path)
      return;
    needSchemaOf(path);
    auto maker = makers_.find({space, keyOf(path)});
    if (maker != makers_.end() && !waitsForOpen(maker->second))
      visit(maker->second);
  }
  void needSchemaOf(const ast::Path& path) {
    if (path.parts.size() > 1)
      need(Space::Schema, ast::Path{path.parts.slice(path.parts.size() - 2, 1)});
  }

  /// Is it a part of a table that is about to be made? Then it comes after that, and a key to
  /// it is closed after.
  bool waitsForOpen(size_t i) const {
    const auto* table = llvm::dyn_cast<ast::TableDecl>(run_[i].declaration);
    if (!table || !table->partitionOf)
      return false;
    auto parent = makers_.find({Space::Relation, keyOf(table->partitionOf)});
    return parent != makers_.end() &&
           (states_[parent->second] == State::Open || waitsForOpen(parent->second));
  }

  /// What a declaration names beside columns: whatever else stands in it is walked over.
  /// Branches of other dialects do no harm here: they only ask for an order.
  struct Needs {
    explicit Needs(CreateOrder& order) : order(order) {}

    void node(const ast::Node& node) {
      if (const auto* call = llvm::dyn_cast<ast::Call>(&node))
        sequence(*call);
      else if (const auto* type = llvm::dyn_cast<ast::TypeRef>(&node))
        order.need(Space::Type, type->name);
      ast::visit(node, [&](const auto& actual) { actual.fields(*this); });
    }

    void operator()(llvm::StringRef label, const ast::Path& path) {
      static constexpr llvm::StringLiteral referring[] = {"table", "on", "partition of"};
      if (llvm::is_contained(referring, label))
        order.need(Space::Relation, path);
      else if (label == "uses") // of any kind
        for (Space space : {Space::Relation, Space::Type, Space::Other})
          order.need(space, path);
      else if (label == "name")
        order.needSchemaOf(path);
    }
    void operator()(llvm::StringRef label, llvm::ArrayRef<ast::Path> paths) {
      for (const ast::Path& path : paths)
        (*this)(label, path);
    }
    template <typename T>
      requires std::is_base_of_v<ast::Node, T>
    void operator()(llvm::StringRef, const T* child) {
      if (child)
        node(*child);
    }
    template <typename T>
      requires std::is_base_of_v<ast::Node, T>
    void operator()(llvm::StringRef, llvm::ArrayRef<const T*> children) {
      for (const T* child : children)
        node(*child);
    }
    /// Names, texts, numbers.
    template <typename Leaf> void operator()(llvm::StringRef, const Leaf&) {}

    /// `nextval(order_no)`, `slug(title)`.
    void sequence(const ast::Call& call) {
      order.need(Space::Other, call.function); // of the catalog
      const FunctionInfo* function = findFunction(call.function.last().text);
      if (!function || function->parameters.empty() || call.arguments.empty() ||
          function->parameters.front() != FunctionParameter::Sequence)
        return;
      if (const auto* name = llvm::dyn_cast<ast::NameExpr>(call.arguments.front()))
        order.need(Space::Relation, name->path);
    }

    CreateOrder& order;
  };

  Context& ctx_;
  llvm::ArrayRef<CreateEntry> run_;
  std::map<std::pair<Space, QualifiedName>, size_t> makers_;
  std::vector<State> states_;
  std::vector<CreateEntry> result_;
};
} // namespace

std::vector<CreateEntry> orderCreates(Context& ctx, llvm::ArrayRef<CreateEntry> run) {
  if (run.size() < 2)
    return run.vec();
  return CreateOrder(ctx, run).sorted();
}

} // namespace retort

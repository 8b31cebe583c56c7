#include "Sema/CheckCreate.h"
#include "Sema/ResolveName.h"

#include <map>

namespace retort {

namespace {
/// Puts what an entry needs before it, and leaves the rest as it was written.
class CreateOrder {
public:
  CreateOrder(Context& ctx, llvm::ArrayRef<CreateEntry> run) : ctx_(ctx), run_(run) {
    states_.resize(run.size());
    for (size_t i = 0; i < run.size(); ++i)
      if (const ast::Path* name = nameOf(*run[i].declaration))
        makers_.try_emplace(keyOf(*name), i);
  }

  std::vector<CreateEntry> sorted() {
    for (size_t i = 0; i < run_.size(); ++i)
      visit(i);
    return std::move(result_);
  }

private:
  enum class State : uint8_t { New, Open, Done };

  /// The name that others may refer to.
  static const ast::Path* nameOf(const ast::Declaration& declaration) {
    if (const auto* table = llvm::dyn_cast<ast::TableDecl>(&declaration))
      return &table->name;
    if (const auto* type = llvm::dyn_cast<ast::EnumDecl>(&declaration))
      return &type->name;
    return nullptr;
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
    if (const auto* table = llvm::dyn_cast<ast::TableDecl>(run_[i].declaration))
      visitNeeds(table->items);
    states_[i] = State::Done;
    result_.push_back(run_[i]);
  }

  void need(const ast::Path& path) {
    if (!path)
      return;
    auto maker = makers_.find(keyOf(path));
    if (maker != makers_.end())
      visit(maker->second);
  }

  void visitNeeds(ast::List<ast::Node> items) {
    for (const ast::Node* item : items) {
      if (const auto* column = llvm::dyn_cast<ast::ColumnItem>(item))
        visitColumn(*column);
      else if (const auto* key = llvm::dyn_cast<ast::ForeignKeyItem>(item))
        need(key->target->table);
      else if (const auto* when = llvm::dyn_cast<ast::When>(item))
        visitWhen(*when);
    }
  }

  void visitColumn(const ast::ColumnItem& column) {
    need(column.type->name);
    for (const ast::DialectType* other : column.perDialect)
      need(other->type->name);
    for (const ast::ColumnAttribute* attribute : column.attributes)
      if (const auto* references = llvm::dyn_cast<ast::ReferencesAttribute>(attribute))
        need(references->target->table);
  }

  /// Branches of other dialects do no harm here: they only ask for an order.
  void visitWhen(const ast::When& when) {
    for (const ast::WhenBranch* branch : when.branches)
      visitNeeds(branch->body);
    visitNeeds(when.otherwise);
  }

  Context& ctx_;
  llvm::ArrayRef<CreateEntry> run_;
  std::map<QualifiedName, size_t> makers_;
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

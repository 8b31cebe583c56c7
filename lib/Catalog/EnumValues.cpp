#include "Catalog/EnumValues.h"

#include "Catalog/QueryWalk.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

namespace {

/// Calls `visit` with every string that is the value. A walk over expressions that are
/// not const may change them.
template <typename Visit> class ValueWalk {
public:
  ValueWalk(const Catalog& catalog, const QualifiedName& type, llvm::StringRef value, Visit visit)
      : catalog_(catalog), type_(type), value_(value), visit_(visit) {}

  template <typename T> void walkTable(T& table) {
    for (const Column& column : table.columns)
      if (isOfType(column.type))
        columns_.push_back(column.name);
    for (auto& column : table.columns)
      walkColumn(column);
    for (auto& constraint : table.constraints) {
      at(ObjectKind::Constraint, baseOf(constraint).name);
      if (auto* check = std::get_if<Check>(&constraint))
        expr(check->condition);
      else if (auto* exclude = std::get_if<Exclude>(&constraint))
        maybe(exclude->where);
    }
    for (auto& index : table.indexes) {
      at(ObjectKind::Index, index.name);
      for (auto& part : index.parts)
        expr(part.value);
      maybe(index.where);
    }
  }

  template <typename D> void walkDomain(D& domain) {
    if (!isOfType(domain.type))
      return;
    columns_ = {Domain::valueName.str()};
    if (domain.defaultValue)
      strings(*domain.defaultValue);
    for (auto& check : domain.checks)
      expr(check.condition);
  }

  /// The rows in its condition are those of its table.
  template <typename T> void walkTrigger(T& trigger) {
    at(ObjectKind::Trigger, "");
    if (const Table* table = catalog_.tables.find(trigger.table))
      for (const auto& column : table->columns)
        if (isOfType(column.type))
          columns_.push_back(column.name);
    maybe(trigger.when);
  }

  template <typename V> void walkView(V& view) {
    at(view.kind(), "");
    if (!view.query)
      return;
    Query copy = *view.query;
    InQuery(*this).in(copy);
    if constexpr (!std::is_const_v<V>)
      view.query = QueryRef(std::move(copy));
  }

private:
  struct InQuery final : QueryWalk {
    explicit InQuery(ValueWalk& values) : values(values) {}
    void visitAny(Expr& expr) override {
      values.beside(expr, [&](const Expr& operand) { return values.isOfType(typeOf(operand)); });
    }
    Type typeOf(const Expr& expr) const {
      const QualifiedName* name = expr.kind == ExprKind::Column ? tableOf(expr) : nullptr;
      const Table* table = name ? values.catalog_.tables.find(*name) : nullptr;
      const View* view = name ? values.catalog_.findView(*name) : nullptr;
      const retort::Column* column = table ? table->findColumn(expr.text) : nullptr;
      const ViewColumn* shown = view ? view->findColumn(expr.text) : nullptr;
      return column ? column->type : shown ? shown->type : Type();
    }
    ValueWalk& values;
  };

  bool isOfType(const Type& type) const {
    const Type base = baseType(catalog_, type);
    return base.kind == TypeKind::Enum && base.name == type_;
  }

  void at(ObjectKind kind, llvm::StringRef name) {
    kind_ = kind;
    part_ = name;
  }

  template <typename C> void walkColumn(C& column) {
    at(ObjectKind::Column, column.name);
    if (column.generated)
      expr(column.generated->value);
    if (!isOfType(column.type))
      return;
    if (column.defaultValue)
      strings(*column.defaultValue);
    for (auto& [dialect, value] : column.defaultFor)
      strings(value);
    if (column.generated)
      strings(column.generated->value);
  }

  template <typename O> void maybe(O& optional) {
    if (optional)
      expr(*optional);
  }

  /// A string is a value where it stands beside a column of the type, or is cast to it.
  template <typename E, typename Is> void beside(E& expr, const Is& isColumnOfType) {
    const bool isCast = expr.kind == ExprKind::Cast && isOfType(expr.type);
    if (isCast || llvm::any_of(expr.operands, isColumnOfType))
      for (auto& operand : expr.operands)
        own(operand);
  }
  template <typename E> void expr(E& expr) {
    beside(expr, [&](const Expr& operand) {
      return operand.kind == ExprKind::Column && llvm::is_contained(columns_, operand.text);
    });
    for (auto& operand : expr.operands)
      this->expr(operand);
  }

  /// All strings of a value that is of the type as a whole.
  template <typename E> void strings(E& expr) {
    own(expr);
    for (auto& operand : expr.operands)
      strings(operand);
  }

  template <typename E> void own(E& expr) {
    if (expr.kind == ExprKind::String && expr.text == value_)
      visit_(expr, kind_, part_);
    else if (expr.kind == ExprKind::Array)
      for (auto& item : expr.operands)
        own(item);
  }

  const Catalog& catalog_;
  const QualifiedName& type_;
  llvm::StringRef value_;
  Visit visit_;
  std::vector<std::string> columns_;
  ObjectKind kind_ = ObjectKind::Table;
  llvm::StringRef part_;
};

} // namespace

std::vector<ObjectUse> usesOfEnumValue(const Catalog& catalog, const QualifiedName& type,
                                       llvm::StringRef value) {
  std::vector<ObjectUse> uses;
  ObjectId user;
  auto add = [&](const Expr&, ObjectKind kind, llvm::StringRef part) {
    ObjectUse use{user, kind, part.str()};
    if (uses.empty() || uses.back() != use)
      uses.push_back(std::move(use));
  };
  for (const auto& table : catalog.tables.all()) {
    user = {ObjectKind::Table, table->name};
    ValueWalk(catalog, type, value, add).walkTable(*table);
  }
  for (const Domain* domain : catalog.all<Domain>()) {
    user = {ObjectKind::Domain, domain->name};
    ValueWalk(catalog, type, value, add).walkDomain(*domain);
  }
  for (const View* view : catalog.all<View>()) {
    user = {view->kind(), view->name};
    ValueWalk(catalog, type, value, add).walkView(*view);
  }
  for (const Trigger* trigger : catalog.all<Trigger>()) {
    user = idOf(*trigger);
    ValueWalk(catalog, type, value, add).walkTrigger(*trigger);
  }
  return uses;
}

void renameEnumValue(Catalog& catalog, const QualifiedName& type, llvm::StringRef from,
                     llvm::StringRef to) {
  auto rename = [&](Expr& expr, ObjectKind, llvm::StringRef) { expr.text = to.str(); };
  const Catalog before = catalog;
  for (const ObjectUse& use : usesOfEnumValue(before, type, from)) {
    if (use.user.kind == ObjectKind::Table) {
      ValueWalk(before, type, from, rename).walkTable(catalog.tables.edit(use.user.name));
    } else if (isReadable(use.user.kind)) {
      View view = *catalog.findView(use.user.name);
      ValueWalk(before, type, from, rename).walkView(view);
      catalog.objects.put(std::move(view));
    } else if (use.user.kind == ObjectKind::Trigger) {
      Trigger trigger = std::get<Trigger>(*catalog.objects.find(use.user));
      ValueWalk(before, type, from, rename).walkTrigger(trigger);
      catalog.objects.put(std::move(trigger));
    } else {
      Domain domain = *catalog.find<Domain>(use.user.name);
      ValueWalk(before, type, from, rename).walkDomain(domain);
      catalog.objects.put(std::move(domain));
    }
  }
}

} // namespace retort

//===- ExprResolver.h - what a written expression means, and its type -------===//
//
// Names become columns, operators and functions are typed, and a string that stands
// where a date, json, uuid or enum is expected is checked as one. The result is the
// catalog's own Expr; nothing comes back after a diagnostic.
//
//   ExprResolver resolver(ctx, {"a check", &table});
//   if (std::optional<Expr> condition = resolver.condition(*item.condition)) ...
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Sema/Context.h"
#include "Sema/FunctionTable.h"

namespace retort {

class QueryScope;

/// What an expression may use, by where it stands.
struct ExprScope {
  /// "a default", "a check": for messages.
  llvm::StringLiteral place;
  /// The table whose columns may be named; null: none.
  const Table* table = nullptr;
  /// What is stored with a row or an index may not depend on the clock or on chance.
  bool mustBePure = false;
  /// Within a query or a statement on rows: whose columns may be named, instead of those
  /// of `table`. Queries may stand there too.
  const QueryScope* query = nullptr;
  bool allowsAggregates = false;
};

struct TypedExpr {
  Expr value;
  Type type;
  SourceRange range;
};

class ExprResolver {
public:
  /// `ctx` and the scope's table must outlive it.
  ExprResolver(Context& ctx, ExprScope scope) : ctx_(ctx), scope_(scope) {}

  std::optional<TypedExpr> resolve(const ast::Expr& written);

  /// A condition: true, false or null.
  std::optional<Expr> condition(const ast::Expr& written);

  /// A value for something of type `type`: `target` ("`age`") and `noun` ("its
  /// default") say what, for messages.
  std::optional<Expr> valueFor(const ast::Expr& written, const Type& type, llvm::StringRef target,
                               llvm::StringRef noun);

private:
  using Result = std::optional<TypedExpr>;

  // ResolveExpr.cpp: literals, names, and the parts of a tree.
  Result resolve(const ast::NumberLiteral& written);
  Result resolve(const ast::StringLiteral& written);
  Result resolve(const ast::TypedLiteral& written);
  Result resolve(const ast::BooleanLiteral& written);
  Result resolve(const ast::NullLiteral& written);
  Result resolve(const ast::DefaultValue& written);
  Result resolve(const ast::NameExpr& written);
  Result resolve(const ast::Star& written);
  Result resolve(const ast::Paren& written);
  Result resolve(const ast::Row& written);
  Result resolve(const ast::Cast& written);
  Result resolve(const ast::Case& written);
  Result resolve(const ast::ArrayExpr& written);
  Result resolve(const ast::SubqueryExpr& written);
  Result resolve(const ast::ExistsExpr& written);
  Result resolve(const ast::SqlExpr& written);

  // ResolveOperator.cpp: operators and tests.
  Result resolve(const ast::Unary& written);
  Result resolve(const ast::Binary& written);
  Result resolve(const ast::IsTest& written);
  Result resolve(const ast::InTest& written);
  Result resolve(const ast::BetweenTest& written);
  Result resolve(const ast::LikeTest& written);

  // ResolveCall.cpp: functions.
  Result resolve(const ast::Call& written);
  Result resolve(const ast::Extract& written);
  Result resolveNative(const ast::Call& written);
  Result resolveDeclared(const ast::Call& written, llvm::ArrayRef<const Opaque*> overloads);
  Result resolveSequenceCall(const ast::Call& written, const FunctionInfo& function);
  std::optional<std::vector<TypedExpr>> resolveArguments(const ast::Call& written,
                                                         const FunctionInfo& function);
  std::optional<Type> typeOf(const FunctionInfo& function,
                             llvm::MutableArrayRef<TypedExpr> arguments);

  Result resolveAggregate(const ast::Call& written, const FunctionInfo& function);
  Result resolveColumn(const ast::NameExpr& written);
  Result resolveInQuery(const ast::InTest& written);

  /// All of them, or nothing; each is looked at.
  std::optional<std::vector<TypedExpr>> resolveAll(ast::List<ast::Expr> written);
  /// Gives constants among the items the type of the others, and says what type all
  /// have; nothing after a diagnostic.
  std::optional<Type> unify(llvm::MutableArrayRef<TypedExpr> items);
  /// A constant takes the type of what it meets, if it fits.
  bool adapt(TypedExpr& item, const Type& type);
  bool isBoolean(TypedExpr& item, llvm::StringRef what);
  bool isText(TypedExpr& item, llvm::StringRef what);
  std::optional<Type> arithmeticType(const ast::Binary& written, TypedExpr& left, TypedExpr& right);
  Result notHere(SourceRange range, llvm::StringRef noun);
  Result unknownName(const ast::NameExpr& written);

  Context& ctx_;
  ExprScope scope_;
};

/// What a value is called in a message: "a string", "a number", "`timestamptz`".
std::string describeValue(const TypedExpr& value);

/// Reports a constant that does not fit. `target` and `noun` as in `valueFor`.
void reportMisfit(Context& ctx, const struct Misfit& misfit, SourceRange range,
                  llvm::StringRef value, const Type& type, llvm::StringRef target,
                  llvm::StringRef noun, llvm::StringRef described);

} // namespace retort

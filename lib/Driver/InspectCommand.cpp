#include "Driver/GlobalOptions.h"
#include "Driver/LiveDatabase.h"
#include "Support/English.h"
#include "Syntax/Formatter.h"
#include "Syntax/Printer.h"

#include "llvm/Support/raw_ostream.h"

namespace retort {
namespace {

/// How much of something the language says itself, and not as a text of the engine's.
class Share {
public:
  void count(bool isStructured) {
    ++all_;
    structured_ += isStructured ? 1 : 0;
  }
  std::string text(llvm::StringRef noun) const {
    return counted(all_, noun) + (structured_ == all_ ? "" : ", " + std::to_string(all_ - structured_) + " as text");
  }

private:
  size_t all_ = 0;
  size_t structured_ = 0;
};

/// All of a schema that has a word of its own in the language, or is a text. A column is said whole
/// but for an expression in it that could not be read, which is counted by itself.
struct Shares {
  Share columns, constraints, indexes, expressions, objects;

  explicit Shares(const Catalog& catalog) {
    for (const auto& table : catalog.tables.all())
      count(*table);
    for (const auto& object : catalog.objects.all())
      objects.count(textsOf(*object) == nullptr);
  }

private:
  void count(const Table& table) {
    for (const Column& column : table.columns) {
      columns.count(column.type.kind != TypeKind::Opaque);
      count(column.defaultValue);
      count(column.onUpdate);
      if (column.generated)
        count(column.generated->value);
    }
    for (const Constraint& constraint : table.constraints) {
      constraints.count(true);
      if (const auto* check = std::get_if<Check>(&constraint))
        count(check->condition);
      if (const auto* exclude = std::get_if<Exclude>(&constraint)) {
        count(exclude->parts);
        count(exclude->where);
      }
    }
    for (const Index& index : table.indexes) {
      indexes.count(true);
      count(index.parts);
      count(index.where);
    }
  }

  void count(const Expr& expr) { expressions.count(!containsOpaque(expr)); }
  void count(const std::optional<Expr>& expr) {
    if (expr)
      count(*expr);
  }
  void count(const std::vector<IndexPart>& parts) {
    for (const IndexPart& part : parts)
      if (part.value.kind != ExprKind::Column)
        count(part.value);
  }
};

} // namespace

static Outcome run(Session& session) {
  llvm::StringRef url = session.arguments().value(options::url).value_or("");
  session.useUrl(session.arguments().positional(0, url));
  llvm::Expected<Catalog> catalog = readDatabase(session);
  if (!catalog)
    return catalog.takeError();
  ast::Arena arena;
  session.out() << print(*toSource(*catalog, arena));
  const Shares shares(*catalog);
  session.console().say(
      counted(catalog->tables.size(), "table") + ": " + shares.columns.text("column") + "; " +
      shares.constraints.text("constraint") + "; " + shares.indexes.text("index") + "; " +
      shares.expressions.text("expression") + "; " + shares.objects.text("other object"));
  return ExitCode::Success;
}

static constexpr Positional positionals[] = {
    {.name = "URL",
     .count = Positional::Optional,
     .help = "the database; that of the project if left out"}};

constexpr CommandBody inspectCommand = {
    .positionals = positionals,
    .takesUrls = true,
    .description =
        "Writes what a live database holds as a schema file, formatted, which compiles back to "
        "the\n"
        "same schema, and says how much of it is told in the engine's own words only. What the\n"
        "language has no word for is a remark that names it. Of a database that others share, "
        "what\n"
        "`include` and `exclude` leave: a table of theirs that ours refer to is `external`. "
        "retort's\n"
        "own tables are left out. Changes nothing.",
    .examples =
        "retort inspect postgresql://localhost/shop > schema/shop.mig\nretort inspect --env prod",
    .run = run,
};

} // namespace retort

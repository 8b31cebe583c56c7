#include "Sema/CsvRows.h"

#include "Sema/LiteralCheck.h"
#include "Support/English.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"

namespace retort {

//===--- Lines and fields -------------------------------------------------===//

namespace {

class CsvSplitter {
public:
  CsvSplitter(llvm::StringRef text, std::string& problem) : text_(text), problem_(problem) {}

  std::vector<CsvRow> split();

private:
  CsvField field();
  CsvField quotedField();
  bool atLineEnd() const { return text_.empty() || text_.front() == '\n' || text_.front() == '\r'; }
  void skipLineEnd();

  llvm::StringRef text_;
  std::string& problem_;
  unsigned line_ = 1;
};

} // namespace

CsvField CsvSplitter::quotedField() {
  const unsigned first = line_;
  CsvField field{"", /*quoted=*/true};
  text_ = text_.drop_front();
  while (!text_.empty()) {
    const char c = text_.front();
    text_ = text_.drop_front();
    if (c == '"' && !text_.consume_front("\"")) {
      if (!atLineEnd() && text_.front() != ',' && problem_.empty())
        problem_ = "line " + std::to_string(line_) + ": text behind a closing quote";
      return field;
    }
    line_ += c == '\n';
    field.text += c;
  }
  if (problem_.empty())
    problem_ = "line " + std::to_string(first) + ": a quote that does not end";
  return field;
}

CsvField CsvSplitter::field() {
  if (text_.starts_with("\""))
    return quotedField();
  const size_t length = std::min(text_.find_first_of(",\r\n"), text_.size());
  CsvField field{text_.take_front(length).str(), /*quoted=*/false};
  text_ = text_.drop_front(length);
  return field;
}

void CsvSplitter::skipLineEnd() {
  text_.consume_front("\r");
  text_.consume_front("\n");
  ++line_;
}

std::vector<CsvRow> CsvSplitter::split() {
  std::vector<CsvRow> rows;
  while (!text_.empty() && problem_.empty()) {
    CsvRow row{line_, {field()}};
    while (text_.consume_front(","))
      row.fields.push_back(field());
    const bool isBlank =
        row.fields.size() == 1 && row.fields[0].text.empty() && !row.fields[0].quoted;
    skipLineEnd();
    if (!isBlank)
      rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<CsvRow> splitCsv(llvm::StringRef text, std::string& problem) {
  text.consume_front("\xef\xbb\xbf"); // as spreadsheets write it
  return CsvSplitter(text, problem).split();
}

//===--- The file ---------------------------------------------------------===//

static void reportFile(Context& ctx, const ast::Text& path, const std::string& why) {
  ctx.report(diag::BadCsv, path.range, path.value, why);
}

std::optional<CsvRows> readCsv(Context& ctx, const ast::Text& path) {
  llvm::SmallString<128> full = llvm::sys::path::parent_path(ctx.buffer->name());
  llvm::sys::path::append(full, path.value);
  auto buffer = SourceBuffer::read(
      llvm::sys::path::is_absolute(path.value) ? path.value : llvm::StringRef(full));
  if (!buffer) {
    reportFile(ctx, path, llvm::toString(buffer.takeError()));
    return std::nullopt;
  }
  std::string problem;
  std::vector<CsvRow> rows = splitCsv((*buffer)->text(), problem);
  if (rows.empty() && problem.empty())
    problem = "it is empty: its first line names the columns";
  for (const CsvRow& row : rows)
    if (problem.empty() && row.fields.size() != rows.front().fields.size())
      problem = "line " + std::to_string(row.line) + " has " + counted(row.fields.size(), "field") +
                ", the first " + std::to_string(rows.front().fields.size());
  if (!problem.empty()) {
    reportFile(ctx, path, problem);
    return std::nullopt;
  }
  CsvRows result;
  for (CsvField& field : rows.front().fields)
    result.columns.push_back(std::move(field.text));
  result.rows.assign(std::make_move_iterator(rows.begin() + 1),
                     std::make_move_iterator(rows.end()));
  return result;
}

//===--- Values -----------------------------------------------------------===//

/// A number that is none stays a text, and is then found to fit no number.
static Expr constantOf(const CsvField& field, const Type& type) {
  llvm::StringRef text = field.text;
  if (text.empty() && !field.quoted)
    return Expr::null();
  if (type.kind == TypeKind::Boolean && !type.isArray()) {
    if (text == "true" || text == "t" || text == "1")
      return Expr::boolean(true);
    if (text == "false" || text == "f" || text == "0")
      return Expr::boolean(false);
  }
  double number = 0;
  if (type.isNumeric() && !type.isArray() && !text.getAsDouble(number)) {
    const bool isNegative = text.consume_front("-");
    Expr digits = Expr::number(text);
    return isNegative ? Expr::unaryOf(UnaryOperator::Negate, std::move(digits)) : digits;
  }
  return Expr::string(text);
}

std::optional<std::vector<Expr>> valuesOf(Context& ctx, const CsvRow& row, const Table& table,
                                          llvm::ArrayRef<const Column*> columns,
                                          const ast::Text& path) {
  std::vector<Expr> values;
  for (auto [field, column] : llvm::zip(row.fields, columns)) {
    Expr value = constantOf(field, column->type);
    std::string problem;
    if (value.kind == ExprKind::Null && isNotNull(table, *column))
      problem = "it cannot be null";
    else if (std::optional<Misfit> misfit = findMisfit(value, column->type, *ctx.catalog))
      problem = quoted(field.text) + " is no " + quoted(column->type.str()) +
                (misfit->why.empty() ? "" : ": " + misfit->why);
    if (!problem.empty()) {
      reportFile(ctx, path,
                 "line " + std::to_string(row.line) + ", column " + quoted(column->name) + ": " +
                     problem);
      return std::nullopt;
    }
    values.push_back(std::move(value));
  }
  return values;
}

} // namespace retort

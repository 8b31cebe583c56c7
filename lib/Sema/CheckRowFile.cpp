#include "Sema/CheckRowFile.h"

#include "Sema/LiteralCheck.h"
#include "Support/English.h"
#include "Support/Unicode.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"

namespace retort {

//===--- The file ---------------------------------------------------------===//

namespace {
/// A file that is looked at for the first time.
class RowFileCheck {
public:
  RowFileCheck(Context& ctx, const ast::Text& path, std::shared_ptr<const SourceBuffer> text)
      : ctx_(ctx), path_(path), text_(std::move(text)) {}

  /// False after a report.
  bool isClean();

private:
  bool checkText();
  void reportAt(size_t begin, size_t end, const std::string& why);

  Context& ctx_;
  const ast::Text& path_;
  std::shared_ptr<const SourceBuffer> text_;
};
} // namespace

void RowFileCheck::reportAt(size_t begin, size_t end, const std::string& why) {
  ctx_.diags.keep(text_);
  const SourceRange range{static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
  ctx_.diags.report(diag::BadCsv, Origin{text_.get(), range}, path_.value, why)
      .note(ctx_.at(path_.range), "its rows are inserted here");
}

/// What no engine takes as a text.
bool RowFileCheck::checkText() {
  const llvm::StringRef text = text_->text();
  if (std::optional<size_t> invalid = findInvalidUtf8(text)) {
    reportAt(*invalid, *invalid + 1, "it is not UTF-8");
    return false;
  }
  if (const size_t nul = text.find('\0'); nul != llvm::StringRef::npos) {
    reportAt(nul, nul + 1, "it holds a NUL byte");
    return false;
  }
  return true;
}

bool RowFileCheck::isClean() {
  if (!checkText())
    return false;
  CsvReader reader(text_->text());
  size_t expected = 0;
  while (reader.next()) {
    const size_t count = reader.fields().size();
    if (expected == 0)
      expected = count;
    if (count == expected)
      continue;
    reportAt(reader.begin(), reader.end(),
             "this row has " + counted(count, "field") + ", the first line " +
                 std::to_string(expected));
    return false;
  }
  if (!reader.problem().empty())
    reportAt(reader.begin(), reader.end(), reader.problem().str());
  else if (expected == 0)
    ctx_.report(diag::BadCsv, path_.range, path_.value,
                "it is empty: its first line names the columns");
  return reader.problem().empty() && expected != 0;
}

std::optional<RowFile> readRowFile(Context& ctx, const ast::Text& path) {
  llvm::SmallString<128> full;
  if (!llvm::sys::path::is_absolute(path.value))
    full = ctx.buffer->folder();
  llvm::sys::path::append(full, path.value);
  auto buffer = SourceBuffer::read(full, SourceBuffer::maxRowBytes);
  if (!buffer) {
    ctx.report(diag::BadCsv, path.range, path.value, llvm::toString(buffer.takeError()));
    return std::nullopt;
  }
  std::shared_ptr<const SourceBuffer> text = std::move(*buffer);
  if (!RowFileCheck(ctx, path, text).isClean())
    return std::nullopt;
  return RowFile(path.value.str(), std::move(text));
}

//===--- Values -----------------------------------------------------------===//

/// Why the field cannot be a value of the column; empty: it can.
static std::string problemOf(const CsvField& field, const Column& column, bool cannotBeNull,
                             const Catalog& catalog) {
  if (field.isNull())
    return cannotBeNull ? "it cannot be null" : "";
  std::optional<Misfit> misfit = findMisfit(constantOf(field, column.type), column.type, catalog);
  if (!misfit)
    return "";
  llvm::SmallString<64> storage;
  return quoted(field.value(storage)) + " is no " + quoted(column.type.str()) +
         (misfit->why.empty() ? "" : ": " + misfit->why);
}

/// Whoever has swapped two columns need not read of each row.
static constexpr size_t maxReports = 20;

void checkRows(Context& ctx, const RowFile& file, const Table& table,
               llvm::ArrayRef<const Column*> columns) {
  const SourceBuffer& text = *file.buffer();
  llvm::SmallVector<bool> cannotBeNull;
  for (const Column* column : columns)
    cannotBeNull.push_back(column && isNotNull(table, *column));
  size_t reports = 0;
  for (CsvReader reader = file.rows(); reports < maxReports && reader.next();)
    for (auto [field, column, notNull] : llvm::zip(reader.fields(), columns, cannotBeNull)) {
      std::string problem =
          column ? problemOf(field, *column, notNull, *ctx.catalog) : std::string();
      if (problem.empty() || reports == maxReports)
        continue;
      const auto begin = static_cast<uint32_t>(field.written.data() - text.text().data());
      const auto end = static_cast<uint32_t>(begin + field.written.size());
      DiagnosticBuilder report =
          ctx.diags.report(diag::BadCsv, Origin{&text, {begin, end}}, file.path(),
                           "column " + quoted(column->name) + ": " + problem);
      if (++reports == maxReports)
        report.note({}, "what follows is not looked at");
    }
  if (reports != 0)
    ctx.diags.keep(file.buffer());
}

} // namespace retort

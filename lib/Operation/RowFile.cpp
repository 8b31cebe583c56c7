#include "Operation/RowFile.h"

#include "Support/English.h"
#include "Support/Sha256.h"
#include "Support/Snippet.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"

namespace retort {

RowFile::RowFile(std::string path, std::shared_ptr<const SourceBuffer> text) {
  auto file = std::make_shared<File>();
  file->path = std::move(path);
  file->hash = sha256(text->text());
  CsvReader reader(text->text());
  [[maybe_unused]] const bool hasHeader = reader.next();
  assert(hasHeader && "expects a first line");
  llvm::SmallString<64> storage;
  for (const CsvField& field : reader.fields())
    file->header.push_back(field.value(storage).str());
  while (reader.next())
    ++file->size;
  file->buffer = std::move(text);
  file_ = std::move(file);
}

CsvReader RowFile::rows() const {
  CsvReader reader(file_->buffer->text());
  reader.next();
  return reader;
}

std::string RowFile::describe() const {
  return counted(size(), "row") + " of '" + printable(path()) + "', SHA-256 " + hash();
}

bool operator==(const RowFile& a, const RowFile& b) {
  if (a.file_ == b.file_)
    return true;
  return a && b && a.path() == b.path() && a.hash() == b.hash();
}

//===--- Constants --------------------------------------------------------===//

/// `1.5e3` without its sign: what every engine reads as a number, in SQL and in its bulk formats.
static bool isUnsignedNumber(llvm::StringRef text, bool isWhole) {
  auto digits = [&] {
    const size_t count = std::min(text.find_if_not(llvm::isDigit), text.size());
    text = text.drop_front(count);
    return count;
  };
  size_t count = digits();
  if (!isWhole && text.consume_front("."))
    count += digits();
  if (!isWhole && count != 0 && (text.consume_front("e") || text.consume_front("E"))) {
    if (!text.consume_front("-"))
      text.consume_front("+");
    count = digits();
  }
  return count != 0 && text.empty();
}

Expr constantOf(const CsvField& field, const Type& type) {
  if (field.isNull())
    return Expr::null();
  llvm::SmallString<64> storage;
  llvm::StringRef text = field.value(storage);
  if (type.kind == TypeKind::Boolean && !type.isArray()) {
    if (text == "true" || text == "t" || text == "1")
      return Expr::boolean(true);
    if (text == "false" || text == "f" || text == "0")
      return Expr::boolean(false);
  }
  if (type.isNumeric() && !type.isArray()) {
    llvm::StringRef digits = text;
    const bool isNegative = digits.consume_front("-");
    if (isUnsignedNumber(digits, type.isInteger()))
      return isNegative ? Expr::unaryOf(UnaryOperator::Negate, Expr::number(digits))
                        : Expr::number(digits);
  }
  return Expr::string(text);
}

//===--- Parts ------------------------------------------------------------===//

static std::vector<Expr> constantsOf(llvm::ArrayRef<CsvField> fields,
                                     llvm::ArrayRef<const Column*> columns) {
  std::vector<Expr> values;
  for (auto [field, column] : llvm::zip(fields, columns))
    if (column)
      values.push_back(constantOf(field, column->type));
  return values;
}

llvm::Error forEachPart(const RowFile& file, llvm::ArrayRef<const Column*> columns, PartSize size,
                        PartHandler act) {
  ValueRows rows;
  size_t begin = 0;
  unsigned line = 0;
  CsvReader reader = file.rows();
  bool more = reader.next();
  while (more) {
    if (rows.empty()) {
      begin = reader.begin();
      line = reader.line();
    }
    rows.push_back(constantsOf(reader.fields(), columns));
    const bool isFull = rows.size() == size.rows || reader.end() - begin >= size.bytes;
    more = reader.next();
    if (isFull || !more)
      if (llvm::Error error = act(std::exchange(rows, {}), line))
        return error;
  }
  return llvm::Error::success();
}

} // namespace retort

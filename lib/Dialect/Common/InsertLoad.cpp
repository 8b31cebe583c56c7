#include "Dialect/Common/InsertLoad.h"

namespace retort {

namespace {
/// A column of the file: as the author declared it, and as the engine holds it.
struct FileColumn {
  const Type* declared;
  const Type* held;
};
} // namespace

static void writeRow(const Dialect& dialect, llvm::ArrayRef<CsvField> fields,
                     llvm::ArrayRef<FileColumn> columns, std::string& out) {
  llvm::StringRef separator = "(";
  for (auto [field, column] : llvm::zip(fields, columns)) {
    out += separator;
    out += field.isNull() ? "NULL"
                          : dialect.spell(constantOf(field, *column.declared), column.held);
    separator = ", ";
  }
}

llvm::Error InsertLoad::forEachStatement(Handler act) const {
  const Table& declared = *before().tables.find(insert_.table);
  std::vector<FileColumn> columns;
  for (const std::string& name : insert_.columns)
    columns.push_back({&declared.findColumn(name)->type, &expressed_.findColumn(name)->type});
  std::string rows;
  RowPiece piece;
  size_t begin = 0;
  CsvReader reader = insert_.file.rows();
  for (bool more = reader.next(); more;) {
    if (piece.rows == 0) {
      piece.line = reader.line();
      begin = reader.begin();
    } else {
      rows += ",\n  ";
    }
    writeRow(dialect_, reader.fields(), columns, rows);
    rows += frame_.rest + ")";
    ++piece.rows;
    const size_t bytes = reader.end() - begin;
    more = reader.next();
    if (more && piece.rows < partSize.rows && bytes < partSize.bytes)
      continue;
    const std::string text = frame_.head + (piece.rows == 1 ? " " : "\n  ") + rows + frame_.tail;
    piece.text = text;
    if (llvm::Error error = act(piece))
      return error;
    rows.clear();
    piece.rows = 0;
  }
  return llvm::Error::success();
}

} // namespace retort

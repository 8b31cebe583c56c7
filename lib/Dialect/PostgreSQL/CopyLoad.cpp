#include "Dialect/PostgreSQL/CopyLoad.h"

#include "Dialect/Common/Names.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"

namespace retort::postgresql {

CopyLoad::CopyLoad(const Dialect& dialect, const Catalog& before, const op::Insert& insert)
    : StatementLoad(dialect, before, insert), insert_(insert),
      command_("COPY " + dialect.quote(insert.table) + " " + nameTuple(dialect, insert.columns) +
               " FROM STDIN") {}

//===--- The text format --------------------------------------------------===//

static void writeText(llvm::StringRef text, std::string& out) {
  while (true) {
    const size_t plain = std::min(text.find_first_of("\\\n\r\t"), text.size());
    out += text.take_front(plain);
    if (plain == text.size())
      return;
    const char special = text[plain];
    out += '\\';
    out += special == '\n' ? 'n' : special == '\r' ? 'r' : special == '\t' ? 't' : '\\';
    text = text.drop_front(plain + 1);
  }
}

/// What the constant of the field is, without making it.
static void writeField(const CsvField& field, const Type& type, std::string& out) {
  if (field.isNull()) {
    out += "\\N";
    return;
  }
  if (type.kind == TypeKind::Boolean && !type.isArray()) {
    out += constantOf(field, type).text;
    return;
  }
  llvm::SmallString<256> storage;
  writeText(field.value(storage), out);
}

static void writeRow(llvm::ArrayRef<CsvField> fields, llvm::ArrayRef<const Column*> columns,
                     std::string& out) {
  for (auto [index, field] : llvm::enumerate(fields)) {
    if (index != 0)
      out += '\t';
    writeField(field, columns[index]->type, out);
  }
  out += '\n';
}

/// What is sent at once.
static constexpr size_t blockBytes = 256 << 10;

llvm::Error CopyLoad::forEachBlock(Handler act) const {
  const Table& table = *before().tables.find(insert_.table);
  std::vector<const Column*> columns;
  for (const std::string& name : insert_.columns)
    columns.push_back(table.findColumn(name));
  std::string text;
  RowPiece piece;
  CsvReader reader = insert_.file.rows();
  for (bool more = reader.next(); more;) {
    if (piece.rows++ == 0)
      piece.line = reader.line();
    writeRow(reader.fields(), columns, text);
    more = reader.next();
    if (more && text.size() < blockBytes)
      continue;
    piece.text = text;
    if (llvm::Error error = act(piece))
      return error;
    text.clear();
    piece.rows = 0;
  }
  return llvm::Error::success();
}

//===--- Where it can be --------------------------------------------------===//

static bool hasPolicies(const Table& table) {
  return llvm::any_of(table.options, [](const auto& option) {
    return option.first == "postgresql.row_security" ||
           option.first == "postgresql.force_row_security";
  });
}

static bool hasRules(const Catalog& catalog, const QualifiedName& table) {
  return llvm::any_of(catalog.all<Opaque>(), [&](const Opaque* opaque) {
    return opaque->kind == ObjectKind::Rule && opaque->table == table;
  });
}

std::shared_ptr<const RowLoad> PostgreSQLDataWriter::loadOf(const op::Insert& insert) const {
  const Table& table = *before().tables.find(insert.table);
  if (insert.onConflict || hasPolicies(table) || hasRules(before(), insert.table))
    return DataWriter::loadOf(insert);
  return std::make_shared<CopyLoad>(dialect(), before(), insert);
}

} // namespace retort::postgresql

#include "Database/PostgreSQL/CatalogRows.h"

#include "llvm/Support/JSON.h"

namespace retort::postgres {

unsigned CatalogRow::number(llvm::StringRef column) const {
  unsigned number = 0;
  llvm::StringRef(text(column)).getAsInteger(10, number);
  return number;
}

/// Numbers and booleans never stand in these lists.
static std::vector<Value> valuesOf(const llvm::json::Array& array) {
  std::vector<Value> values;
  for (const llvm::json::Value& item : array) {
    std::optional<llvm::StringRef> text = item.getAsString();
    values.push_back(text ? Value(text->str()) : std::nullopt);
  }
  return values;
}

/// PostgreSQL's own JSON, which is always well formed.
static llvm::json::Value parsed(const Value& text) {
  if (!text)
    return nullptr;
  return llvm::cantFail(llvm::json::parse(*text));
}

std::vector<Value> CatalogRow::list(llvm::StringRef column) const {
  const llvm::json::Value value = parsed((*this)[column]);
  const llvm::json::Array* array = value.getAsArray();
  return array ? valuesOf(*array) : std::vector<Value>();
}

std::vector<std::string> CatalogRow::texts(llvm::StringRef column) const {
  std::vector<std::string> result;
  for (Value& value : list(column))
    result.push_back(std::move(value).value_or(""));
  return result;
}

std::vector<std::vector<Value>> CatalogRow::lists(llvm::StringRef column) const {
  const llvm::json::Value value = parsed((*this)[column]);
  std::vector<std::vector<Value>> result;
  if (const llvm::json::Array* array = value.getAsArray())
    for (const llvm::json::Value& item : *array)
      result.push_back(valuesOf(*item.getAsArray()));
  return result;
}

} // namespace retort::postgres

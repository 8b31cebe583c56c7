#include "Dialect/Common/SequenceOptions.h"

namespace retort {

static std::string clause(const SequenceOption& row, const std::string& value) {
  return row.sql.str() + (value.empty() ? "" : " " + value);
}

std::vector<std::string> optionClauses(llvm::ArrayRef<SequenceOption> table,
                                       const SequenceOptions& options) {
  std::vector<std::string> parts;
  for (const SequenceOption& row : table)
    if (auto option = options.find(row.name.str()); option != options.end())
      parts.push_back(clause(row, option->second));
  return parts;
}

static const std::string* valueOf(const SequenceOptions& options, llvm::StringRef name) {
  auto option = options.find(name.str());
  return option == options.end() ? nullptr : &option->second;
}

/// Where a sequence starts that does not say it: at its first value.
static std::string ownStart(const SequenceOptions& options) {
  const std::string* increment = valueOf(options, "increment");
  const bool falls = increment && llvm::StringRef(*increment).starts_with("-");
  const std::string* first = valueOf(options, falls ? "maxvalue" : "minvalue");
  return first ? *first : falls ? "-1" : "1";
}

std::vector<std::string> changedOptions(llvm::ArrayRef<SequenceOption> table,
                                        const SequenceOptions& before,
                                        const SequenceOptions& after) {
  std::vector<std::string> parts;
  for (const SequenceOption& row : table) {
    const std::string* old = valueOf(before, row.name);
    const std::string* value = valueOf(after, row.name);
    if (value && (!old || *old != *value))
      parts.push_back(clause(row, *value));
    else if (old && !value)
      parts.push_back(row.reset.empty() ? clause(row, ownStart(after)) : row.reset.str());
  }
  return parts;
}

} // namespace retort

#include "Sema/FunctionTable.h"

#include "Support/English.h"

namespace retort {

llvm::StringRef spelling(FunctionParameter parameter) {
  switch (parameter) {
  case FunctionParameter::Any:
    return "a value";
  case FunctionParameter::Text:
    return "a text";
  case FunctionParameter::Integer:
    return "a whole number";
  case FunctionParameter::Number:
    return "a number";
  case FunctionParameter::Temporal:
    return "a date or time";
  case FunctionParameter::Sequence:
    return "a sequence";
  }
  llvm_unreachable("all parameters are covered");
}

FunctionParameter FunctionInfo::parameterAt(size_t index) const {
  return repeats ? parameters.front() : parameters[index];
}

bool FunctionInfo::accepts(size_t count) const {
  return count >= required && (repeats || count <= parameters.size());
}

std::string FunctionInfo::arity() const {
  if (repeats)
    return "at least " + counted(required, "argument");
  if (parameters.empty())
    return "no arguments";
  if (required == parameters.size())
    return counted(required, "argument");
  return std::to_string(required) + " to " + counted(parameters.size(), "argument");
}

/// Made when it is first asked: nothing of it costs anything at start-up.
static const std::vector<FunctionInfo>& table() {
  using enum FunctionParameter;
  static const std::vector<FunctionInfo> rows = {
#define RETORT_FUNCTION(Name, Nature, Result, Required, ...)                                       \
  {Name, FunctionNature::Nature, FunctionResult::Result, Required, false, {__VA_ARGS__}},
#define RETORT_REPEATING_FUNCTION(Name, Nature, Result, Required, Parameter)                       \
  {Name, FunctionNature::Nature, FunctionResult::Result, Required, true, {Parameter}},
#include "Sema/Functions.def"
  };
  return rows;
}

llvm::ArrayRef<FunctionInfo> allFunctions() {
  return table();
}

const FunctionInfo* findFunction(llvm::StringRef name) {
  for (const FunctionInfo& info : table())
    if (info.name == name)
      return &info;
  return nullptr;
}

llvm::StringRef portableFunctionFor(llvm::StringRef spelling) {
  struct Row {
    llvm::StringLiteral spelling;
    llvm::StringLiteral replacement;
  };
  static constexpr Row rows[] = {
#define RETORT_FUNCTION_SPELLING(Spelling, Replacement) {Spelling, Replacement},
#include "Sema/Functions.def"
  };
  for (const Row& row : rows)
    if (spelling.equals_insensitive(row.spelling))
      return row.replacement;
  for (const FunctionInfo& info : table()) // `LOWER`
    if (spelling.equals_insensitive(info.name))
      return info.name;
  return "";
}

} // namespace retort

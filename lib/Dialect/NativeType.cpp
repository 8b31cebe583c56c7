#include "Dialect/NativeType.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

static constexpr NativeTypeInfo nativeTypes[] = {
#define RETORT_NATIVE_TYPE(Dialect, Name, Arguments)                                               \
  {DialectColumn::Dialect, Name, NativeArguments::Arguments},
#include "Dialect/NativeTypes.def"
};

namespace {
struct ArgumentRule {
  NativeArguments arguments;
  llvm::StringLiteral takes;
  size_t least, most;
  bool areStrings;
};
} // namespace

static constexpr ArgumentRule rules[] = {
    {NativeArguments::None, "no arguments", 0, 0, false},
    {NativeArguments::MaybeLength, "at most a length, as in `(50)`", 0, 1, false},
    {NativeArguments::Precision, "at most the digits of a second's fraction, as in `(3)`", 0, 1,
     false},
    {NativeArguments::Decimal, "at most a precision and a scale, as in `(10, 2)`", 0, 2, false},
    {NativeArguments::Strings, "its values, as in `('a', 'b')`", 1, SIZE_MAX, true},
    {NativeArguments::Any, "", 0, SIZE_MAX, false},
};

static const ArgumentRule& ruleOf(NativeArguments arguments) {
  return *llvm::find_if(rules, [&](const auto& rule) { return rule.arguments == arguments; });
}

llvm::StringRef NativeTypeInfo::takes() const {
  return ruleOf(arguments).takes;
}

bool NativeTypeInfo::accepts(llvm::ArrayRef<std::string> given) const {
  if (arguments == NativeArguments::Any)
    return true;
  const ArgumentRule& rule = ruleOf(arguments);
  auto isRight = [&](llvm::StringRef argument) {
    unsigned number = 0;
    return rule.areStrings ? argument.starts_with("'") : !argument.getAsInteger(10, number);
  };
  return given.size() >= rule.least && given.size() <= rule.most && llvm::all_of(given, isRight);
}

llvm::ArrayRef<NativeTypeInfo> allNativeTypes() {
  return nativeTypes;
}

const NativeTypeInfo* findNativeType(DialectColumn dialect, llvm::StringRef name) {
  for (const NativeTypeInfo& type : nativeTypes)
    if (type.dialect == dialect && type.name == name)
      return &type;
  return dialect == DialectColumn::MariaDB ? findNativeType(DialectColumn::MySQL, name) : nullptr;
}

bool knowsNativeTypes(DialectColumn dialect) {
  return llvm::any_of(nativeTypes, [&](const auto& type) { return type.dialect == dialect; });
}

} // namespace retort

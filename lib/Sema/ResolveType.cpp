#include "Sema/ResolveType.h"

#include "Dialect/NativeType.h"
#include "Sema/ResolveName.h"
#include "Sema/WhenChoice.h"
#include "Support/English.h"
#include "Support/NearestName.h"
#include "Support/Quoting.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <limits>

namespace retort {

std::optional<IntegerRange> rangeOf(TypeKind kind) {
  switch (kind) {
  case TypeKind::SmallInt:
    return IntegerRange{std::numeric_limits<int16_t>::min(), std::numeric_limits<int16_t>::max()};
  case TypeKind::Int:
    return IntegerRange{std::numeric_limits<int32_t>::min(), std::numeric_limits<int32_t>::max()};
  case TypeKind::BigInt:
    return IntegerRange{std::numeric_limits<int64_t>::min(), std::numeric_limits<int64_t>::max()};
  default:
    return std::nullopt; // not a whole number
  }
}

//===--- Other people's spellings -----------------------------------------===//

namespace {
struct TypeSpelling {
  llvm::StringLiteral spelling;
  llvm::StringLiteral replacement;
  llvm::StringLiteral remark;
};
constexpr TypeSpelling spellings[] = {
#define RETORT_TYPE_SPELLING(Spelling, Replacement, Remark) {Spelling, Replacement, Remark},
#include "Sema/TypeSpellings.def"
};
} // namespace

/// The words in lower case, without arguments: `character varying`.
static std::string wordsOf(const ast::TypeRef& written) {
  std::string words = written.name.last().text.lower();
  for (const ast::Name& word : written.suffix)
    words += " " + word.text.lower();
  return words;
}

static llvm::StringRef textOf(const Context& ctx, SourceRange range) {
  return ctx.buffer->text(range);
}

static std::string writtenArguments(const Context& ctx, const ast::TypeRef& written) {
  if (written.arguments.empty())
    return "";
  return ("(" +
          textOf(ctx, SourceRange::join(written.arguments.front()->range,
                                        written.arguments.back()->range)) +
          ")")
      .str();
}

static std::string replacementFor(const Context& ctx, const TypeSpelling& row,
                                  const ast::TypeRef& written) {
  auto [head, tail] = row.replacement.split("(*)");
  if (head.size() == row.replacement.size())
    return row.replacement.str();
  return (head + writtenArguments(ctx, written) + tail).str();
}

static std::string arraySuffix(unsigned depth) {
  std::string suffix;
  for (; depth != 0; --depth)
    suffix += "[]";
  return suffix;
}

/// True if the type is known under another name, or in another case, and that was
/// said.
static void suggestType(Context& ctx, DiagnosticBuilder& builder, const ast::TypeRef& written) {
  const Origin place = ctx.at(written.range);
  const std::string words = wordsOf(written);
  for (const TypeSpelling& row : spellings) {
    if (row.spelling != words)
      continue;
    const std::string replacement =
        replacementFor(ctx, row, written) + arraySuffix(written.arrayDepth);
    builder.fix(place, replacement, "write `" + replacement + "`");
    if (!row.remark.empty())
      builder.help(row.remark.str());
    return;
  }
  NearestName nearest(written.name.last().text);
#define RETORT_TYPE(Name, Spelling, Arguments) nearest.consider(Spelling);
#include "Catalog/Types.def"
  std::vector<ObjectId> declared;
  for (const auto& object : ctx.catalog->objects.all())
    if (ObjectId id = idOf(*object); id.kind == ObjectKind::Enum || id.kind == ObjectKind::Domain)
      declared.push_back(std::move(id));
  for (const ObjectId& id : declared)
    nearest.consider(id.name.name);
  if (nearest.found().empty())
    return;
  builder.fix(ctx.at(written.name.last().range), quotedName(nearest.found()),
              didYouMean(nearest.found()));
  for (const ObjectId& id : declared)
    if (id.name.name == nearest.found())
      ctx.noteSite(builder, id);
}

//===--- Arguments --------------------------------------------------------===//

/// What a portable type takes in parentheses, in words and in numbers.
namespace {
struct ArgumentRule {
  llvm::StringLiteral takes;
  unsigned least;
  unsigned most;
};
} // namespace

static ArgumentRule ruleFor(TypeArguments arguments) {
  switch (arguments) {
  case TypeArguments::None:
    return {"no arguments", 0, 0};
  case TypeArguments::Length:
    return {"a length, as in `(20)`", 1, 1};
  case TypeArguments::MaybeLength:
    return {"at most a length, as in `(20)`", 0, 1};
  case TypeArguments::Precision:
    return {"at most the digits of a second's fraction, as in `(3)`", 0, 1};
  case TypeArguments::Decimal:
    return {"at most a precision and a scale, as in `(10, 2)`", 0, 2};
  }
  llvm_unreachable("all kinds of arguments are covered");
}

static std::optional<uint32_t> resolveArgument(Context& ctx, const ast::Expr& written) {
  const auto* number = llvm::dyn_cast<ast::NumberLiteral>(&written);
  uint32_t value = 0;
  if (number && !number->text.getAsInteger(10, value) && value <= INT32_MAX)
    return value;
  ctx.report(diag::TypeArguments, written.range,
             "an argument of a type is a whole number, not `" + textOf(ctx, written.range).str() +
                 "`");
  return std::nullopt;
}

static bool checkBounds(Context& ctx, const TypeInfo& info, const Type& type, SourceRange range) {
  const uint32_t length = type.length.value_or(1);
  const bool isTime = info.arguments == TypeArguments::Precision;
  if (isTime ? length > 6 : length == 0) {
    ctx.report(diag::TypeArguments, range,
               isTime ? "a second's fraction has at most 6 digits"
                      : ("a `" + info.spelling + "` of nothing").str());
    return false;
  }
  if (type.scale && uint32_t(*type.scale) > length) {
    ctx.report(diag::TypeArguments, range,
               "the scale, " + std::to_string(*type.scale) + ", is more than the precision, " +
                   std::to_string(length))
        .help("`decimal(p, s)` has p digits, s of them after the point");
    return false;
  }
  return true;
}

static bool resolveArguments(Context& ctx, const ast::TypeRef& written, const TypeInfo& info,
                             Type& type) {
  const ArgumentRule rule = ruleFor(info.arguments);
  const size_t count = written.arguments.size();
  if (count < rule.least || count > rule.most) {
    ctx.report(diag::TypeArguments, written.range,
               ("`" + info.spelling + "` takes " + rule.takes).str());
    return false;
  }
  bool good = true;
  for (size_t i = 0; i < count; ++i) {
    std::optional<uint32_t> value = resolveArgument(ctx, *written.arguments[i]);
    good &= value.has_value();
    if (i == 0)
      type.length = value;
    else
      type.scale = value;
  }
  return good && (count == 0 || checkBounds(ctx, info, type, written.range));
}

//===--- Types ------------------------------------------------------------===//

/// The word of a string argument with its quotes, anything else as written.
static std::string nativeArgument(const Context& ctx, const ast::Expr& written) {
  if (const auto* string = llvm::dyn_cast<ast::StringLiteral>(&written))
    return quotedText(string->text.value);
  return textOf(ctx, written.range).str();
}

/// Nothing is said of a dialect that retort cannot compile for yet.
static void checkNative(Context& ctx, const ast::TypeRef& written, const Type& type) {
  const DialectRow* row = findDialect(type.dialect);
  if (!row || !knowsNativeTypes(row->facts.column))
    return;
  const ast::Name& name = written.name.last();
  const NativeTypeInfo* info = findNativeType(row->facts.column, name.text);
  if (info && info->accepts(type.arguments))
    return;
  if (info) {
    ctx.report(diag::TypeArguments, written.range,
               ("`" + type.dialect + "." + name.text + "` takes " + info->takes()).str());
    return;
  }
  NearestName nearest(name.text);
  for (const NativeTypeInfo& other : allNativeTypes())
    if (findNativeType(row->facts.column, other.name))
      nearest.consider(other.name);
  DiagnosticBuilder builder =
      ctx.report(diag::UnknownType, written.range, textOf(ctx, written.range));
  if (nearest.found().empty())
    builder.help("a type of an extension that is not in the table is written `sql '...'`");
  else
    builder.fix(ctx.at(name.range), nearest.found().str(), didYouMean(nearest.found()));
}

static Type nativeType(Context& ctx, const ast::TypeRef& written) {
  Type type = Type::of(TypeKind::Native);
  type.dialect = written.name.parts.front().text.str();
  type.words = written.name.last().text.str();
  for (const ast::Name& word : written.suffix)
    type.words += " " + word.text.str();
  for (const ast::Expr* argument : written.arguments)
    type.arguments.push_back(nativeArgument(ctx, *argument));
  checkNative(ctx, written, type);
  return type;
}

static std::optional<Type> portableType(Context& ctx, const ast::TypeRef& written,
                                        const TypeInfo& info) {
  Type type = Type::of(info.kind);
  if (!resolveArguments(ctx, written, info, type))
    return std::nullopt;
  return type;
}

/// An enum, a domain, or a type that an extension says it brings.
static std::optional<Type> declaredType(const Catalog& catalog, QualifiedName name) {
  const bool isEnum = catalog.find<Enum>(name);
  const bool isMember = llvm::any_of(catalog.all<Extension>(), [&](const Extension* extension) {
    return extension->schema == name.schema && extension->hasType(name.name);
  });
  if (!isEnum && !isMember && !catalog.find<Domain>(name))
    return std::nullopt;
  Type type = Type::of(isEnum ? TypeKind::Enum : TypeKind::Domain);
  type.name = std::move(name);
  return type;
}

static std::optional<Type> resolveElement(Context& ctx, const ast::TypeRef& written) {
  if (written.sql) {
    Type type = Type::of(TypeKind::Opaque);
    type.words = written.sql.value.str();
    return type;
  }
  const ast::Path& name = written.name;
  const bool isSimple = name.parts.size() == 1 && written.suffix.empty();
  // A declared type in quotes may be called like a portable one.
  if (isSimple && !name.last().quoted)
    if (const TypeInfo* info = findType(name.last().text))
      return portableType(ctx, written, *info);
  if (name.parts.size() == 2 && !name.parts[0].quoted && isDialectName(name.parts[0].text))
    return nativeType(ctx, written);
  if (written.suffix.empty() && written.arguments.empty())
    if (std::optional<Type> type = declaredType(*ctx.catalog, qualify(ctx, name)))
      return type;
  DiagnosticBuilder builder =
      ctx.report(diag::UnknownType, written.range, textOf(ctx, written.range));
  suggestType(ctx, builder, written);
  return std::nullopt;
}

std::optional<Type> resolveType(Context& ctx, const ast::TypeRef& written) {
  std::optional<Type> type = resolveElement(ctx, written);
  if (type)
    type->arrayDepth = static_cast<uint8_t>(std::min(written.arrayDepth, 255u));
  return type;
}

static void checkLimit(Context& ctx, const Type& type, SourceRange range, llvm::StringRef what,
                       unsigned value, unsigned limit) {
  if (limit != 0 && value > limit)
    ctx.report(diag::TypeLimit, range, what, infoOf(type.kind)->spelling, limit,
               ctx.dialect.displayName());
}

static void checkLimits(Context& ctx, const Type& type, SourceRange range) {
  const TypeLimits& limits = ctx.dialect.facts().limits;
  const unsigned length = type.length.value_or(0);
  switch (type.kind) {
  case TypeKind::Char:
    return checkLimit(ctx, type, range, "the length", length, limits.charLength);
  case TypeKind::String:
    return checkLimit(ctx, type, range, "the length", length, limits.stringLength);
  case TypeKind::Binary:
    return checkLimit(ctx, type, range, "the length", length, limits.binaryLength);
  case TypeKind::Bytes:
    return checkLimit(ctx, type, range, "the length", length, limits.bytesLength);
  case TypeKind::Decimal:
    checkLimit(ctx, type, range, "the precision", length, limits.decimalPrecision);
    return checkLimit(ctx, type, range, "the scale", type.scale.value_or(0), limits.decimalScale);
  default:
    return; // takes no arguments that engines differ in
  }
}

/// An engine that wants a bound would cut what has none to its own: MySQL's `decimal` has no
/// digits behind the point.
static void checkBound(Context& ctx, const Type& type, SourceRange range) {
  if (type.length)
    return;
  if (type.kind == TypeKind::Decimal && !ctx.dialect.has(Feature::UnboundedDecimals))
    ctx.report(diag::DecimalNeedsPrecision, range, ctx.dialect.displayName())
        .fix(ctx.at(range), "decimal(18, 4)", "give it a precision and a scale: `decimal(18, 4)`");
  if (type.kind == TypeKind::String && !ctx.dialect.has(Feature::UnboundedStrings))
    ctx.report(diag::StringNeedsLength, range, ctx.dialect.displayName())
        .fix(ctx.at(range), "string(255)", "give it a length: `string(255)`")
        .help("or write `text`, which is long everywhere");
}

Type valueType(const Context& ctx, const Type& type) {
  Type base = baseType(*ctx.catalog, type);
  return base.kind == TypeKind::Domain ? Type() : base;
}

void requireType(Context& ctx, const Type& type, SourceRange range) {
  checkLimits(ctx, type, range);
  checkBound(ctx, type, range);
  if (type.kind != TypeKind::Native || ctx.dialect.reads(type.dialect))
    return;
  ctx.report(diag::OtherDialect, range, "`" + type.str() + "`", type.dialect,
             ctx.dialect.displayName())
      .help(("give " + ctx.dialect.displayName() + " a type of its own: `TYPE for " +
             ctx.dialect.name() + " TYPE`")
                .str());
}

} // namespace retort

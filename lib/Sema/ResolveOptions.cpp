#include "Sema/ResolveOptions.h"

#include "Sema/WhenChoice.h"
#include "Support/English.h"
#include "Support/NearestName.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

namespace retort {

namespace {
struct KnownOption {
  llvm::StringLiteral name;
  OptionOwner owner;
};
constexpr KnownOption knownOptions[] = {
#define RETORT_OPTION(Name, On) {Name, OptionOwner::On},
#include "Sema/KnownOptions.def"
};
} // namespace

static llvm::StringRef nounOf(OptionOwner owner) {
  static constexpr llvm::StringLiteral nouns[] = {"a table", "a column", "an index",
                                                  "a constraint", "an `alter table`",
                                                  "a view", "a materialized view"};
  return nouns[static_cast<size_t>(owner)];
}

/// A relative takes the options that are listed for the dialect that it relates to, under
/// its own name, too.
static llvm::StringRef tableOf(llvm::StringRef dialect) {
  const DialectRow* row = findDialect(dialect);
  return row && !row->facts.relative.empty() ? llvm::StringRef(row->facts.relative) : dialect;
}

static bool isListed(llvm::StringRef dialect) {
  return llvm::any_of(knownOptions, [&](const KnownOption& option) {
    return option.name.split('.').first == dialect;
  });
}

/// Does the dialect, as far as we have a list of it, take the option there?
static bool isKnown(llvm::StringRef dialect, llvm::StringRef name, OptionOwner owner) {
  if (!isListed(dialect))
    return true;
  return llvm::any_of(knownOptions, [&](const KnownOption& option) {
    return option.owner == owner && option.name.split('.') == std::pair(dialect, name);
  });
}

static std::string spelling(const ast::Path& key) {
  return llvm::join(llvm::map_range(key.parts, [](const ast::Name& part) { return part.text; }),
                    ".");
}

static void reportUnknown(Context& ctx, const ast::Option& option, OptionOwner owner) {
  const std::string written = spelling(option.key);
  NearestName nearest(written);
  for (const KnownOption& known : knownOptions)
    if (known.owner == owner)
      nearest.consider(known.name);
  if (owner == OptionOwner::Table)
    nearest.consider("comment");
  DiagnosticBuilder builder =
      ctx.report(diag::UnknownOption, option.key.range(), nounOf(owner), written);
  if (!nearest.found().empty())
    builder.fix(ctx.at(option.key.range()), nearest.found().str(), didYouMean(nearest.found()));
}

OptionValue optionValue(const Context& ctx, const ast::Expr* written) {
  if (!written)
    return {"true", false};
  if (const auto* string = llvm::dyn_cast<ast::StringLiteral>(written))
    return {string->text.value.str(), true};
  // Quotes of either kind say that it is a text.
  if (const auto* name = llvm::dyn_cast<ast::NameExpr>(written); name && name->path.last().quoted)
    return {name->path.last().text.str(), true};
  return {ctx.buffer->text(written->range).str(), false};
}

/// The words that an option takes; empty for any value.
static llvm::StringRef wordsFor(llvm::StringRef name) {
#define RETORT_OPTION_VALUES(Name, Values)                                                         \
  if (name == Name)                                                                                \
    return Values;
#include "Sema/KnownOptions.def"
  return "";
}

/// A word is one, in quotes or not.
static void checkValue(Context& ctx, const ast::Option& option, llvm::StringRef name,
                       OptionValue& value) {
  llvm::SmallVector<llvm::StringRef> words;
  llvm::SplitString(wordsFor(name), words);
  if (words.empty())
    return;
  value.isString = false;
  if (llvm::is_contained(words, llvm::StringRef(value.text).lower()))
    return;
  const SourceRange range = option.value ? option.value->range : option.range;
  DiagnosticBuilder builder = ctx.report(diag::OptionValue, range, name, value.text);
  llvm::StringRef nearest = nearestName(value.text, words);
  if (nearest.empty())
    builder.help("it is one of " + quotedList(words, "or"));
  else
    builder.fix(ctx.at(range), nearest.str(), didYouMean(nearest));
}

static bool isComment(const ast::Option& option) {
  llvm::ArrayRef<ast::Name> key = option.key.parts;
  return key.size() == 1 && key[0].text == "comment";
}

/// The full name, if that is an option which may stand there.
static std::optional<std::string> nameOf(Context& ctx, const ast::Option& option,
                                         OptionOwner owner) {
  llvm::ArrayRef<ast::Name> key = option.key.parts;
  if (key.size() == 2 && isDialectName(key[0].text) &&
      isKnown(tableOf(key[0].text), key[1].text, owner))
    return (key[0].text + "." + key[1].text).str();
  reportUnknown(ctx, option, owner);
  return std::nullopt;
}

void resolveOptions(Context& ctx, ast::List<ast::Option> written, OptionOwner owner,
                    Options& options, std::string* comment) {
  for (const ast::Option* option : written) {
    if (comment && isComment(*option))
      *comment = optionValue(ctx, option->value).text;
    else if (std::optional<std::string> name = nameOf(ctx, *option, owner))
      checkValue(ctx, *option, *name, options[*name] = optionValue(ctx, option->value));
  }
}

void resetOptions(Context& ctx, ast::List<ast::Option> written, OptionOwner owner,
                  Options& options, std::string* comment) {
  for (const ast::Option* option : written) {
    bool wasThere = true;
    if (comment && isComment(*option))
      wasThere = !std::exchange(*comment, "").empty();
    else if (std::optional<std::string> name = nameOf(ctx, *option, owner))
      wasThere = options.erase(*name) != 0;
    if (!wasThere)
      ctx.report(diag::Unchanged, option->key.range(), quoted(spelling(option->key)));
  }
}

} // namespace retort

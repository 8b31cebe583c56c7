#include "Migrate/ObjectPattern.h"

#include "llvm/Support/GlobPattern.h"

#include <algorithm>
#include <string>

namespace retort {

/// The pattern points into the text, so neither is moved.
struct ObjectPattern::Compiled {
  std::string text;
  llvm::GlobPattern glob;
};

/// LLVM's words without its prefix, and with our quotes.
static std::string reason(llvm::Error error) {
  const std::string text = llvm::toString(std::move(error));
  llvm::StringRef words = text;
  words.consume_front("invalid glob pattern");
  std::string result = words.ltrim(",: ").str();
  std::replace(result.begin(), result.end(), '\'', '`');
  return result;
}

ObjectPattern::ObjectPattern(std::shared_ptr<const Compiled> compiled)
    : compiled_(std::move(compiled)) {}

llvm::Expected<ObjectPattern> ObjectPattern::parse(llvm::StringRef text) {
  if (text.empty())
    return llvm::createStringError("no name is empty");
  auto compiled = std::make_shared<Compiled>();
  compiled->text = text.str();
  llvm::Expected<llvm::GlobPattern> glob = llvm::GlobPattern::create(compiled->text);
  if (!glob)
    return llvm::createStringError(reason(glob.takeError()));
  compiled->glob = std::move(*glob);
  return ObjectPattern(std::move(compiled));
}

ObjectPattern ObjectPattern::ofAll() { return llvm::cantFail(parse("*")); }

llvm::StringRef ObjectPattern::text() const { return compiled_->text; }

bool ObjectPattern::matches(llvm::StringRef name) const { return compiled_->glob.match(name); }

} // namespace retort

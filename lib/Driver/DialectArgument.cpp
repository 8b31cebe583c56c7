#include "Driver/DialectArgument.h"

#include "Driver/Arguments.h"
#include "Support/English.h"
#include "Support/NearestName.h"

#include "llvm/ADT/StringExtras.h"

namespace retort {

/// `15`, `3.40`, `10.11.6`; nothing if it is no version.
static std::optional<Version> parseVersion(llvm::StringRef text) {
  unsigned numbers[3] = {};
  llvm::SmallVector<llvm::StringRef, 3> parts;
  text.split(parts, '.');
  if (parts.size() > std::size(numbers))
    return std::nullopt;
  for (auto [part, number] : llvm::zip(parts, numbers))
    if (part.getAsInteger(10, number))
      return std::nullopt;
  return Version{numbers[0], numbers[1], numbers[2]};
}

llvm::Expected<std::unique_ptr<Dialect>> parseDialect(llvm::StringRef text) {
  auto [name, versionText] = text.split(':');
  const DialectRow* row = findDialect(name);
  if (!row) {
    std::vector<llvm::StringRef> names;
    for (const DialectRow& known : allDialects())
      names.push_back(known.facts.name);
    llvm::StringRef nearest = nearestName(name, names);
    return llvm::make_error<UsageError>("no dialect " + quoted(name),
                                        nearest.empty() ? "there are " + quotedList(names)
                                                        : didYouMean(nearest));
  }
  if (name.size() == text.size())
    return row->make(row->defaultVersion);
  std::optional<Version> version = parseVersion(versionText);
  if (!version)
    return llvm::make_error<UsageError>(
        quoted(versionText) + " is no version of " + row->facts.displayName.str(),
        "write it as in " + quoted((name + ":" + row->defaultVersion.str()).str()));
  return row->make(*version);
}

llvm::Expected<std::unique_ptr<Dialect>> dialectOf(const Server& server) {
  if (const DialectRow* row = findDialect(server.dialect))
    return row->make(server.version);
  return llvm::createStringError("retort cannot write SQL for " + server.dialect +
                                 " yet (the server is " + server.text + ")");
}

} // namespace retort

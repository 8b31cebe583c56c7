#include "Migrate/RevisionDraft.h"

#include "Support/English.h"

#include "llvm/ADT/StringExtras.h"

#include <ctime>
#include <random>

namespace retort {

//===----------------------------------------------------------------------===//
// The text
//===----------------------------------------------------------------------===//

static std::string stringLiteral(llvm::StringRef text) {
  std::string literal = "'";
  for (char c : text)
    literal += c == '\'' ? std::string("''") : std::string(1, c);
  return literal + "'";
}

/// A bare word where the language lets it be one.
static std::string spellId(llvm::StringRef id) {
  bool bare = llvm::all_of(id, [](char c) { return llvm::isAlnum(c) || c == '_'; });
  if (bare)
    return id.str();
  std::string literal = "\"";
  for (char c : id)
    literal += c == '"' ? std::string("\"\"") : std::string(1, c);
  return literal + "\"";
}

static std::string clause(llvm::StringRef keyword, llvm::ArrayRef<std::string> ids) {
  if (ids.empty())
    return "";
  std::vector<std::string> spelled;
  for (const std::string& id : ids)
    spelled.push_back(spellId(id));
  return "\n  " + keyword.str() + " " + llvm::join(spelled, ", ");
}

/// In the given zone, broken into its parts.
static std::tm partsOf(std::chrono::sys_seconds time, llvm::StringRef timezone) {
  std::time_t seconds = std::chrono::system_clock::to_time_t(time);
  std::tm parts{};
  if (timezone.empty() || timezone == "UTC") {
    gmtime_r(&seconds, &parts);
    return parts;
  }
  // The C library knows one zone at a time; nothing else in this process asks for one.
  setenv("TZ", timezone.str().c_str(), /*overwrite=*/1);
  tzset();
  localtime_r(&seconds, &parts);
  return parts;
}

static std::string padded(int number, unsigned width) {
  std::string digits = std::to_string(number);
  return std::string(digits.size() < width ? width - digits.size() : 0, '0') + digits;
}

static std::string isoTime(std::chrono::sys_seconds time) {
  std::tm parts = partsOf(time, "UTC");
  return padded(parts.tm_year + 1900, 4) + "-" + padded(parts.tm_mon + 1, 2) + "-" +
         padded(parts.tm_mday, 2) + "T" + padded(parts.tm_hour, 2) + ":" + padded(parts.tm_min, 2) +
         ":" + padded(parts.tm_sec, 2) + "Z";
}

std::string RevisionDraft::text() const {
  return "revision " + spellId(id) + " " + stringLiteral(message) + clause("revises", revises) +
         clause("labels", labels) + clause("depends on", dependsOn) + "\n  created '" +
         isoTime(created) + "';\n\nupgrade {" + (upgrade.empty() ? "" : "\n" + upgrade) + "}\n\ndowngrade " +
         (noWayBack.empty() ? "auto" : "impossible " + stringLiteral(noWayBack)) + ";\n";
}

//===----------------------------------------------------------------------===//
// The file's name
//===----------------------------------------------------------------------===//

/// Its words in lower case, joined by `_`, cut between words; other scripts stay.
static std::string slugOf(llvm::StringRef message) {
  constexpr size_t maxBytes = 40;
  std::string slug;
  std::string word;
  auto endWord = [&] {
    bool fits = slug.empty() || slug.size() + 1 + word.size() <= maxBytes;
    if (!word.empty() && fits)
      slug += (slug.empty() ? "" : "_") + word;
    word.clear();
    return fits;
  };
  for (char c : message) {
    bool isLetter = llvm::isAlnum(c) || (static_cast<unsigned char>(c) & 0x80);
    if (isLetter)
      word += llvm::toLower(c);
    else if (!endWord())
      return slug;
  }
  endWord();
  return slug;
}

/// An id may hold a slash, which must not lead into another folder.
static std::string fileNamePart(llvm::StringRef id) {
  std::string part = id.str();
  std::replace(part.begin(), part.end(), '/', '_');
  return part;
}

llvm::Expected<std::string> RevisionDraft::fileName(llvm::StringRef pattern,
                                                    llvm::StringRef timezone) const {
  const std::tm parts = partsOf(created, timezone);
  const std::pair<llvm::StringLiteral, std::string> placeholders[] = {
      {"rev", fileNamePart(id)},
      {"slug", slugOf(message)},
      {"epoch", std::to_string(created.time_since_epoch().count())},
      {"year", padded(parts.tm_year + 1900, 4)},
      {"month", padded(parts.tm_mon + 1, 2)},
      {"day", padded(parts.tm_mday, 2)},
      {"hour", padded(parts.tm_hour, 2)},
      {"minute", padded(parts.tm_min, 2)},
      {"second", padded(parts.tm_sec, 2)},
  };
  std::string name;
  for (llvm::StringRef rest = pattern; !rest.empty();) {
    auto [plain, behind] = rest.split('{');
    name += plain;
    if (plain.size() == rest.size())
      break;
    auto [wanted, after] = behind.split('}');
    const auto* found = llvm::find_if(placeholders, [&, wanted = wanted](const auto& placeholder) {
      return placeholder.first == wanted;
    });
    if (found == std::end(placeholders) || wanted.size() == behind.size()) {
      std::vector<llvm::StringRef> known;
      for (const auto& placeholder : placeholders)
        known.push_back(placeholder.first);
      return llvm::createStringError("file_template: no placeholder " + quoted(wanted) +
                                     "; there are " + quotedList(known));
    }
    name += found->second;
    rest = after;
  }
  return name + ".mig";
}

std::string randomRevisionId() {
  std::random_device device;
  std::string id;
  while (id.size() < 12)
    id += llvm::hexdigit(device() % 16, /*LowerCase=*/true);
  return id;
}

} // namespace retort

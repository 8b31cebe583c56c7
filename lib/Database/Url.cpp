#include "Database/Url.h"

#include "Support/NearestName.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

#include <fmt/format.h>

namespace retort {
namespace {

struct Scheme {
  llvm::StringLiteral name;
  Engine engine;
};

constexpr Scheme schemes[] = {
    {"sqlite", Engine::SQLite},          {"sqlite3", Engine::SQLite},
    {"postgresql", Engine::PostgreSQL},  {"postgres", Engine::PostgreSQL},
    {"cockroachdb", Engine::PostgreSQL}, {"mysql", Engine::MySQL},
    {"mariadb", Engine::MySQL},
};

/// Of what stands before the colon: without SQLAlchemy's driver.
std::string schemeOf(llvm::StringRef written) {
  return written.split('+').first.lower();
}

const Scheme* findScheme(llvm::StringRef name) {
  const auto* found = llvm::find_if(schemes, [&](const Scheme& it) { return it.name == name; });
  return found == std::end(schemes) ? nullptr : found;
}

constexpr llvm::StringLiteral secretParameters[] = {"password", "passwd", "sslpassword"};
constexpr llvm::StringLiteral hidden = "***";

llvm::Error malformed(llvm::StringRef text, const std::string& why);

/// Takes a URL apart from left to right; `rest_` is what is still to be read.
class UrlParser {
public:
  explicit UrlParser(llvm::StringRef text) : text_(text), rest_(text) {}

  llvm::Expected<Url> parse();

private:
  llvm::Error parseScheme();
  llvm::Error parseFile();
  llvm::Error parseServer();
  llvm::Error parseUserInfo(llvm::StringRef userInfo);
  llvm::Error parseHostAndPort(llvm::StringRef authority);
  llvm::Error parseParameters(llvm::StringRef query);
  llvm::StringRef takeUserInfo();
  llvm::Error decodeInto(llvm::StringRef encoded, std::string& result, llvm::StringRef what);

  llvm::Error fail(const std::string& why) { return malformed(text_, why); }

  llvm::StringRef text_;
  llvm::StringRef rest_;
  Url url_;
};

/// What may be shown of a text that did not parse: nothing between the scheme and
/// the last `@`, where a password may hide, and no parameters.
std::string withoutSecrets(llvm::StringRef text) {
  auto [scheme, rest] = text.split(':');
  if (const size_t at = rest.rfind('@'); at != llvm::StringRef::npos)
    text = rest.substr(at);
  else
    return text.split('?').first.str();
  const llvm::StringRef slashes = rest.starts_with("//") ? "//" : "";
  return (scheme + ":" + slashes + hidden + text.split('?').first).str();
}

llvm::Error malformed(llvm::StringRef text, const std::string& why) {
  return llvm::createStringError(
      llvm::inconvertibleErrorCode(),
      fmt::format("cannot use `{}` as a database URL: {}", withoutSecrets(text), why));
}

llvm::Expected<Url> UrlParser::parse() {
  if (auto error = parseScheme())
    return error;
  llvm::StringRef query;
  std::tie(rest_, query) = rest_.split('?');
  // A password with a bare `?` in it would have been cut here; it is told below,
  // where its `@` turns out to be missing.
  if (auto error = url_.engine == Engine::SQLite ? parseFile() : parseServer())
    return error;
  if (auto error = parseParameters(query))
    return error;
  return std::move(url_);
}

llvm::Error UrlParser::parseScheme() {
  const size_t colon = rest_.find(':');
  if (colon == llvm::StringRef::npos)
    return fail("it has no scheme; a file is written `sqlite:app.db`, a server "
                "`postgresql://user@host/database`");
  const std::string scheme = schemeOf(rest_.take_front(colon));
  const Scheme* known = findScheme(scheme);
  if (!known) {
    NearestName nearest(scheme);
    for (const Scheme& s : schemes)
      nearest.consider(s.name);
    const std::string offer = nearest.found().empty()
                                  ? "known are `sqlite`, `postgresql`, `mysql` and `mariadb`"
                                  : fmt::format("did you mean `{}`?", nearest.found().str());
    return fail(fmt::format("no engine is called `{}`; {}", scheme, offer));
  }
  url_.scheme = scheme;
  url_.engine = known->engine;
  rest_ = rest_.substr(colon + 1);
  return llvm::Error::success();
}

llvm::Error UrlParser::parseFile() {
  // SQLAlchemy's three slashes are an empty host and the slash before a relative
  // path, so four make an absolute one. Without `//`, what follows is the path.
  if (rest_.consume_front("//")) {
    if (!rest_.empty() && !rest_.consume_front("/"))
      return fail(fmt::format("SQLite has no host; a file is written `sqlite:{0}` or "
                              "`sqlite:///{0}`",
                              rest_.str()));
  }
  if (auto error = decodeInto(rest_, url_.database, "the path"))
    return error;
  if (url_.database.empty())
    url_.database = ":memory:";
  return llvm::Error::success();
}

llvm::Error UrlParser::parseServer() {
  if (!rest_.consume_front("//"))
    return fail(fmt::format("`//` is missing after `{}:`", url_.scheme));
  if (auto error = parseUserInfo(takeUserInfo()))
    return error;
  auto [authority, database] = rest_.split('/');
  if (auto error = parseHostAndPort(authority))
    return error;
  return decodeInto(database, url_.database, "the database name");
}

/// The user and password end at the last `@` before the path. A password with an
/// unencoded `/` shows in a "port" that is no number; then the next `@` counts.
llvm::StringRef UrlParser::takeUserInfo() {
  llvm::StringRef authority = rest_.split('/').first;
  size_t at = authority.rfind('@');
  if (at == llvm::StringRef::npos) {
    llvm::StringRef port = authority.rsplit(':').second;
    const bool ipv6 = authority.ends_with("]");
    if (!ipv6 && !port.empty() && !llvm::all_of(port, llvm::isDigit))
      at = rest_.find('@');
    if (at == llvm::StringRef::npos)
      return {};
  }
  llvm::StringRef userInfo = rest_.take_front(at);
  rest_ = rest_.substr(at + 1);
  return userInfo;
}

llvm::Error UrlParser::parseUserInfo(llvm::StringRef userInfo) {
  auto [user, password] = userInfo.split(':');
  if (userInfo.contains(':'))
    if (auto error = decodeInto(password, url_.password.emplace(), "the password"))
      return error;
  return decodeInto(user, url_.user, "the user");
}

llvm::Error UrlParser::parseHostAndPort(llvm::StringRef authority) {
  llvm::StringRef host = authority, port;
  if (host.consume_front("[")) {
    std::tie(host, port) = host.split(']');
    if (!port.empty() && !port.consume_front(":"))
      return fail("after `]` only `:` and a port may follow");
  } else {
    std::tie(host, port) = host.split(':');
  }
  if (!port.empty() && (port.getAsInteger(10, url_.port) || url_.port == 0))
    return fail("the port is not a number from 1 to 65535; in a password, `@`, `/`, `:` and `?` "
                "are written `%40`, `%2F`, `%3A` and `%3F`");
  return decodeInto(host, url_.host, "the host");
}

llvm::Error UrlParser::parseParameters(llvm::StringRef query) {
  while (!query.empty()) {
    llvm::StringRef pair;
    std::tie(pair, query) = query.split('&');
    if (pair.empty())
      continue;
    auto [key, value] = pair.split('=');
    if (key.size() == pair.size())
      return fail("after `?` stand `key=value` pairs, joined by `&`");
    Url::Parameter& parameter = url_.parameters.emplace_back();
    if (auto error = decodeInto(key, parameter.key, "a parameter"))
      return error;
    if (auto error = decodeInto(value, parameter.value, "a parameter"))
      return error;
    if (url_.engine == Engine::SQLite)
      continue;
    // What has a place of its own in the URL; the last of several wins.
    if (parameter.key == "host")
      url_.host = parameter.value;
    else if (parameter.key == "user")
      url_.user = parameter.value;
    else if (parameter.key == "password")
      url_.password = parameter.value;
    else if (parameter.key == "port") {
      if (llvm::StringRef(parameter.value).getAsInteger(10, url_.port))
        return fail("the port is not a number from 1 to 65535");
    } else if (parameter.key == "dbname")
      url_.database = parameter.value;
    else
      continue;
    url_.parameters.pop_back();
  }
  return llvm::Error::success();
}

llvm::Error UrlParser::decodeInto(llvm::StringRef encoded, std::string& result,
                                  llvm::StringRef what) {
  result.clear();
  for (size_t i = 0; i < encoded.size(); ++i) {
    if (encoded[i] != '%') {
      result += encoded[i];
      continue;
    }
    unsigned byte;
    if (encoded.substr(i + 1, 2).size() != 2 || encoded.substr(i + 1, 2).getAsInteger(16, byte))
      return fail(fmt::format("{} holds a `%` that is not followed by two hex digits; a percent "
                              "sign is written `%25`",
                              what.str()));
    if (byte == 0)
      return fail(fmt::format("{} holds a NUL byte", what.str()));
    result += static_cast<char>(byte);
    i += 2;
  }
  return llvm::Error::success();
}

/// Encodes what would be read as something else, and what would spoil a line.
std::string encode(llvm::StringRef text, llvm::StringRef special) {
  std::string result;
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte == 0x7f || c == '%' || special.contains(c))
      result += fmt::format("%{:02X}", byte);
    else
      result += c;
  }
  return result;
}

bool isSecret(llvm::StringRef key) {
  return llvm::is_contained(secretParameters, key);
}

} // namespace

llvm::StringRef spelling(Engine engine) {
  switch (engine) {
  case Engine::SQLite:
    return "SQLite";
  case Engine::PostgreSQL:
    return "PostgreSQL";
  case Engine::MySQL:
    return "MySQL";
  }
  llvm_unreachable("all engines are covered");
}

llvm::Expected<Url> Url::parse(llvm::StringRef text) {
  return UrlParser(text.trim()).parse();
}

bool Url::isMeantBy(llvm::StringRef word) {
  const auto [scheme, rest] = word.trim().split(':');
  return rest.starts_with("//") ||
         (scheme.size() < word.trim().size() && findScheme(schemeOf(scheme)) != nullptr);
}

std::string Url::shown(llvm::StringRef word) {
  if (!isMeantBy(word))
    return word.str();
  llvm::Expected<Url> url = parse(word);
  if (url)
    return url->printable();
  llvm::consumeError(url.takeError());
  return withoutSecrets(word.trim());
}

const std::string* Url::parameter(llvm::StringRef key) const {
  const auto found = llvm::find_if(parameters, [&](const Parameter& p) { return p.key == key; });
  return found == parameters.end() ? nullptr : &found->value;
}

void Url::resolveAgainst(llvm::StringRef folder) {
  if (engine != Engine::SQLite || inMemory() || folder.empty() || folder == "." ||
      llvm::sys::path::is_absolute(database))
    return;
  llvm::SmallString<128> path(folder);
  llvm::sys::path::append(path, database);
  database = path.str();
}

std::string Url::printable() const {
  std::string result = scheme + ":";
  if (engine == Engine::SQLite) {
    // `sqlite://x` would be read as a host.
    result += llvm::StringRef(database).starts_with("//") ? "///" : "";
    result += encode(database, "?");
  } else {
    result += "//" + encode(user, ":@/?");
    if (password)
      result += ":" + hidden.str();
    if (password || !user.empty())
      result += '@';
    const bool ipv6 = llvm::StringRef(host).contains(':');
    result += ipv6 ? "[" + host + "]" : encode(host, ":@/?");
    if (port != 0)
      result += fmt::format(":{}", port);
    result += "/" + encode(database, "?");
  }
  char separator = '?';
  for (const Parameter& parameter : parameters) {
    result += separator + encode(parameter.key, "&=") + "=";
    result += isSecret(parameter.key) ? hidden.str() : encode(parameter.value, "&");
    separator = '&';
  }
  return result;
}

} // namespace retort

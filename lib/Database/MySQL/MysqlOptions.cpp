#include "Database/MySQL/MysqlOptions.h"

#include "Database/MySQL/Libmariadb.h"
#include "Support/NearestName.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <fmt/format.h>

namespace retort {
namespace {

enum class OptionKind : uint8_t { Text, Seconds, Flag };

struct Option {
  llvm::StringLiteral key;
  OptionKind kind;
  mysql_option option;
};

/// The names are those of the Python drivers, which users have in their URLs.
constexpr Option options[] = {
    {"charset", OptionKind::Text, MYSQL_SET_CHARSET_NAME},
    {"connect_timeout", OptionKind::Seconds, MYSQL_OPT_CONNECT_TIMEOUT},
    {"read_timeout", OptionKind::Seconds, MYSQL_OPT_READ_TIMEOUT},
    {"write_timeout", OptionKind::Seconds, MYSQL_OPT_WRITE_TIMEOUT},
    {"read_default_file", OptionKind::Text, MYSQL_READ_DEFAULT_FILE},
    {"read_default_group", OptionKind::Text, MYSQL_READ_DEFAULT_GROUP},
    {"ssl", OptionKind::Flag, MYSQL_OPT_SSL_ENFORCE},
    {"ssl_ca", OptionKind::Text, MYSQL_OPT_SSL_CA},
    {"ssl_capath", OptionKind::Text, MYSQL_OPT_SSL_CAPATH},
    {"ssl_cert", OptionKind::Text, MYSQL_OPT_SSL_CERT},
    {"ssl_cipher", OptionKind::Text, MYSQL_OPT_SSL_CIPHER},
    {"ssl_crl", OptionKind::Text, MYSQL_OPT_SSL_CRL},
    {"ssl_key", OptionKind::Text, MYSQL_OPT_SSL_KEY},
    {"ssl_verify_cert", OptionKind::Flag, MYSQL_OPT_SSL_VERIFY_SERVER_CERT},
    {"tls_version", OptionKind::Text, MARIADB_OPT_TLS_VERSION},
    {"unix_socket", OptionKind::Text, MARIADB_OPT_UNIXSOCKET},
};

template <typename... Args> llvm::Error fail(fmt::format_string<Args...> format, Args&&... args) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                 fmt::format(format, std::forward<Args>(args)...));
}

llvm::Error unknown(const std::string& key) {
  NearestName nearest(key);
  for (const Option& option : options)
    nearest.consider(option.key);
  if (nearest.found().empty())
    return fail("the URL's parameter `{}` is not known", key);
  return fail("the URL's parameter `{}` is not known; did you mean `{}`?", key,
              nearest.found().str());
}

} // namespace

static bool isOn(llvm::StringRef value) {
  return value == "1" || value.equals_insensitive("true");
}

llvm::Error setMysqlOption(const Libmariadb& my, st_mysql* session,
                           const Url::Parameter& parameter) {
  const auto* option =
      llvm::find_if(options, [&](const Option& o) { return o.key == parameter.key; });
  if (option == std::end(options))
    return unknown(parameter.key);
  switch (option->kind) {
  case OptionKind::Text:
    my.mysql_options(session, option->option, parameter.value.c_str());
    break;
  case OptionKind::Seconds: {
    unsigned seconds;
    if (!llvm::to_integer(parameter.value, seconds, 10))
      return fail("the URL's parameter `{}` is a number of seconds", parameter.key);
    my.mysql_options(session, option->option, &seconds);
    break;
  }
  case OptionKind::Flag: {
    const llvm::StringRef value = parameter.value;
    const my_bool on = isOn(value);
    if (!on && value != "0" && !value.equals_insensitive("false"))
      return fail("the URL's parameter `{}` is `true` or `false`", parameter.key);
    my.mysql_options(session, option->option, &on);
    break;
  }
  }
  return llvm::Error::success();
}

bool asksForTls(const Url& url) {
  return llvm::any_of(url.parameters, [](const Url::Parameter& parameter) {
    const llvm::StringRef key = parameter.key;
    if (key == "ssl" || key == "ssl_verify_cert")
      return isOn(parameter.value);
    return key.starts_with("ssl_") || key == "tls_version";
  });
}

} // namespace retort

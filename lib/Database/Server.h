//===- Server.h - who answered, and how old it is -------------------------===//
#pragma once

#include "Dialect/Version.h"

#include <string>

namespace retort {

/// What a server says it is. Relatives of an engine have dialects of their own.
struct Server {
  /// A dialect's name: `sqlite`, `postgresql`, `cockroachdb`, `yugabytedb`,
  /// `mysql`, `mariadb`, `tidb`.
  std::string dialect;
  Version version;
  /// The server's own words.
  std::string text;

  /// Reads the numbers and dots at the start of `10.11.19-MariaDB-log` and the like.
  static Server parse(std::string dialect, std::string text);
};

} // namespace retort

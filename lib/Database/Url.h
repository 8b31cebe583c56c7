//===- Url.h - where a database is, as users write it ---------------------===//
//
// The engines' own forms and SQLAlchemy's are all accepted:
//
//   sqlite:app.db  sqlite:///app.db  sqlite:////abs/app.db  sqlite::memory:
//   postgresql://user:secret@host:5432/db?sslmode=require
//   postgresql+psycopg2:///db?host=/run/postgresql
//   mysql+pymysql://user@host/db?unix_socket=/run/mysqld/mysqld.sock
//
// User, password, host, database and parameters are percent-decoded.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace retort {

/// Which client speaks to the server; MariaDB is spoken to as MySQL. What the
/// server then says it is, is a Server.
enum class Engine : uint8_t { SQLite, PostgreSQL, MySQL };

/// `SQLite`, `PostgreSQL`, `MySQL`, for messages.
llvm::StringRef spelling(Engine engine);

/// A parsed database URL.
struct Url {
  struct Parameter {
    std::string key;
    std::string value;
    friend bool operator==(const Parameter&, const Parameter&) = default;
  };

  /// Fails with what is wrong and the nearest right form. The message never holds
  /// the password, however mangled the text is.
  static llvm::Expected<Url> parse(llvm::StringRef text);

  /// Is a word meant as a URL: has it `://`, or begins it with an engine's scheme? What is wrong
  /// with it is for `parse` to say.
  static bool isMeantBy(llvm::StringRef word);

  /// A word of a command line as it may be told: without what may be a password, if it is meant as
  /// a URL.
  static std::string shown(llvm::StringRef word);

  /// The URL without any password: what may be printed, logged and put into
  /// errors. Parses to the same URL but for the secrets.
  std::string printable() const;

  /// The value of a query parameter, or null.
  const std::string* parameter(llvm::StringRef key) const;

  /// True for an SQLite database that lives in memory only.
  bool inMemory() const { return engine == Engine::SQLite && database == ":memory:"; }

  /// A relative SQLite file is meant relative to `folder`; others stay as they are.
  void resolveAgainst(llvm::StringRef folder);

  Engine engine = Engine::SQLite;
  /// As written, without SQLAlchemy's driver: `postgres`, `mariadb`, ...
  std::string scheme;
  std::string user;
  std::optional<std::string> password;
  std::string host;
  /// 0: the engine's default.
  uint16_t port = 0;
  /// SQLite: the path of the file, or `:memory:`.
  std::string database;
  /// In the order written. What they mean is up to the engine's client.
  std::vector<Parameter> parameters;
};

} // namespace retort

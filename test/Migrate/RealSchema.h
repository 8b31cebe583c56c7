//===- RealSchema.h - schemas that nobody here wrote, on live engines ---------===//
#pragma once

#include "Database/Connection.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/MemoryBuffer.h"

#include <gtest/gtest.h>
#include <unistd.h>

namespace retort {

/// Databases on one engine, which go with this.
class RealDatabases {
public:
  /// `folder` of test/schemas/Inputs names the engine.
  explicit RealDatabases(llvm::StringRef folder) : folder_(folder.str()) {
    const char* text = folder == "sqlite" ? nullptr : std::getenv(variable().c_str());
    if (!text)
      return;
    url_ = llvm::cantFail(Url::parse(text));
    server_ = llvm::cantFail(Connection::open(*url_));
  }
  ~RealDatabases() {
    for (const std::string& name : made_)
      llvm::consumeError(server_->execute("DROP DATABASE IF EXISTS " + name).takeError());
  }

  /// The environment variable that says where the engine is.
  std::string variable() const {
    return folder_ == "mysql" ? "RETORT_TEST_MARIADB_URL" : "RETORT_TEST_POSTGRESQL_URL";
  }
  bool areThere() const { return folder_ == "sqlite" || server_; }

  std::unique_ptr<Connection> make() {
    if (!server_)
      return llvm::cantFail(Connection::open(llvm::cantFail(Url::parse("sqlite::memory:"))));
    Url url = *url_;
    url.database = "retort_real_" + std::to_string(getpid()) + "_" + std::to_string(made_.size());
    made_.push_back(url.database);
    llvm::cantFail(server_->execute(
        "CREATE DATABASE " + url.database +
        (folder_ == "mysql" ? " CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci"
                            : " TEMPLATE template0 ENCODING 'UTF8'")));
    return llvm::cantFail(Connection::open(url));
  }

  /// A new database with the schema of that name.
  std::unique_ptr<Connection> load(llvm::StringRef name) {
    std::unique_ptr<Connection> connection = make();
    const std::string text = textOf(name);
    if (folder_ == "mysql")
      loadAsClient(*connection, text);
    else
      llvm::cantFail(connection->execute(text));
    return connection;
  }

private:
  /// As the engine's own client reads a file.
  static void loadAsClient(Connection& connection, llvm::StringRef text) {
    std::string delimiter = ";", statement;
    llvm::SmallVector<llvm::StringRef> lines;
    text.split(lines, '\n');
    for (llvm::StringRef line : lines) {
      if (line.trim().consume_front("DELIMITER ")) {
        delimiter = line.trim().drop_front(llvm::StringRef("DELIMITER ").size()).trim().str();
        continue;
      }
      statement += line.str() + "\n";
      llvm::StringRef whole = llvm::StringRef(statement).trim();
      if (!whole.consume_back(delimiter))
        continue;
      if (llvm::Expected<uint64_t> done = connection.execute(whole); !done)
        ADD_FAILURE() << llvm::toString(done.takeError()) << "\n" << whole.str();
      statement.clear();
    }
  }

  /// The name of its database is the file's own.
  std::string textOf(llvm::StringRef name) const {
    const std::string path =
        std::string(RETORT_TEST_DIR) + "/schemas/Inputs/" + folder_ + "/" + name.str() + ".sql";
    auto file = llvm::MemoryBuffer::getFile(path);
    EXPECT_TRUE(static_cast<bool>(file)) << path;
    std::string text = file ? (*file)->getBuffer().str() : "";
    const std::string own = name.str() + ".";
    if (folder_ == "mysql")
      for (size_t at = text.find(own); at != std::string::npos; at = text.find(own, at))
        text.erase(at, own.size());
    return text;
  }

  std::string folder_;
  std::optional<Url> url_;
  std::unique_ptr<Connection> server_;
  std::vector<std::string> made_;
};

} // namespace retort

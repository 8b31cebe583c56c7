#include "Database/Server.h"

#include "llvm/ADT/StringRef.h"

namespace retort {

Server Server::parse(std::string dialect, std::string text) {
  Server server;
  llvm::StringRef rest(text);
  for (unsigned* part : {&server.version.major, &server.version.minor, &server.version.patch})
    if (rest.consumeInteger(10, *part) || !rest.consume_front("."))
      break;
  server.dialect = std::move(dialect);
  server.text = std::move(text);
  return server;
}

} // namespace retort

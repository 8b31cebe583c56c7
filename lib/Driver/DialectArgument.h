//===- DialectArgument.h - `--dialect postgresql:15` ------------------------===//
#pragma once

#include "Database/Server.h"
#include "Dialect/Dialect.h"

namespace retort {

/// The dialect of `NAME` or `NAME:VERSION`; without a version, the registry's. Fails with
/// a UsageError that offers the nearest name.
llvm::Expected<std::unique_ptr<Dialect>> parseDialect(llvm::StringRef text);

/// That of a server, in its own version. Fails if there is no such dialect yet.
llvm::Expected<std::unique_ptr<Dialect>> dialectOf(const Server& server);

} // namespace retort

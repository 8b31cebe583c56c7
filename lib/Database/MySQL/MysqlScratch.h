//===- MysqlScratch.h - a database for trying something out -----------------===//
#pragma once

#include "Database/Connection.h"

namespace retort {

/// Of the database that the session works in: tables and views as SHOW CREATE prints them,
/// triggers and routines with their bodies.
llvm::Expected<Definitions> mysqlDefinitions(Connection& connection);

/// A database beside the current one, with its character set and collation.
llvm::Expected<std::unique_ptr<ScratchSchema>> mysqlScratch(Connection& connection);

} // namespace retort

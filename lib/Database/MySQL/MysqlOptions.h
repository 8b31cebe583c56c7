//===- MysqlOptions.h - a URL's parameters, as libmariadb takes them ------===//
#pragma once

#include "Database/Url.h"

struct st_mysql;

namespace retort {

struct Libmariadb;

/// Sets one query parameter on a session that is not connected yet. Fails on an
/// unknown one, with the nearest known, and on a value of another form.
llvm::Error setMysqlOption(const Libmariadb& my, st_mysql* session,
                           const Url::Parameter& parameter);

/// Does one of the URL's parameters ask for TLS? The client would do without where the server has none.
bool asksForTls(const Url& url);

} // namespace retort

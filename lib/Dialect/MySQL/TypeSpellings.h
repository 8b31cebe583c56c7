//===- TypeSpellings.h - the portable types in MySQL's words ---------------===//
#pragma once

#include "Dialect/Common/TypeTable.h"

namespace retort::mysql {

// What has no spelling of its own (interval, jsonb, uuid on MySQL) becomes another
// portable type in `express` before it comes here.
inline constexpr TypeSpelling typeSpellings[] = {
    {TypeKind::SmallInt, "SMALLINT"},
    {TypeKind::Int, "INT"},
    {TypeKind::BigInt, "BIGINT"},
    {TypeKind::Decimal, "DECIMAL", true},
    {TypeKind::Real, "FLOAT"},
    {TypeKind::Double, "DOUBLE"},
    {TypeKind::Boolean, "TINYINT(1)"},
    {TypeKind::Char, "CHAR", true},
    {TypeKind::String, "VARCHAR", true},
    {TypeKind::Text, "TEXT"},
    {TypeKind::Binary, "BINARY", true},
    {TypeKind::Bytes, "VARBINARY", true},
    {TypeKind::Date, "DATE"},
    {TypeKind::Time, "TIME", true},
    {TypeKind::DateTime, "DATETIME", true},
    {TypeKind::TimestampTz, "TIMESTAMP", true},
    {TypeKind::Interval, "VARCHAR(64)"},
    {TypeKind::Json, "JSON"},
    {TypeKind::Jsonb, "JSON"},
    {TypeKind::Uuid, "UUID"},
};

// CAST knows other words, and fewer.
inline constexpr TypeSpelling castTargets[] = {
    {TypeKind::SmallInt, "SIGNED"},
    {TypeKind::Int, "SIGNED"},
    {TypeKind::BigInt, "SIGNED"},
    {TypeKind::Decimal, "DECIMAL", true},
    {TypeKind::Real, "FLOAT"},
    {TypeKind::Double, "DOUBLE"},
    {TypeKind::Boolean, "SIGNED"},
    {TypeKind::Char, "CHAR", true},
    {TypeKind::String, "CHAR", true},
    {TypeKind::Text, "CHAR"},
    {TypeKind::Binary, "BINARY", true},
    {TypeKind::Bytes, "BINARY", true},
    {TypeKind::Date, "DATE"},
    {TypeKind::Time, "TIME", true},
    {TypeKind::DateTime, "DATETIME", true},
    {TypeKind::TimestampTz, "DATETIME", true},
    {TypeKind::Interval, "CHAR"},
    {TypeKind::Json, "JSON"},
    {TypeKind::Jsonb, "JSON"},
    {TypeKind::Uuid, "CHAR(36)"},
};

} // namespace retort::mysql

//===- Feature.h - what an engine can do, by fact and version --------------===//
//
// One table answers for every engine: adding an engine means answering every row
// once, and a refusal can name the dialects that could.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/ObjectKind.h"
#include "Dialect/Version.h"

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <optional>
#include <string>

namespace retort {

/// The columns of Features.def and Functions.def, in their order.
enum class DialectColumn : uint8_t { PostgreSQL, SQLite, MySQL, MariaDB };

enum class Feature : uint8_t {
#define RETORT_FEATURE(Name, Phrase, PostgreSQL, SQLite, MySQL, MariaDB) Name,
#include "Dialect/Features.def"
};

/// What the feature is called in a message: "exclusion constraints".
llvm::StringRef phrase(Feature feature);

bool hasFeature(Feature feature, DialectColumn dialect, const Version& version);

/// What the engine has in place of it, or why it has none: a help. Empty for most.
llvm::StringRef insteadOf(Feature feature, DialectColumn dialect);

/// What an engine must have to hold an object of the kind; nothing where every engine has
/// it, or another way of doing the same.
std::optional<Feature> featureOf(ObjectKind kind);

/// The first version that has the feature; none if no version does.
std::optional<Version> firstVersionWith(Feature feature, DialectColumn dialect);

/// The names of the dialects that have it, in some version, for a `when`:
/// "postgresql, sqlite". Empty if none has.
std::string dialectsWith(Feature feature);

} // namespace retort

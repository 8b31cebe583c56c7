//===- EngineNames.h - what is asked for, by the name that the engine has --===//
#pragma once

#include "Operation/Operation.h"

namespace retort::mysql {

/// Every primary key is called alike: one that the catalog knows by another name is asked
/// for by that. What is told where the claim does not hold stays as it was.
op::Assert namedByEngine(const op::Assert& assertion, const Catalog& catalog);
/// The same of `done when`, with what the text is said to do done.
op::RawSql namedByEngine(const op::RawSql& raw, const Catalog& before);

} // namespace retort::mysql

//===- SeveralDatabases.h - one command on each of an environment's targets -===//
//
//   [env.all]
//   targets = ["eu", "us", "asia"]
//   parallel = 2
//
// Each database gets a process of its own, so that what happens to one happens to that alone. What
// they say is printed with the name before it as it comes: on a terminal the lines of one
// together, and while they run a line for each that tells where it is.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Driver/Session.h"

namespace retort {

/// Runs the session's command on each target of `environment`, as many at once as it says. Failure
/// if one failed; the others are not kept from anything.
Outcome runOnTargets(Session& session, const Environment& environment);

} // namespace retort

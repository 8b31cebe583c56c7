//===- GlobalOptions.h - options that more than one command takes ---------===//
#pragma once

#include "Driver/Option.h"

namespace retort::options {

//===--- Of every command --------------------------------------------------===//

extern const Option help;
extern const Option version;
extern const Option color;
extern const Option quiet;
extern const Option verbose;
/// The above.
llvm::ArrayRef<const Option*> global();

//===--- Of every command that works on a project --------------------------===//

extern const Option config;
extern const Option environment;
extern const Option url;
/// The above.
llvm::ArrayRef<const Option*> project();

//===--- Of several commands -----------------------------------------------===//

extern const Option json;
extern const Option sql;
extern const Option dialect;
extern const Option dryRun;
extern const Option message;
extern const Option revisionId;
extern const Option branchLabel;
extern const Option dependsOn;
extern const Option versionPath;
extern const Option splice;
extern const Option wait;
extern const Option terminateHolder;

} // namespace retort::options

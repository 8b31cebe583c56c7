#include "Dialect/MySQL/RowLocks.h"

#include "llvm/ADT/STLExtras.h"

namespace retort::mysql {

namespace {
struct LockRow {
  llvm::StringLiteral mode;
  llvm::StringLiteral what; // of the table, with $ in its place
};
} // namespace

/// At least as strong as what is asked for.
static constexpr LockRow lockRowsOf[] = {
    {"access share", "SELECT 1 FROM $ WHERE FALSE"},
    {"row share", "SELECT 1 FROM $ WHERE FALSE"},
    {"row exclusive", "SELECT 1 FROM $ WHERE FALSE"},
    {"share", "SELECT count(*) FROM $ LOCK IN SHARE MODE"},
    {"share update exclusive", "SELECT count(*) FROM $ FOR UPDATE"},
    {"share row exclusive", "SELECT count(*) FROM $ FOR UPDATE"},
    {"exclusive", "SELECT count(*) FROM $ FOR UPDATE"},
};

void lockRows(const MySQL& dialect, const op::LockTable& lock, StatementSink& sink,
              DiagnosticEngine& diags) {
  const auto* row =
      llvm::find_if(lockRowsOf, [&](const LockRow& it) { return it.mode == lock.mode; });
  if (row == std::end(lockRowsOf)) {
    diags
        .report(diag::NotInDialect, sink.origin(), dialect.displayName(),
                "way to lock a table `in " + lock.mode + "` within a transaction")
        .help("`exclusive` keeps all others from writing");
    return;
  }
  auto [head, tail] = row->what.split('$');
  // As a value: nobody wants to see how many there are.
  sink.add("SET @retort_lock = (" + head.str() + dialect.quote(lock.table) + tail.str() + ")");
}

} // namespace retort::mysql

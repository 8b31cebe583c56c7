#include "Migrate/RowLoading.h"

namespace retort {

namespace {
/// What stops a load from within: no mistake of anybody's.
class LoadStopped : public llvm::ErrorInfo<LoadStopped> {
public:
  static char ID;
  void log(llvm::raw_ostream& os) const override { os << "stopped"; }
  std::error_code convertToErrorCode() const override { return llvm::inconvertibleErrorCode(); }
};
} // namespace

char LoadStopped::ID;

/// The line of the file takes the place of the row.
static llvm::Error atLine(llvm::Error error, unsigned line) {
  return llvm::handleErrors(std::move(error),
                            [&](std::unique_ptr<DatabaseError> refused) -> llvm::Error {
                              refused->row = line;
                              return llvm::Error(std::move(refused));
                            });
}

static llvm::Error copyRows(Connection& connection, const RowLoad& load,
                            llvm::function_ref<llvm::Error(uint64_t rows)> advance) {
  auto feed = [&](Connection::DataSink sink) {
    return load.forEachBlock([&](const RowPiece& piece) {
      llvm::Error error = sink(piece.text);
      return error ? std::move(error) : advance(piece.rows);
    });
  };
  llvm::Expected<uint64_t> copied = connection.copy(load.command(), feed);
  return copied ? llvm::Error::success() : copied.takeError();
}

static llvm::Error executeRows(Connection& connection, const RowLoad& load,
                               llvm::function_ref<llvm::Error(uint64_t rows)> advance) {
  return load.forEachStatement([&](const RowPiece& piece) {
    llvm::Expected<uint64_t> changed = connection.execute(piece.text);
    return changed ? advance(piece.rows) : atLine(changed.takeError(), piece.line);
  });
}

llvm::Expected<bool> loadRows(Connection& connection, const RowLoad& load,
                              llvm::function_ref<bool(uint64_t rows)> advanced) {
  uint64_t rows = 0;
  auto advance = [&](uint64_t more) -> llvm::Error {
    return advanced(rows += more) ? llvm::Error::success() : llvm::make_error<LoadStopped>();
  };
  llvm::Error error = load.command().empty() ? executeRows(connection, load, advance)
                                             : copyRows(connection, load, advance);
  bool isStopped = false;
  error = llvm::handleErrors(std::move(error), [&](const LoadStopped&) { isStopped = true; });
  if (error)
    return error;
  return !isStopped;
}

} // namespace retort

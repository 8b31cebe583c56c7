#include "Dialect/SQLite/RowBranches.h"

#include "Dialect/Common/RowBranches.h"
#include "Dialect/SQLite/DataWriter.h"

namespace retort::sqlite {

namespace {
class TableHeldBranches final : public HeldBranches {
public:
  TableHeldBranches(const SQLite& dialect, const Catalog& before, StatementSink& sink)
      : HeldBranches(before), dialect_(dialect), sink_(sink), writer_(dialect, before, sink) {}

private:
  static std::string table(unsigned depth) { return "retort_if_" + std::to_string(depth); }

  void hold(const op::IfRows& branches, const std::string& outer, unsigned depth) override {
    std::string condition = conditionOf(dialect_, branches);
    if (!outer.empty())
      condition = "CASE WHEN " + outer + " THEN " + condition + " END";
    sink_.add("CREATE TEMP TABLE " + table(depth) + " AS SELECT " + condition + " AS holds");
  }
  void release(unsigned depth) override { sink_.add("DROP TABLE temp." + table(depth)); }
  std::string held(unsigned depth) const override {
    return "(SELECT holds FROM temp." + table(depth) + ")";
  }
  void writeIf(const Operation& operation, const std::string& condition) override {
    writer_.writeIf(operation, condition);
  }

  const SQLite& dialect_;
  StatementSink& sink_;
  SQLiteDataWriter writer_;
};
} // namespace

void writeBranches(const SQLite& dialect, const op::IfRows& branches, const Catalog& before,
                   StatementSink& sink) {
  TableHeldBranches(dialect, before, sink).write(branches);
}

} // namespace retort::sqlite

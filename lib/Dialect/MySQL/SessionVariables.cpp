#include "Dialect/MySQL/SessionVariables.h"

#include "Dialect/MySQL/MySQL.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort::mysql {

namespace {
struct SessionVariable {
  llvm::StringRef name;
  std::string value; // as SQL
};
} // namespace

static std::string assignments(llvm::ArrayRef<SessionVariable> variables) {
  return llvm::join(llvm::map_range(variables,
                                    [](const SessionVariable& variable) {
                                      return "SESSION " + variable.name.str() + " = " +
                                             variable.value;
                                    }),
                    ", ");
}

/// What each was before stands in a variable of the user's until it is put back.
static void setVariables(llvm::ArrayRef<SessionVariable> variables, StatementSink& sink) {
  std::string keep = "SET";
  std::string restore = "SET";
  for (const SessionVariable& variable : variables) {
    const std::string name = variable.name.str();
    const std::string kept = "@retort_" + name;
    const std::string comma = &variable == variables.begin() ? " " : ", ";
    keep += comma + kept + " = @@SESSION." + name;
    restore += comma + "SESSION " + name + " = " + kept;
  }
  Statement& statement = sink.add("SET " + assignments(variables));
  statement.keep = keep;
  statement.restore = restore;
}

void setVariable(const Dialect& dialect, const op::SetVariable& set, StatementSink& sink) {
  setVariables({{set.name, set.value.isString ? dialect.literal(set.value.text) : set.value.text}},
               sink);
}

/// The longest that the engines let one wait: none is no choice of theirs.
static constexpr uint64_t longestWait = 31536000;

static std::string seconds(uint64_t milliseconds) {
  constexpr uint64_t perSecond = 1000;
  const uint64_t rounded = (milliseconds + perSecond - 1) / perSecond;
  return std::to_string(milliseconds == 0 ? longestWait : std::min(rounded, longestWait));
}

static std::string exactSeconds(uint64_t milliseconds) {
  constexpr uint64_t perSecond = 1000;
  const std::string fraction = std::to_string(perSecond + milliseconds % perSecond).substr(1);
  const std::string whole = std::to_string(milliseconds / perSecond);
  return milliseconds % perSecond == 0 ? whole : whole + "." + fraction;
}

static std::vector<SessionVariable> lockVariables(uint64_t milliseconds) {
  const std::string wait = seconds(milliseconds);
  return {{"innodb_lock_wait_timeout", wait}, {"lock_wait_timeout", wait}};
}

static SessionVariable statementVariable(uint64_t milliseconds) {
  return {"max_statement_time", exactSeconds(milliseconds)};
}

void setTimeout(const op::SetTimeout& timeout, StatementSink& sink) {
  if (timeout.kind == op::TimeoutKind::Statement)
    setVariables(statementVariable(timeout.milliseconds), sink);
  else
    setVariables(lockVariables(timeout.milliseconds), sink);
}

} // namespace retort::mysql

namespace retort {

std::vector<std::string> MySQL::timeoutSettings(const Timeouts& timeouts) const {
  std::vector<std::string> settings = {
      "SET " + mysql::assignments(mysql::lockVariables(timeouts.lock.count()))};
  if (has(Feature::StatementTimeouts))
    settings.push_back("SET " +
                       mysql::assignments(mysql::statementVariable(timeouts.statement.count())));
  return settings;
}

} // namespace retort

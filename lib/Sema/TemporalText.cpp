#include "Sema/TemporalText.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort {

namespace {
/// Reads a text from left to right. The first problem stays.
class TemporalReader {
public:
  explicit TemporalReader(llvm::StringRef text) : rest_(text) {}

  /// Exactly `digits` digits, at least `least` and at most `most`.
  unsigned number(unsigned digits, unsigned least, unsigned most, llvm::StringRef noun) {
    unsigned value = 0;
    llvm::StringRef text = rest_.take_while(llvm::isDigit);
    if (text.size() != digits || text.getAsInteger(10, value)) {
      isMalformed_ = true;
      return 0;
    }
    rest_ = rest_.drop_front(text.size());
    if (value < least || value > most)
      complain((noun + " go from " + llvm::Twine(least) + " to " + llvm::Twine(most)).str());
    return value;
  }

  bool accept(char c) {
    if (isMalformed_ || !rest_.starts_with(llvm::StringRef(&c, 1)))
      return false;
    rest_ = rest_.drop_front();
    return true;
  }
  void expect(char c) { isMalformed_ |= !accept(c); }

  llvm::StringRef takeDigits() {
    llvm::StringRef digits = rest_.take_while(llvm::isDigit);
    rest_ = rest_.drop_front(digits.size());
    return digits;
  }

  void complain(std::string problem) {
    if (problem_.empty())
      problem_ = std::move(problem);
  }

  bool atEnd() const { return rest_.empty(); }
  bool isMalformed() const { return isMalformed_ || !rest_.empty(); }
  const std::string& problem() const { return problem_; }

private:
  llvm::StringRef rest_;
  bool isMalformed_ = false;
  std::string problem_;
};
} // namespace

//===--- Dates and times --------------------------------------------------===//

static unsigned daysIn(unsigned year, unsigned month) {
  static constexpr unsigned days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month == 2 && isLeap ? 29 : days[month - 1];
}

static void readDate(TemporalReader& reader) {
  const unsigned year = reader.number(4, 1, 9999, "years");
  reader.expect('-');
  const unsigned month = reader.number(2, 1, 12, "months");
  reader.expect('-');
  const unsigned day = reader.number(2, 1, 31, "days");
  if (month >= 1 && month <= 12 && day > daysIn(year, month))
    reader.complain("that month has " + std::to_string(daysIn(year, month)) + " days");
}

static void readTime(TemporalReader& reader, unsigned mostDigits) {
  reader.number(2, 0, 23, "hours");
  reader.expect(':');
  reader.number(2, 0, 59, "minutes");
  if (!reader.accept(':'))
    return;
  reader.number(2, 0, 59, "seconds");
  if (!reader.accept('.'))
    return;
  const size_t digits = reader.takeDigits().rtrim('0').size();
  if (digits > mostDigits)
    reader.complain("its seconds have " + std::to_string(digits) + " digits after the point");
}

static void readZone(TemporalReader& reader) {
  if (reader.accept('Z') || reader.accept('z') || reader.atEnd())
    return;
  reader.accept(' ');
  if (!reader.accept('-'))
    reader.expect('+');
  reader.number(2, 0, 15, "hours of a zone");
  if (reader.accept(':'))
    reader.number(2, 0, 59, "minutes of a zone");
}

//===--- Intervals --------------------------------------------------------===//

static bool isUnit(llvm::StringRef word) {
  static constexpr llvm::StringLiteral units[] = {
      "microsecond", "millisecond", "second", "sec",  "minute",  "min",    "hour",   "day",
      "week",        "month",       "mon",    "year", "quarter", "decade", "century"};
  std::string unit = word.lower();
  return llvm::is_contained(units, unit) ||
         (llvm::StringRef(unit).ends_with("s") &&
          llvm::is_contained(units, llvm::StringRef(unit).drop_back())) ||
         unit == "centuries";
}

static bool isAmount(llvm::StringRef word) {
  if (!word.consume_front("-"))
    word.consume_front("+");
  auto [whole, fraction] = word.split('.');
  return !whole.empty() && llvm::all_of(whole, llvm::isDigit) &&
         llvm::all_of(fraction, llvm::isDigit);
}

static bool isClock(llvm::StringRef word) {
  if (!word.consume_front("-"))
    word.consume_front("+");
  TemporalReader reader(word);
  readTime(reader, 6);
  return !reader.isMalformed() && reader.problem().empty();
}

/// `P1Y2M3DT4H5M6.7S`, `P2W`.
static bool isIsoInterval(llvm::StringRef text) {
  if (!text.consume_front("P") || text.empty() || text.ends_with("T"))
    return false;
  bool inTime = false;
  while (!text.empty()) {
    if (!inTime && text.consume_front("T")) {
      inTime = true;
      continue;
    }
    llvm::StringRef amount = text.take_while(
        [](char c) { return llvm::isDigit(c) || c == '.' || c == '-' || c == '+'; });
    text = text.drop_front(amount.size());
    if (!isAmount(amount) || text.empty() ||
        !llvm::StringRef(inTime ? "HMS" : "YMWD").contains(text.front()))
      return false;
    text = text.drop_front();
  }
  return true;
}

/// `1 day 2 hours`, `-3 months`, `1 day 12:30:00`.
static bool isWordedInterval(llvm::StringRef text) {
  llvm::SmallVector<llvm::StringRef, 8> words;
  text.split(words, ' ', -1, /*KeepEmpty=*/false);
  for (size_t i = 0; i < words.size(); ++i) {
    if (isClock(words[i]))
      continue;
    if (!isAmount(words[i]) || i + 1 == words.size() || !isUnit(words[i + 1]))
      return false;
    ++i;
  }
  return !words.empty();
}

//===--- Each type --------------------------------------------------------===//

static std::string finish(const TemporalReader& reader, llvm::StringRef form) {
  return reader.isMalformed() ? ("it is written `" + form + "`").str() : reader.problem();
}

std::string temporalProblem(llvm::StringRef text, const Type& type) {
  const unsigned digits = type.length.value_or(6);
  TemporalReader reader(text);
  switch (type.kind) {
  case TypeKind::Date:
    readDate(reader);
    return finish(reader, "2026-01-31");
  case TypeKind::Time:
    readTime(reader, digits);
    return finish(reader, "12:30:00");
  case TypeKind::DateTime:
  case TypeKind::TimestampTz:
    readDate(reader);
    if (reader.accept('T') || reader.accept(' '))
      readTime(reader, digits);
    if (type.kind == TypeKind::DateTime)
      return finish(reader, "2026-01-31 12:30:00` without a zone, or `2026-01-31");
    readZone(reader);
    return finish(reader, "2026-01-31 12:30:00+00:00");
  case TypeKind::Interval:
    if (isIsoInterval(text) || isWordedInterval(text))
      return "";
    return "it is written `1 day 2 hours` or `P1DT2H`";
  default:
    return ""; // no temporal type
  }
}

} // namespace retort

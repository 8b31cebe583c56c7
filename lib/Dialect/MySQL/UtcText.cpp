#include "Dialect/MySQL/UtcText.h"

#include "llvm/ADT/StringExtras.h"

#include <chrono>
#include <fmt/format.h>
#include <optional>

namespace retort::mysql {
namespace {

using namespace std::chrono;

/// Reads numbers and single characters from the left.
class Reader {
public:
  explicit Reader(llvm::StringRef text) : rest_(text) {}

  /// Exactly two or four digits.
  std::optional<int> number(size_t digits) {
    int value = 0;
    if (rest_.size() < digits || rest_.take_front(digits).getAsInteger(10, value))
      return std::nullopt;
    rest_ = rest_.drop_front(digits);
    return value;
  }
  bool accept(llvm::StringRef anyOf) {
    if (rest_.empty() || !anyOf.contains(rest_.front()))
      return false;
    last_ = rest_.front();
    rest_ = rest_.drop_front();
    return true;
  }
  llvm::StringRef digits() {
    llvm::StringRef digits = rest_.take_while(llvm::isDigit);
    rest_ = rest_.drop_front(digits.size());
    return digits;
  }
  char last() const { return last_; }
  bool atEnd() const { return rest_.empty(); }

private:
  llvm::StringRef rest_;
  char last_ = 0;
};

std::optional<sys_days> readDate(Reader& reader) {
  auto y = reader.number(4);
  auto m = y && reader.accept("-") ? reader.number(2) : std::nullopt;
  auto d = m && reader.accept("-") ? reader.number(2) : std::nullopt;
  if (!d)
    return std::nullopt;
  return sys_days(year(*y) / *m / *d);
}

/// `12:30` or `12:30:05`, without the fraction.
std::optional<seconds> readTime(Reader& reader) {
  auto h = reader.number(2);
  auto m = h && reader.accept(":") ? reader.number(2) : std::nullopt;
  if (!m)
    return std::nullopt;
  auto s = reader.accept(":") ? reader.number(2) : 0;
  if (!s)
    return std::nullopt;
  return hours(*h) + minutes(*m) + seconds(*s);
}

/// `Z`, `+02`, `+0230` or `-02:30`.
std::optional<seconds> readZone(Reader& reader) {
  if (reader.accept("Zz"))
    return seconds(0);
  if (!reader.accept("+-"))
    return std::nullopt;
  const int sign = reader.last() == '-' ? -1 : 1;
  auto h = reader.number(2);
  reader.accept(":");
  auto m = reader.atEnd() ? 0 : reader.number(2);
  if (!h || !m)
    return std::nullopt;
  return sign * (hours(*h) + minutes(*m));
}

} // namespace

std::string utcText(llvm::StringRef text) {
  Reader reader(text);
  auto date = readDate(reader);
  auto time = date && reader.accept("T ") ? readTime(reader) : std::nullopt;
  if (!time)
    return text.str();
  std::string fraction = reader.accept(".") ? "." + reader.digits().str() : "";
  auto zone = readZone(reader);
  if (!zone || !reader.atEnd())
    return text.str();
  const sys_seconds instant = *date + *time - *zone;
  const sys_days day = floor<days>(instant);
  const year_month_day ymd(day);
  const hh_mm_ss clock(instant - day);
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}{}", int(ymd.year()),
                     unsigned(ymd.month()), unsigned(ymd.day()), clock.hours().count(),
                     clock.minutes().count(), clock.seconds().count(), fraction);
}

} // namespace retort::mysql

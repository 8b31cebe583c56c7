#include "Support/Duration.h"

#include "llvm/ADT/STLExtras.h"

#include <fmt/format.h>
#include <limits>

namespace retort {

namespace {

struct Unit {
  llvm::StringLiteral name;
  uint64_t milliseconds;
};

constexpr Unit units[] = {{"ms", 1}, {"s", 1'000}, {"min", 60'000}, {"h", 3'600'000}};

} // namespace

std::optional<std::chrono::milliseconds> parseDuration(llvm::StringRef text) {
  constexpr uint64_t most = std::numeric_limits<int64_t>::max();
  uint64_t number;
  if (text.consumeInteger(10, number))
    return std::nullopt;
  for (const Unit& unit : units)
    if (text == unit.name && number <= most / unit.milliseconds)
      return std::chrono::milliseconds(number * unit.milliseconds);
  return std::nullopt;
}

std::string spellDuration(std::chrono::milliseconds duration) {
  const auto number = static_cast<uint64_t>(duration.count());
  if (number == 0)
    return "0s";
  const auto fits = [&](const Unit& unit) { return number % unit.milliseconds == 0; };
  const auto unit = llvm::find_if(llvm::reverse(units), fits);
  return std::to_string(number / unit->milliseconds) + unit->name.str();
}

std::string millisecondsOf(std::chrono::microseconds duration) {
  return fmt::format("{}.{:03}", duration.count() / 1000, duration.count() % 1000);
}

} // namespace retort

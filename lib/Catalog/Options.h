//===- Options.h - `with (comment = '...', mysql.engine = 'InnoDB')` ------===//
#pragma once

#include <map>
#include <string>
#include <vector>

namespace retort {

/// The value of one option: a string, or a word, number or boolean as written.
struct OptionValue {
  std::string text;
  bool isString = false;
  friend bool operator==(const OptionValue&, const OptionValue&) = default;
};

/// Keyed by the full name, `mysql.engine`; ordered, so that output is the same
/// every time.
using Options = std::map<std::string, OptionValue>;

/// Those of `after` that `before` has not, or with another value.
Options changedOptions(const Options& before, const Options& after);
/// The names of those of `before` that `after` has not.
std::vector<std::string> goneOptions(const Options& before, const Options& after);

} // namespace retort

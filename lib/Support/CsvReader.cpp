#include "Support/CsvReader.h"

namespace retort {

llvm::StringRef CsvField::value(llvm::SmallVectorImpl<char>& storage) const {
  if (!hasQuotes)
    return written;
  storage.clear();
  for (size_t i = 0; i < written.size(); ++i) {
    storage.push_back(written[i]);
    i += written[i] == '"'; // the second of two
  }
  return {storage.data(), storage.size()};
}

CsvReader::CsvReader(llvm::StringRef text) : text_(text), rest_(text) {
  rest_.consume_front("\xef\xbb\xbf");
}

bool CsvReader::atLineEnd() const {
  return rest_.empty() || rest_.front() == '\n' || rest_.front() == '\r';
}

void CsvReader::skipLineEnd() {
  bool isThere = rest_.consume_front("\r");
  isThere |= rest_.consume_front("\n");
  lineOfRest_ += isThere;
}

CsvField CsvReader::quotedField() {
  CsvField field{.quoted = true};
  rest_ = rest_.drop_front();
  size_t length = 0;
  while ((length = rest_.find('"', length)) != llvm::StringRef::npos &&
         rest_.substr(length + 1).starts_with("\"")) {
    field.hasQuotes = true;
    length += 2;
  }
  if (length == llvm::StringRef::npos) {
    problem_ = "a quote that does not end";
    return field;
  }
  field.written = rest_.take_front(length);
  lineOfRest_ += static_cast<unsigned>(field.written.count('\n'));
  rest_ = rest_.drop_front(length + 1);
  if (!atLineEnd() && rest_.front() != ',')
    problem_ = "text behind a closing quote";
  return field;
}

CsvField CsvReader::field() {
  if (rest_.starts_with("\""))
    return quotedField();
  const size_t length = std::min(rest_.find_first_of(",\r\n"), rest_.size());
  CsvField field{.written = rest_.take_front(length)};
  rest_ = rest_.drop_front(length);
  return field;
}

bool CsvReader::next() {
  while (!rest_.empty() && problem_.empty()) {
    begin_ = end();
    line_ = lineOfRest_;
    fields_.clear();
    fields_.push_back(field());
    while (problem_.empty() && rest_.consume_front(","))
      fields_.push_back(field());
    if (!problem_.empty())
      return false;
    const bool isBlank = fields_.size() == 1 && fields_.front().isNull();
    skipLineEnd();
    if (!isBlank)
      return true;
  }
  return false;
}

} // namespace retort

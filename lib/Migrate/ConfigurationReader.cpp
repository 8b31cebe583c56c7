//===- ConfigurationReader.cpp - from TOML to a Configuration -------------===//
//
// The only file that includes toml++, which costs seconds to compile.
//
//===----------------------------------------------------------------------===//
#include "Migrate/Configuration.h"
#include "Support/Duration.h"
#include "Support/English.h"
#include "Support/NearestName.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/Path.h"

#include <fmt/format.h>
#include <set>

#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

namespace retort {
namespace {

/// What [naming] is read into; the preset only chooses where to start.
struct NamingSettings : NamingConvention {
  std::string preset;
};

class ConfigurationReader;

/// One key of a table whose values go into `Owner`.
template <typename Owner> struct Setting {
  llvm::StringLiteral key;
  void (*read)(ConfigurationReader& reader, const toml::node& value, Owner& owner);
};

class ConfigurationReader {
public:
  ConfigurationReader(const SourceBuffer& source, DiagnosticEngine& diags)
      : source_(source), diags_(diags) {}

  std::optional<Configuration> read();

  // A value of each type that a setting can have; what is of another type is reported.
  void readValue(const toml::node& value, std::string& result);
  void readValue(const toml::node& value, std::vector<std::string>& result);
  void readValue(const toml::node& value, std::vector<ObjectPattern>& result);
  void readValue(const toml::node& value, std::chrono::milliseconds& result);
  void readValue(const toml::node& value, unsigned& result);
  void readValue(const toml::node& value, TransactionMode& result);
  void readValue(const toml::node& value, std::vector<LintLevel>& result);

private:
  void readProject(const toml::table& table, Configuration& configuration);
  void readEnvironments(const toml::table& table, Configuration& configuration);
  void checkTargets(const Environment& environment, const Configuration& configuration);
  void readNaming(const toml::table& table, NamingConvention& naming);
  const toml::table* tableOf(const toml::node& node, llvm::StringRef what);
  void readTexts(const toml::node& value,
                 llvm::function_ref<void(const toml::node& item, std::string text)> take);

  template <typename Owner>
  bool readSetting(const toml::key& key, const toml::node& value,
                   llvm::ArrayRef<Setting<Owner>> settings, Owner& owner);
  void reportUnknown(const toml::key& key, llvm::StringRef where,
                     llvm::ArrayRef<llvm::StringRef> known);
  DiagnosticBuilder reportWrong(const toml::node& value, const std::string& what);

  Origin originOf(const toml::source_region& region) const;
  uint32_t offsetOf(const toml::source_position& position) const;

  const SourceBuffer& source_;
  DiagnosticEngine& diags_;
};

//===--- Tables -----------------------------------------------------------===//

using ProjectSettings = Configuration; // the words of Settings.def
using EnvironmentSettings = Environment;

/// Of the one list of all keys, those of one table.
template <typename Owner> std::vector<Setting<Owner>> settingsOf() {
  std::vector<Setting<Owner>> result;
  auto take = [&](auto setting) {
    if constexpr (std::is_same_v<decltype(setting), Setting<Owner>>)
      result.push_back(setting);
  };
#define RETORT_SETTING(Table, Key, Member, Help)                                                   \
  take(Setting<Table##Settings>{                                                                   \
      Key, [](ConfigurationReader& reader, const toml::node& value, Table##Settings& owner) {      \
        reader.readValue(value, owner.Member);                                                     \
      }});
#include "Migrate/Settings.def"
  return result;
}

template <typename Owner> std::vector<llvm::StringRef> keysOf() {
  std::vector<llvm::StringRef> keys;
  for (const Setting<Owner>& setting : settingsOf<Owner>())
    keys.push_back(setting.key);
  return keys;
}

std::optional<Configuration> ConfigurationReader::read() {
  const size_t errorsBefore = diags_.errorCount();
  const llvm::StringRef text = source_.text();
  const toml::parse_result parsed = toml::parse(std::string_view(text.data(), text.size()));
  if (!parsed) {
    const std::string_view why = parsed.error().description();
    diags_.report(diag::MalformedConfiguration, originOf(parsed.error().source()),
                  std::string(why));
    return std::nullopt;
  }
  Configuration configuration;
  configuration.root = llvm::sys::path::parent_path(source_.name()).str();
  static constexpr llvm::StringLiteral retort = "retort", env = "env", naming = "naming";
  const toml::table& file = parsed.table();
  for (auto&& [key, value] : file) {
    if (key == retort || key == env || key == naming)
      continue;
    reportUnknown(key, "at the top of the file", {retort, env, naming});
  }
  // Environments start with the project's settings, wherever these stand in the file.
  if (const toml::node* node = file.get(retort))
    if (const toml::table* table = tableOf(*node, retort))
      readProject(*table, configuration);
  if (const toml::node* node = file.get(env))
    if (const toml::table* table = tableOf(*node, env))
      readEnvironments(*table, configuration);
  if (const toml::node* node = file.get(naming))
    if (const toml::table* table = tableOf(*node, naming))
      readNaming(*table, configuration.naming);
  if (diags_.errorCount() != errorsBefore)
    return std::nullopt;
  return configuration;
}

const toml::table* ConfigurationReader::tableOf(const toml::node& node, llvm::StringRef what) {
  if (!node.is_table())
    reportWrong(node, fmt::format("`{0}` is a table: write `[{0}]` on a line of its own", what));
  return node.as_table();
}

void ConfigurationReader::readProject(const toml::table& table, Configuration& configuration) {
  static const auto ofProject = settingsOf<Configuration>();
  static const auto ofDatabase = settingsOf<DatabaseSettings>();
  for (auto&& [key, value] : table) {
    if (key == "default_env")
      configuration.defaultEnvironmentOrigin = originOf(value.source());
    if (readSetting<Configuration>(key, value, ofProject, configuration) ||
        readSetting<DatabaseSettings>(key, value, ofDatabase, configuration.settings))
      continue;
    auto known = keysOf<Configuration>();
    llvm::append_range(known, keysOf<DatabaseSettings>());
    reportUnknown(key, "in [retort]", known);
  }
}

void ConfigurationReader::readEnvironments(const toml::table& table, Configuration& configuration) {
  static const auto ofEnvironment = settingsOf<Environment>();
  static const auto ofDatabase = settingsOf<DatabaseSettings>();
  for (auto&& [name, node] : table) {
    Environment environment;
    environment.name = std::string(name.str());
    environment.origin = originOf(name.source());
    environment.settings = configuration.settings;
    const toml::table* settings = tableOf(node, "env." + environment.name);
    if (!settings)
      continue;
    for (auto&& [key, value] : *settings) {
      if (key == "url")
        environment.urlOrigin = originOf(value.source());
      if (key == "targets")
        environment.targetsOrigin = originOf(value.source());
      if (readSetting<Environment>(key, value, ofEnvironment, environment) ||
          readSetting<DatabaseSettings>(key, value, ofDatabase, environment.settings))
        continue;
      auto known = keysOf<Environment>();
      llvm::append_range(known, keysOf<DatabaseSettings>());
      reportUnknown(key, "in [env." + environment.name + "]", known);
    }
    configuration.environments.push_back(std::move(environment));
  }
  llvm::sort(configuration.environments, [](const Environment& a, const Environment& b) {
    return a.origin.range.begin < b.origin.range.begin;
  });
  for (const Environment& environment : configuration.environments)
    if (environment.targetsOrigin)
      checkTargets(environment, configuration);
}

/// They are environments with a url each.
void ConfigurationReader::checkTargets(const Environment& environment,
                                       const Configuration& configuration) {
  auto wrong = [&](const std::string& what) {
    diags_.report(diag::WrongSetting, environment.targetsOrigin, what);
  };
  if (environment.targets.empty())
    wrong("`targets` names at least one environment");
  if (!environment.url.empty())
    wrong("an environment has either a `url` or `targets`");
  std::set<llvm::StringRef> seen;
  for (const std::string& name : environment.targets) {
    const Environment* target = configuration.findEnvironment(name);
    if (!target)
      wrong("`targets` names no environment of this file: " + quoted(name));
    else if (target->targetsOrigin)
      wrong(quoted(name) + " is several databases itself");
    else if (!seen.insert(name).second)
      wrong(quoted(name) + " stands in `targets` twice");
  }
}

void ConfigurationReader::readNaming(const toml::table& table, NamingConvention& naming) {
  static const auto ofNaming = settingsOf<NamingSettings>();
  NamingSettings settings;
  if (const toml::node* preset = table.get("preset")) {
    readValue(*preset, settings.preset);
    if (const NamingConvention* found = findNamingPreset(settings.preset))
      static_cast<NamingConvention&>(settings) = *found;
    else if (preset->is_string())
      reportWrong(*preset, "`preset` is one of `retort`, `postgresql`, `mysql` and `rails`");
  }
  for (auto&& [key, value] : table) {
    if (!readSetting<NamingSettings>(key, value, ofNaming, settings)) {
      reportUnknown(key, "in [naming]", keysOf<NamingSettings>());
      continue;
    }
    const auto pattern = value.value<std::string_view>();
    if (!pattern || key == "preset")
      continue;
    const llvm::StringRef placeholder = findUnknownPlaceholder(llvm::StringRef(*pattern));
    if (!placeholder.empty())
      reportWrong(value, fmt::format("the pattern has no `{{{}}}`", placeholder.str()))
          .help("`{table}` and `{columns}` are what most patterns need; `{referred_table}` is for "
                "foreign keys");
  }
  naming = settings;
}

//===--- Values -----------------------------------------------------------===//

void ConfigurationReader::readValue(const toml::node& value, std::string& result) {
  if (auto text = value.value<std::string>())
    result = *text;
  else
    reportWrong(value, "a text in quotes is expected here");
}

/// One text is a list of one: nothing else can be meant.
void ConfigurationReader::readTexts(
    const toml::node& value,
    llvm::function_ref<void(const toml::node& item, std::string text)> take) {
  auto readItem = [&](const toml::node& item) {
    std::string text;
    readValue(item, text);
    take(item, std::move(text));
  };
  if (value.is_string())
    return readItem(value);
  if (!value.is_array()) {
    reportWrong(value, "a list of texts is expected here: `[\"...\", \"...\"]`");
    return;
  }
  for (const toml::node& item : *value.as_array())
    readItem(item);
}

void ConfigurationReader::readValue(const toml::node& value, std::vector<std::string>& result) {
  result.clear();
  readTexts(value,
            [&](const toml::node&, std::string text) { result.push_back(std::move(text)); });
}

void ConfigurationReader::readValue(const toml::node& value, std::vector<ObjectPattern>& result) {
  result.clear();
  readTexts(value, [&](const toml::node& item, const std::string& text) {
    if (!item.is_string())
      return; // told
    llvm::Expected<ObjectPattern> pattern = ObjectPattern::parse(text);
    if (pattern)
      return result.push_back(std::move(*pattern));
    diags_
        .report(diag::MalformedPattern, originOf(item.source()), text,
                llvm::toString(pattern.takeError()))
        .help("`*` stands for any text, `?` for one character, `[a-z]` for one of these; a `\\` "
              "before one of them makes it stand for itself");
  });
}

void ConfigurationReader::readValue(const toml::node& value, std::chrono::milliseconds& result) {
  const auto text = value.value<std::string_view>();
  if (auto duration = text ? parseDuration(llvm::StringRef(*text)) : std::nullopt)
    result = *duration;
  else
    reportWrong(value, "a duration is expected here: `\"5s\"`, `\"200ms\"`, `\"2min\"`, `\"1h\"`");
}

void ConfigurationReader::readValue(const toml::node& value, unsigned& result) {
  constexpr int64_t most = 1000;
  const auto number = value.value_exact<int64_t>();
  if (number && *number >= 0 && *number <= most)
    result = static_cast<unsigned>(*number);
  else
    reportWrong(value, "a whole number from 0 to 1000 is expected here");
}

void ConfigurationReader::readValue(const toml::node& value, TransactionMode& result) {
  const auto text = value.value<std::string_view>();
  for (TransactionMode mode :
       {TransactionMode::PerRevision, TransactionMode::Single, TransactionMode::None})
    if (text && llvm::StringRef(*text) == spelling(mode)) {
      result = mode;
      return;
    }
  reportWrong(value, "`transaction` is `\"per-revision\"`, `\"single\"` or `\"none\"`");
}

void ConfigurationReader::readValue(const toml::node& value, std::vector<LintLevel>& result) {
  result.clear();
  const toml::table* levels = value.as_table();
  if (!levels) {
    reportWrong(value, "a table of levels is expected here: `{ destructive = \"error\" }`");
    return;
  }
  for (auto&& [group, node] : *levels) {
    const auto text = node.value<std::string_view>();
    const llvm::StringRef level = text ? llvm::StringRef(*text) : "";
    LintLevel& entry = result.emplace_back();
    entry.group = std::string(group.str());
    for (Severity severity : {Severity::Error, Severity::Warning, Severity::Remark})
      if (level == spelling(severity))
        entry.severity = severity;
    if (!entry.severity && level != "off")
      reportWrong(node, "a level is `\"error\"`, `\"warning\"`, `\"remark\"` or `\"off\"`");
  }
}

template <typename Owner>
bool ConfigurationReader::readSetting(const toml::key& key, const toml::node& value,
                                      llvm::ArrayRef<Setting<Owner>> settings, Owner& owner) {
  for (const Setting<Owner>& setting : settings) {
    if (key.str() != std::string_view(setting.key))
      continue;
    setting.read(*this, value, owner);
    return true;
  }
  return false;
}

//===--- Reports ----------------------------------------------------------===//

void ConfigurationReader::reportUnknown(const toml::key& key, llvm::StringRef where,
                                        llvm::ArrayRef<llvm::StringRef> known) {
  const Origin origin = originOf(key.source());
  auto diagnostic = diags_.report(diag::UnknownSetting, origin, std::string(key.str()), where);
  const llvm::StringRef nearest = nearestName(llvm::StringRef(key.str()), known);
  if (!nearest.empty())
    diagnostic.fix(origin, nearest.str(), didYouMean(nearest));
  else
    diagnostic.help("known are " + quotedList(known, "and", known.size()));
}

DiagnosticBuilder ConfigurationReader::reportWrong(const toml::node& value,
                                                   const std::string& what) {
  return diags_.report(diag::WrongSetting, originOf(value.source()), what);
}

Origin ConfigurationReader::originOf(const toml::source_region& region) const {
  const uint32_t begin = offsetOf(region.begin), end = offsetOf(region.end);
  return {&source_, {begin, std::max(begin, end)}};
}

/// toml++ counts lines and code points from 1.
uint32_t ConfigurationReader::offsetOf(const toml::source_position& position) const {
  const llvm::StringRef text = source_.text();
  size_t offset = 0;
  for (unsigned line = 1; line < position.line; ++line) {
    const size_t end = text.find('\n', offset);
    if (end == llvm::StringRef::npos)
      return static_cast<uint32_t>(text.size());
    offset = end + 1;
  }
  auto isContinuation = [&](size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80;
  };
  for (unsigned column = 1; column < position.column && offset < text.size(); ++column)
    do
      ++offset;
    while (isContinuation(offset));
  return static_cast<uint32_t>(offset);
}

} // namespace

std::optional<Configuration> readConfiguration(const SourceBuffer& source,
                                               DiagnosticEngine& diags) {
  return ConfigurationReader(source, diags).read();
}

} // namespace retort

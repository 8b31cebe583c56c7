#include "Migrate/Target.h"

#include "Support/English.h"
#include "Support/NearestName.h"

#include <cstdlib>
#include <fmt/format.h>

namespace retort {

/// What is worked on where retort.toml has no environment.
static constexpr llvm::StringLiteral implicitEnvironment = "dev", implicitUrl = "sqlite:app.db";

std::optional<std::string> processVariable(llvm::StringRef name) {
  const char* value = std::getenv(name.str().c_str());
  return value ? std::optional<std::string>(value) : std::nullopt;
}

std::optional<std::string> expandVariables(llvm::StringRef text, Origin origin, Variables variables,
                                           DiagnosticEngine& diags) {
  std::string result;
  while (!text.empty()) {
    const size_t dollar = text.find('$');
    result += text.take_front(dollar);
    text = text.drop_front(std::min(dollar, text.size()));
    if (text.consume_front("$$")) {
      result += '$';
    } else if (text.consume_front("${")) {
      const size_t close = text.find('}');
      if (close == llvm::StringRef::npos) {
        diags.report(diag::WrongSetting, origin, "`${` is not closed by `}`")
            .help("a dollar sign is written `$$`");
        return std::nullopt;
      }
      const auto [name, fallback] = text.take_front(close).split(":-");
      const bool hasFallback = text.take_front(close).contains(":-");
      text = text.drop_front(close + 1);
      std::optional<std::string> value = variables(name);
      if (hasFallback && (!value || value->empty()))
        value = fallback.str();
      if (!value) {
        diags.report(diag::UnsetVariable, origin, name);
        return std::nullopt;
      }
      result += *value;
    } else if (!text.empty()) {
      result += text.front();
      text = text.drop_front();
    }
  }
  return result;
}

namespace {

/// Where a choice came from, for messages.
struct Choice {
  std::string text;
  /// ` (RETORT_ENV)`, or empty where the user has just typed it.
  std::string source;
  Origin origin;
};

class TargetChooser {
public:
  TargetChooser(const Configuration& configuration, const TargetRequest& request,
                Variables variables, DiagnosticEngine& diags)
      : configuration_(configuration), request_(request), variables_(variables), diags_(diags) {}

  std::optional<Target> choose();
  /// Null where a URL was chosen, or what is no environment.
  const Environment* environment() const;

private:
  std::optional<Choice> urlChoice() const;
  std::optional<Choice> environmentChoice() const;
  std::optional<Target> ofUrl(const Choice& choice);
  std::optional<Target> ofEnvironment(const Choice& choice);
  const Environment* find(const Choice& choice);
  std::optional<Url> parse(llvm::StringRef text, Origin origin);

  const Configuration& configuration_;
  const TargetRequest& request_;
  Variables variables_;
  DiagnosticEngine& diags_;
};

std::optional<Target> TargetChooser::choose() {
  if (auto url = urlChoice())
    return ofUrl(*url);
  if (auto environment = environmentChoice())
    return ofEnvironment(*environment);
  const Choice byDefault{configuration_.defaultEnvironment, "",
                         configuration_.defaultEnvironmentOrigin};
  if (!configuration_.environments.empty() || byDefault.text != implicitEnvironment)
    return ofEnvironment(byDefault);
  auto url = parse(implicitUrl, Origin());
  url->resolveAgainst(configuration_.root);
  return Target{implicitEnvironment.str(), *url, configuration_.settings};
}

const Environment* TargetChooser::environment() const {
  if (urlChoice())
    return nullptr;
  std::optional<Choice> named = environmentChoice();
  return configuration_.findEnvironment(named ? named->text : configuration_.defaultEnvironment);
}

std::optional<Choice> TargetChooser::urlChoice() const {
  if (!request_.url.empty())
    return Choice{request_.url, "", Origin()};
  if (auto url = variables_("RETORT_URL"); url && !url->empty() && request_.environment.empty())
    return Choice{*url, " (RETORT_URL)", Origin()};
  return std::nullopt;
}

/// An environment that was named, not the default one.
std::optional<Choice> TargetChooser::environmentChoice() const {
  if (!request_.environment.empty())
    return Choice{request_.environment, "", Origin()};
  if (auto name = variables_("RETORT_ENV"); name && !name->empty())
    return Choice{*name, " (RETORT_ENV)", Origin()};
  return std::nullopt;
}

/// The settings of an environment go with its URL, or with being named: the default
/// one's say nothing about another database.
std::optional<Target> TargetChooser::ofUrl(const Choice& choice) {
  DatabaseSettings settings = configuration_.settings;
  if (auto named = environmentChoice()) {
    const Environment* environment = find(*named);
    if (!environment)
      return std::nullopt;
    settings = environment->settings;
  }
  auto url = parse(choice.text, choice.origin);
  if (!url)
    return std::nullopt;
  return Target{url->printable(), *url, settings};
}

std::optional<Target> TargetChooser::ofEnvironment(const Choice& choice) {
  const Environment* environment = find(choice);
  if (!environment)
    return std::nullopt;
  if (!environment->targets.empty()) {
    diags_.report(diag::SeveralDatabases, environment->targetsOrigin, environment->name)
        .help("choose one of them: `-e " + environment->targets.front() + "`");
    return std::nullopt;
  }
  if (environment->url.empty()) {
    diags_.report(diag::MissingUrl, environment->origin, environment->name)
        .help("say where the database is: `url = \"sqlite:app.db\"`");
    return std::nullopt;
  }
  auto expanded = expandVariables(environment->url, environment->urlOrigin, variables_, diags_);
  if (!expanded)
    return std::nullopt;
  auto url = parse(*expanded, environment->urlOrigin);
  if (!url)
    return std::nullopt;
  url->resolveAgainst(configuration_.root);
  return Target{environment->name, *url, environment->settings};
}

const Environment* TargetChooser::find(const Choice& choice) {
  if (const Environment* environment = configuration_.findEnvironment(choice.text))
    return environment;
  auto diagnostic =
      diags_.report(diag::UnknownEnvironment, choice.origin, choice.text, choice.source);
  std::vector<llvm::StringRef> names;
  for (const Environment& environment : configuration_.environments)
    names.push_back(environment.name);
  const llvm::StringRef nearest = nearestName(choice.text, names);
  if (!nearest.empty())
    diagnostic.help(didYouMean(nearest));
  else if (names.empty())
    diagnostic.help("retort.toml has no environment; add a table `[env." + choice.text + "]`");
  else
    diagnostic.help("retort.toml has " + quotedList(names) + "; choose one with `-e`");
  return nullptr;
}

std::optional<Url> TargetChooser::parse(llvm::StringRef text, Origin origin) {
  auto url = Url::parse(text);
  if (url)
    return *url;
  diags_.report(diag::WrongUrl, origin, llvm::toString(url.takeError()));
  return std::nullopt;
}

} // namespace

const Environment* chooseEnvironment(const Configuration& configuration,
                                     const TargetRequest& request, Variables variables) {
  DiagnosticEngine unused;
  return TargetChooser(configuration, request, variables, unused).environment();
}

std::optional<Target> chooseTarget(const Configuration& configuration, const TargetRequest& request,
                                   Variables variables, DiagnosticEngine& diags) {
  return TargetChooser(configuration, request, variables, diags).choose();
}

} // namespace retort

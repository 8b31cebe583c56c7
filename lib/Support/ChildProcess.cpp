#include "Support/ChildProcess.h"

#include "Support/English.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>
#include <vector>

extern char** environ; // NOLINT(readability-redundant-declaration): POSIX has it in no header

namespace retort {

namespace {
/// The end of a pipe that this process reads, and what has come through it without a line's end.
class Pipe {
public:
  explicit Pipe(OutputStream stream) : stream_(stream) {}
  ~Pipe() {
    closeRead();
    closeWrite();
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  /// No child but the one that is given it has the end that writes.
  bool open() { return pipe2(ends_.data(), O_CLOEXEC) == 0; }
  int readEnd() const { return ends_[0]; }
  int writeEnd() const { return ends_[1]; }
  bool isOpen() const { return ends_[0] >= 0; }
  void closeWrite() { close(ends_[1]); }

  /// Reads what is there, and closes the pipe at its end.
  void read(LineListener onLine) {
    std::array<char, 4096> bytes;
    ssize_t got = ::read(ends_[0], bytes.data(), bytes.size());
    if (got < 0 && errno == EINTR)
      return;
    if (got <= 0) {
      if (!rest_.empty())
        onLine(stream_, rest_);
      return closeRead();
    }
    rest_.append(bytes.data(), static_cast<size_t>(got));
    llvm::StringRef text = rest_;
    for (size_t end; (end = text.find('\n')) != llvm::StringRef::npos;
         text = text.drop_front(end + 1))
      onLine(stream_, text.take_front(end));
    rest_ = text.str();
  }

private:
  void closeRead() { close(ends_[0]); }
  static void close(int& end) {
    if (end >= 0)
      ::close(end);
    end = -1;
  }

  OutputStream stream_;
  std::array<int, 2> ends_ = {-1, -1};
  std::string rest_;
};
} // namespace

namespace {
/// What becomes of the child's streams and signals.
class SpawnSettings {
public:
  SpawnSettings() {
    posix_spawn_file_actions_init(&actions_);
    posix_spawnattr_init(&attributes_);
  }
  ~SpawnSettings() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;

  /// 0, or an error number of the system. A signal that this process ignores would be ignored by
  /// the child, too.
  int prepare(const Pipe& out, const Pipe& err) {
    sigset_t interrupt;
    sigemptyset(&interrupt);
    sigaddset(&interrupt, SIGINT);
    posix_spawnattr_setsigdefault(&attributes_, &interrupt);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGDEF);
    for (int code :
         {posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0),
          posix_spawn_file_actions_adddup2(&actions_, out.writeEnd(), STDOUT_FILENO),
          posix_spawn_file_actions_adddup2(&actions_, err.writeEnd(), STDERR_FILENO)})
      if (code != 0)
        return code;
    return 0;
  }
  const posix_spawn_file_actions_t* actions() const { return &actions_; }
  const posix_spawnattr_t* attributes() const { return &attributes_; }

private:
  posix_spawn_file_actions_t actions_;
  posix_spawnattr_t attributes_;
};
} // namespace

/// 0, or an error number of the system.
static int start(llvm::ArrayRef<std::string> words, const Pipe& out, const Pipe& err,
                 pid_t& child) {
  std::vector<char*> argv;
  for (const std::string& word : words)
    argv.push_back(const_cast<char*>(word.c_str())); // posix_spawn leaves them alone
  argv.push_back(nullptr);
  SpawnSettings settings;
  if (int code = settings.prepare(out, err))
    return code;
  return posix_spawn(&child, argv.front(), settings.actions(), settings.attributes(), argv.data(),
                     environ);
}

/// Until both pipes are at their end.
static void listen(Pipe& out, Pipe& err, LineListener onLine) {
  while (out.isOpen() || err.isOpen()) {
    // poll() passes over what is negative.
    std::array<pollfd, 2> waiting = {pollfd{out.readEnd(), POLLIN, 0},
                                     pollfd{err.readEnd(), POLLIN, 0}};
    if (poll(waiting.data(), waiting.size(), -1) < 0)
      continue; // interrupted by a signal
    if (out.isOpen() && waiting[0].revents)
      out.read(onLine);
    if (err.isOpen() && waiting[1].revents)
      err.read(onLine);
  }
}

llvm::Expected<int> runChild(llvm::ArrayRef<std::string> words, LineListener onLine) {
  auto cannot = [&](int code) {
    std::error_code error(code, std::generic_category());
    return llvm::createStringError(error, "cannot run " + quoted(words.front()) + ": " +
                                              error.message());
  };
  Pipe out(OutputStream::Out), err(OutputStream::Err);
  if (!out.open() || !err.open())
    return cannot(errno);
  pid_t child = 0;
  if (int code = start(words, out, err, child))
    return cannot(code);
  out.closeWrite();
  err.closeWrite();
  listen(out, err, onLine);
  int status = 0;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR)
      return cannot(errno);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

} // namespace retort

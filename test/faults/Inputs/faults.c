/* faults.c - lets one call of a process fail, or be its last; for LD_PRELOAD.
 *
 * Counted is what leaves the process for its database: what is sent to a server's socket, and what
 * is written to, cut off or removed from a file of SQLite's. RETORT_FAULT_AT is the number of the
 * call that RETORT_FAULT happens at:
 *
 *   before   the process ends with SIGKILL before the call is made
 *   after    ... and right after it
 *   cut      the connection is shut down: nothing comes through in either direction
 *   full     the disk is full
 *
 * RETORT_FAULT_COUNT names a file that gets the number of all calls.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

static long calls;

static void writeCount(void) {
  FILE* file = fopen(getenv("RETORT_FAULT_COUNT"), "w");
  if (file) {
    fprintf(file, "%ld\n", calls);
    fclose(file);
  }
}

static int is(const char* fault) {
  return strcmp(getenv("RETORT_FAULT"), fault) == 0;
}

/* Is this the call? */
static int isTheCall(void) {
  const char* at = getenv("RETORT_FAULT_AT");
  if (++calls == 1 && getenv("RETORT_FAULT_COUNT"))
    atexit(writeCount);
  if (!at || calls != atol(at))
    return 0;
  if (is("before"))
    kill(getpid(), SIGKILL);
  return 1;
}

static void endAfter(int isIt) {
  if (isIt && is("after"))
    kill(getpid(), SIGKILL);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t send(int socket, const void* data, size_t size, int flags) {
  int isIt = isTheCall();
  if (isIt && is("cut"))
    shutdown(socket, SHUT_RDWR);
  ssize_t sent = REAL(send)(socket, data, size, flags);
  endAfter(isIt);
  return sent;
}

ssize_t pwrite64(int file, const void* data, size_t size, off64_t offset) {
  int isIt = isTheCall();
  if (isIt && is("full")) {
    errno = ENOSPC;
    return -1;
  }
  ssize_t written = REAL(pwrite64)(file, data, size, offset);
  endAfter(isIt);
  return written;
}

int ftruncate64(int file, off64_t size) {
  int isIt = isTheCall();
  int result = REAL(ftruncate64)(file, size);
  endAfter(isIt);
  return result;
}

int unlink(const char* path) {
  int isIt = isTheCall();
  int result = REAL(unlink)(path);
  endAfter(isIt);
  return result;
}

/*
 * A disk that fails on demand, for a program that is started with this library in LD_PRELOAD.
 *
 * The file that DISK_FAULTS names lists what fails from now on; while it is missing or empty, nothing does. A line is either
 *
 *     <call> <errno's number> <part of a path>
 *
 * where <call> is read, write, sync or make (whatever changes a folder: creating, removing, renaming). A part that ends in
 * a slash is a folder that the path leads through; any other is what the path ends in. Or it is
 *
 *     nth <how> <n> <errno's number> <part of a path> <journal>
 *
 * for the n-th call that changes something there, counted since this line was read for the first time: it `fails`, or
 * `kills` the program before anything is done; a write `shortens` to half of its bytes, or `tears`, half of it done and the
 * program killed. What has no half fails, or is done before the program is killed. Each call that counts is a line in the
 * journal before anything happens, so n = 0 only counts.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

struct fault {
  int error;        /* what the call fails with, if not 0 */
  int kills_before; /* the program is killed, and nothing is done */
  int is_halved;    /* half of the bytes are written */
  int kills_after;
};

static const struct fault none = {0, 0, 0, 0};

static int leads_through(const char *path, const char *part) {
  size_t path_length = strlen(path), part_length = strlen(part);
  if (part[part_length - 1] == '/') return strstr(path, part) != NULL;
  return path_length >= part_length && strcmp(path + path_length - part_length, part) == 0;
}

static void note(const char *journal, const char *call, const char *path) {
  char line[4400];
  int length = snprintf(line, sizeof line, "%s %s\n", call, path);
  int file = (int)REAL(open)(journal, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (file < 0) return;
  if (REAL(write)(file, line, (size_t)length) != length) abort();
  close(file);
}

/* Counts a call that a line of the second kind is about. */
static struct fault nth_fault(const char *line, const char *call, const char *path) {
  static pthread_mutex_t counting = PTHREAD_MUTEX_INITIALIZER;
  static char counted[1024];
  static int count;
  char how[16], part[256], journal[512];
  int n, number;
  if (strcmp(call, "read") == 0) return none;
  if (sscanf(line, "nth %15s %d %d %255s %511s", how, &n, &number, part, journal) != 5) return none;
  if (!leads_through(path, part)) return none;
  pthread_mutex_lock(&counting);
  if (strncmp(line, counted, sizeof counted - 1) != 0) {
    snprintf(counted, sizeof counted, "%s", line);
    count = 0;
  }
  count += 1;
  int is_it = count == n;
  note(journal, call, path);
  pthread_mutex_unlock(&counting);
  if (!is_it) return none;
  int is_write = strcmp(call, "write") == 0, shortens = strcmp(how, "shortens") == 0, tears = strcmp(how, "tears") == 0;
  return (struct fault){
    .error = strcmp(how, "fails") == 0 || (shortens && !is_write) ? number : 0,
    .kills_before = strcmp(how, "kills") == 0,
    .is_halved = (shortens || tears) && is_write,
    .kills_after = tears,
  };
}

static struct fault listed_fault(const char *line, const char *call, const char *path) {
  char given[16], part[256];
  int number;
  const char *kind = strcmp(call, "truncate") == 0 ? "write" : call;
  if (sscanf(line, "%15s %d %255s", given, &number, part) != 3 || strcmp(given, kind) != 0) return none;
  return leads_through(path, part) ? (struct fault){.error = number} : none;
}

/* What the first line that fits does. The program's own errno stays as it was. */
static struct fault fault_of(const char *call, const char *path) {
  const char *list = getenv("DISK_FAULTS");
  if (list == NULL || path == NULL) return none;
  int before = errno;
  struct fault found = none;
  int file = (int)REAL(open)(list, O_RDONLY | O_CLOEXEC);
  if (file >= 0) {
    char text[4096];
    ssize_t length = REAL(read)(file, text, sizeof text - 1);
    close(file);
    text[length > 0 ? length : 0] = '\0';
    char *rest = NULL;
    for (char *line = strtok_r(text, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest)) {
      found = strncmp(line, "nth ", 4) == 0 ? nth_fault(line, call, path) : listed_fault(line, call, path);
      if (found.error != 0 || found.kills_before || found.is_halved || found.kills_after) break;
    }
  }
  errno = before;
  return found;
}

static struct fault fault_of_fd(const char *call, int fd) {
  char link[64], path[4096];
  int before = errno;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  errno = before;
  if (length <= 0 || path[0] != '/') return none; /* sockets and pipes have no path */
  path[length] = '\0';
  return fault_of(call, path);
}

static void die(void) {
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

/* Goes on where something is to be done. */
#define FAIL(fault) \
  do { \
    if ((fault).error != 0) { \
      errno = (fault).error; \
      return -1; \
    } \
    if ((fault).kills_before) die(); \
  } while (0)

#define ON_FD(type, call, name, parameters, ...) \
  type name parameters { \
    struct fault fault = fault_of_fd(call, fd); \
    FAIL(fault); \
    type done = REAL(name)(__VA_ARGS__); \
    if (fault.kills_after) die(); \
    return done; \
  }

/* `...` are the arguments after size bytes from `from`. */
#define ON_WRITE(name, parameters, ...) \
  ssize_t name parameters { \
    struct fault fault = fault_of_fd("write", fd); \
    FAIL(fault); \
    if (fault.is_halved) size = (size + 1) / 2; \
    ssize_t written = REAL(name)(fd, from, size __VA_ARGS__); \
    if (fault.kills_after) die(); \
    return written; \
  }

/* Of several pieces, half of the first one. */
#define ON_WRITEV(name, parameters, ...) \
  ssize_t name parameters { \
    struct fault fault = fault_of_fd("write", fd); \
    FAIL(fault); \
    struct iovec half; \
    if (fault.is_halved && count > 0) { \
      half = (struct iovec){.iov_base = from[0].iov_base, .iov_len = (from[0].iov_len + 1) / 2}; \
      from = &half; \
      count = 1; \
    } \
    ssize_t written = REAL(name)(fd, from, count __VA_ARGS__); \
    if (fault.kills_after) die(); \
    return written; \
  }

#define COMMA_AT , at

ON_FD(ssize_t, "read", read, (int fd, void *into, size_t size), fd, into, size)
ON_FD(ssize_t, "read", pread, (int fd, void *into, size_t size, off_t at), fd, into, size, at)
ON_FD(ssize_t, "read", pread64, (int fd, void *into, size_t size, off64_t at), fd, into, size, at)
ON_FD(ssize_t, "read", readv, (int fd, const struct iovec *into, int count), fd, into, count)
ON_FD(ssize_t, "read", preadv, (int fd, const struct iovec *into, int count, off_t at), fd, into, count, at)
ON_FD(ssize_t, "read", preadv64, (int fd, const struct iovec *into, int count, off64_t at), fd, into, count, at)
ON_WRITE(write, (int fd, const void *from, size_t size), )
ON_WRITE(pwrite, (int fd, const void *from, size_t size, off_t at), COMMA_AT)
ON_WRITE(pwrite64, (int fd, const void *from, size_t size, off64_t at), COMMA_AT)
ON_WRITEV(writev, (int fd, const struct iovec *from, int count), )
ON_WRITEV(pwritev, (int fd, const struct iovec *from, int count, off_t at), COMMA_AT)
ON_WRITEV(pwritev64, (int fd, const struct iovec *from, int count, off64_t at), COMMA_AT)
ON_FD(int, "truncate", ftruncate, (int fd, off_t size), fd, size)
ON_FD(int, "truncate", ftruncate64, (int fd, off64_t size), fd, size)
ON_FD(int, "sync", fsync, (int fd), fd)
ON_FD(int, "sync", fdatasync, (int fd), fd)

#define ON_PATH(name, parameters, path, ...) \
  int name parameters { \
    struct fault fault = fault_of("make", path); \
    FAIL(fault); \
    int done = REAL(name)(__VA_ARGS__); \
    if (fault.kills_after) die(); \
    return done; \
  }

ON_PATH(mkdir, (const char *path, mode_t mode), path, path, mode)
ON_PATH(unlink, (const char *path), path, path)
ON_PATH(rename, (const char *from, const char *to), to, from, to)

/* A file that is there may be opened on a disk that takes no new ones. */
#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    mode_t mode = 0; \
    if (flags & O_CREAT) { \
      va_list more; \
      va_start(more, flags); \
      mode = va_arg(more, mode_t); \
      va_end(more); \
    } \
    int is_new = (flags & O_CREAT) && access(path, F_OK) != 0; \
    int changes = is_new || (flags & (O_WRONLY | O_RDWR)); \
    struct fault fault = changes ? fault_of(is_new ? "make" : "open", path) : none; \
    FAIL(fault); \
    int file = REAL(name)(path, flags, mode); \
    if (fault.kills_after) die(); \
    return file; \
  }

OPEN(open)
OPEN(open64)

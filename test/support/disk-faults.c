/*
 * A disk that fails on demand, for a program that is started with this library in LD_PRELOAD.
 *
 * The file that DISK_FAULTS names lists what fails from now on; while it is missing or empty, nothing does. A line is
 *
 *     <call> <errno's number> <part of a path>
 *
 * where <call> is read, write, sync or make (whatever changes a folder: creating, removing, renaming). A part that ends in
 * a slash is a folder that the path leads through; any other is what the path ends in.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int leads_through(const char *path, const char *part) {
  size_t path_length = strlen(path), part_length = strlen(part);
  if (part[part_length - 1] == '/') return strstr(path, part) != NULL;
  return path_length >= part_length && strcmp(path + path_length - part_length, part) == 0;
}

/* The errno of the first line that fits, or 0. The program's own errno stays as it was. */
static int fault_of(const char *call, const char *path) {
  const char *list = getenv("DISK_FAULTS");
  if (list == NULL || path == NULL) return 0;
  int before = errno, found = 0;
  int file = (int)REAL(open)(list, O_RDONLY | O_CLOEXEC);
  if (file >= 0) {
    char text[4096];
    ssize_t length = REAL(read)(file, text, sizeof text - 1);
    close(file);
    text[length > 0 ? length : 0] = '\0';
    char *rest = NULL;
    for (char *line = strtok_r(text, "\n", &rest); line != NULL && found == 0; line = strtok_r(NULL, "\n", &rest)) {
      char given[16], part[256];
      int number;
      if (sscanf(line, "%15s %d %255s", given, &number, part) != 3 || strcmp(given, call) != 0) continue;
      if (leads_through(path, part)) found = number;
    }
  }
  errno = before;
  return found;
}

static int fault_of_fd(const char *call, int fd) {
  char link[64], path[4096];
  int before = errno;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  errno = before;
  if (length <= 0 || path[0] != '/') return 0; /* sockets and pipes have no path */
  path[length] = '\0';
  return fault_of(call, path);
}

#define FAIL_FD(call, fd) \
  do { \
    int fault = fault_of_fd(call, fd); \
    if (fault != 0) { \
      errno = fault; \
      return -1; \
    } \
  } while (0)

#define FAIL_PATH(call, path) \
  do { \
    int fault = fault_of(call, path); \
    if (fault != 0) { \
      errno = fault; \
      return -1; \
    } \
  } while (0)

#define ON_FD(type, call, name, parameters, ...) \
  type name parameters { \
    FAIL_FD(call, fd); \
    return REAL(name)(__VA_ARGS__); \
  }

ON_FD(ssize_t, "read", read, (int fd, void *into, size_t size), fd, into, size)
ON_FD(ssize_t, "read", pread, (int fd, void *into, size_t size, off_t at), fd, into, size, at)
ON_FD(ssize_t, "read", pread64, (int fd, void *into, size_t size, off64_t at), fd, into, size, at)
ON_FD(ssize_t, "read", readv, (int fd, const struct iovec *into, int count), fd, into, count)
ON_FD(ssize_t, "read", preadv, (int fd, const struct iovec *into, int count, off_t at), fd, into, count, at)
ON_FD(ssize_t, "read", preadv64, (int fd, const struct iovec *into, int count, off64_t at), fd, into, count, at)
ON_FD(ssize_t, "write", write, (int fd, const void *from, size_t size), fd, from, size)
ON_FD(ssize_t, "write", pwrite, (int fd, const void *from, size_t size, off_t at), fd, from, size, at)
ON_FD(ssize_t, "write", pwrite64, (int fd, const void *from, size_t size, off64_t at), fd, from, size, at)
ON_FD(ssize_t, "write", writev, (int fd, const struct iovec *from, int count), fd, from, count)
ON_FD(ssize_t, "write", pwritev, (int fd, const struct iovec *from, int count, off_t at), fd, from, count, at)
ON_FD(ssize_t, "write", pwritev64, (int fd, const struct iovec *from, int count, off64_t at), fd, from, count, at)
ON_FD(int, "write", ftruncate, (int fd, off_t size), fd, size)
ON_FD(int, "write", ftruncate64, (int fd, off64_t size), fd, size)
ON_FD(int, "sync", fsync, (int fd), fd)
ON_FD(int, "sync", fdatasync, (int fd), fd)

int mkdir(const char *path, mode_t mode) {
  FAIL_PATH("make", path);
  return REAL(mkdir)(path, mode);
}

int unlink(const char *path) {
  FAIL_PATH("make", path);
  return REAL(unlink)(path);
}

int rename(const char *from, const char *to) {
  FAIL_PATH("make", to);
  return REAL(rename)(from, to);
}

/* A file that is there may be opened on a disk that takes no new ones. */
#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    mode_t mode = 0; \
    if (flags & O_CREAT) { \
      va_list more; \
      va_start(more, flags); \
      mode = va_arg(more, mode_t); \
      va_end(more); \
      if (access(path, F_OK) != 0) FAIL_PATH("make", path); \
    } \
    return REAL(name)(path, flags, mode); \
  }

OPEN(open)
OPEN(open64)

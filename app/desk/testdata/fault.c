/* Loaded before libc (LD_PRELOAD), lets one call on a file below the folder PARLEY_FAULT_IN go wrong, as a bad or full disk would
   have it. What goes wrong, and when, is read from the file PARLEY_FAULT, five 32-bit numbers that a test writes while the program runs:
   kind, how many calls still go well, whether it stays so afterwards, how many calls went wrong, how many were counted.
   Built with: cc -shared -fPIC fault.c -ldl */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <unistd.h>

enum { NONE, NO_SPACE, WRITE_ERROR, SHORT_WRITE, SYNC_ERROR, READ_ERROR };
enum { WRITING = 1, SYNCING, READING };

static struct control {
	volatile int32_t kind, left, stays, wrong, counted;
} *control;
static const char *folder;

static struct control *controls(void) {
	if (!control) {
		const char *name = getenv("PARLEY_FAULT");
		folder = getenv("PARLEY_FAULT_IN");
		int fd = name && folder ? open(name, O_RDWR) : -1;
		void *at = fd < 0 ? MAP_FAILED : mmap(0, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
		if (at == MAP_FAILED) {
			fprintf(stderr, "fault: cannot read %s\n", name ? name : "PARLEY_FAULT");
			_exit(3);
		}
		control = at;
	}
	return control;
}

/* goes_wrong tells whether this call is the one. */
static int goes_wrong(int fd, int call) {
	struct control *c = controls();
	int is = c->kind == READ_ERROR ? READING : c->kind == SYNC_ERROR ? SYNCING : WRITING;
	char link[64], path[4096];
	if (c->kind == NONE || is != call)
		return 0;
	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	ssize_t n = readlink(link, path, sizeof path - 1);
	if (n < 0)
		return 0;
	path[n] = 0;
	if (strncmp(path, folder, strlen(folder)))
		return 0;
	__sync_fetch_and_add(&c->counted, 1);
	int left = __sync_fetch_and_sub(&c->left, 1);
	if (left > 0 || (left < 0 && !c->stays))
		return 0;
	__sync_fetch_and_add(&c->wrong, 1);
	return 1;
}

static int error_of(void) { return control->kind == NO_SPACE || control->kind == SHORT_WRITE ? ENOSPC : EIO; }

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static ssize_t written(ssize_t (*real)(int, const void *, size_t, off64_t), int fd, const void *b, size_t n, off64_t at) {
	if (!goes_wrong(fd, WRITING))
		return real(fd, b, n, at);
	if (control->kind == SHORT_WRITE && n > 1) { /* the next call, for the rest, says why */
		control->left = 0;
		return real(fd, b, n / 2, at);
	}
	errno = error_of();
	return -1;
}

ssize_t pwrite(int fd, const void *b, size_t n, off_t at) { return written((void *)REAL(pwrite), fd, b, n, at); }
ssize_t pwrite64(int fd, const void *b, size_t n, off64_t at) { return written(REAL(pwrite64), fd, b, n, at); }

ssize_t write(int fd, const void *b, size_t n) {
	if (goes_wrong(fd, WRITING)) {
		errno = error_of();
		return -1;
	}
	return REAL(write)(fd, b, n);
}

static ssize_t got(ssize_t (*real)(int, void *, size_t, off64_t), int fd, void *b, size_t n, off64_t at) {
	if (goes_wrong(fd, READING)) {
		errno = EIO;
		return -1;
	}
	return real(fd, b, n, at);
}

ssize_t pread(int fd, void *b, size_t n, off_t at) { return got((void *)REAL(pread), fd, b, n, at); }
ssize_t pread64(int fd, void *b, size_t n, off64_t at) { return got(REAL(pread64), fd, b, n, at); }

static int done(int (*real)(int), int fd) {
	if (goes_wrong(fd, SYNCING)) {
		errno = EIO;
		return -1;
	}
	return real(fd);
}

int fsync(int fd) { return done(REAL(fsync), fd); }
int fdatasync(int fd) { return done(REAL(fdatasync), fd); }

static int cut(int (*real)(int, off64_t), int fd, off64_t n) {
	if (goes_wrong(fd, WRITING)) {
		errno = error_of();
		return -1;
	}
	return real(fd, n);
}

int ftruncate(int fd, off_t n) { return cut((void *)REAL(ftruncate), fd, n); }
int ftruncate64(int fd, off64_t n) { return cut(REAL(ftruncate64), fd, n); }

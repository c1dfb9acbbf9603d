/* A disk that fails, for the proofs D2, D4, D10 and D11: preloaded into a process (LD_PRELOAD), it sees every write, truncation
 * and sync of the files whose path begins with FAULT_FILES, numbers them, and does FAULT_KIND at number FAULT_AT:
 *
 *   eio, enospc  the call fails; nothing of it is done. A sync that fails loses what was written to its file since the last
 *                sync, and says nothing of it the next time, as Linux does.
 *   full         from then on the disk is full: a write or truncation that makes a file longer fails with ENOSPC.
 *   fuller       the same, on a file system that never writes in place: every write fails.
 *   half         half of a write is done, and the process is killed.
 *   kill         the process is killed before the call; what was written is in the page cache, and stays.
 *   power        the power fails before the call: of what was not synced some sectors are lost, chosen by FAULT_SEED
 *                (0: all of it).
 *   lie          from the first call on, a sync does nothing and says it did; at FAULT_AT the power fails. A control.
 *   hide         as eio, but a sync that fails says that it did not; three calls later the process is killed. A control.
 *
 * FAULT_WHILE: instead of at a number, full, fuller and eio are so as long as a file of that name is there.
 * FAULT_SYNCS: only syncs are numbered. FAULT_WHEN: the numbering begins, in one of several processes, when a file of that
 * name is there, which is then removed; nothing is lost then. FAULT_MADE: a file in which the number is written at which the fault was made, or of the last call when none
 * was. Not seen: what is written through memory maps, and that files are made or removed. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

/* One change that was not synced: of which file, where, and what was and is there. A truncation has no new bytes. */
struct change {
    char path[512];
    off_t offset, old_size;
    size_t old_length, new_length;
    char *old_bytes, *new_bytes;
    int is_truncation;
    struct change *before;
};

static struct change *last;
static long number;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwritev)(int, const struct iovec *, int, off_t);
static int (*real_posix_fallocate)(int, off_t, off_t);
static int (*real_ftruncate)(int, off_t);
static int (*real_fsync)(int);

__attribute__((constructor)) static void find_the_real_ones(void) {
    real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
    real_write = dlsym(RTLD_NEXT, "write");
    real_pwritev = dlsym(RTLD_NEXT, "pwritev64");
    real_posix_fallocate = dlsym(RTLD_NEXT, "posix_fallocate64");
    real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
    real_fsync = dlsym(RTLD_NEXT, "fsync");
}

static const char *setting(const char *name) {
    const char *value = getenv(name);
    return value ? value : "";
}

static int is_kind(const char *kind) { return strcmp(setting("FAULT_KIND"), kind) == 0; }

/* Whether this file is one of those; its path. */
static int is_watched(int fd, char path[512]) {
    char link[64];
    const char *files = setting("FAULT_FILES");
    if (!*files) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, 511);
    if (length < 0) return 0;
    path[length] = 0;
    return strncmp(path, files, strlen(files)) == 0;
}

/* Counts a call; whether it is the one. */
static int is_now(int is_sync) {
    const char *when = setting("FAULT_WHEN");
    if (*setting("FAULT_SYNCS") && !is_sync) return 0;
    if (*when && unlink(when) == 0) number = 0;
    else if (*when && number == 0) return 0;
    return ++number == atol(setting("FAULT_AT"));
}

/* Whether a disk that is full had no room for a call. */
static int has_refused;

static int is_full_kind(void) { return is_kind("full") || is_kind("fuller"); }

/* Says once at which number the fault was made, or how many calls there were when none was; of a disk that is full at which
 * it first had no room, or 0. */
__attribute__((destructor)) static void tell(void) {
    static int told;
    int made = told++ ? -1 : open(setting("FAULT_MADE"), O_CREAT | O_WRONLY | O_TRUNC, 0666);
    if (made < 0) return;
    dprintf(made, "%ld", is_full_kind() && !has_refused ? 0 : number);
    close(made);
}

static void forget(struct change **place) {
    struct change *gone = *place;
    *place = gone->before;
    free(gone->old_bytes);
    free(gone->new_bytes);
    free(gone);
}

static void forget_file(const char *path) {
    for (struct change **place = &last; *place;)
        if (strcmp((*place)->path, path) == 0) forget(place);
        else place = &(*place)->before;
}

static void remember(int fd, const char *path, const void *bytes, size_t length, off_t offset, int is_truncation) {
    struct stat now;
    /* A server of several processes: what one wrote another syncs, so nothing is known of it here. */
    if (*setting("FAULT_WHEN") || is_full_kind()) return;
    if (fstat(fd, &now) != 0) abort();
    struct change *change = calloc(1, sizeof *change);
    strcpy(change->path, path);
    change->offset = offset;
    change->old_size = now.st_size;
    change->is_truncation = is_truncation;
    change->new_length = length;
    change->new_bytes = memcpy(malloc(length + 1), bytes ? bytes : "", length);
    size_t old = now.st_size <= offset ? 0 : (size_t)(now.st_size - offset);
    if (!is_truncation && old > length) old = length;
    change->old_bytes = malloc(old + 1);
    ssize_t read = pread(fd, change->old_bytes, old, offset);
    change->old_length = read < 0 ? 0 : (size_t)read;
    change->before = last;
    last = change;
}

static void undo(int fd, const struct change *change) {
    real_pwrite(fd, change->old_bytes, change->old_length, change->offset);
    real_ftruncate(fd, change->old_size);
}

/* Some sectors of a write reach the disk, others do not; a truncation does or does not. */
static void redo_some(int fd, const struct change *change, uint64_t *dice) {
    const size_t sector = 512;
    for (size_t at = 0; at < change->new_length || (at == 0 && change->is_truncation); at += sector) {
        *dice = *dice * 6364136223846793005u + 1442695040888963407u;
        if (!(*dice >> 40 & 1)) continue;
        size_t length = change->new_length - at < sector ? change->new_length - at : sector;
        if (change->is_truncation) real_ftruncate(fd, change->offset);
        else real_pwrite(fd, change->new_bytes + at, length, change->offset + (off_t)at);
    }
}

/* There may be more of them than a stack is deep. */
static void redo_in_order(int fd, const char *path, uint64_t *dice) {
    size_t count = 0;
    for (struct change *change = last; change; change = change->before) count += strcmp(path, change->path) == 0;
    const struct change **order = malloc((count + 1) * sizeof *order);
    size_t place = count;
    for (struct change *change = last; change; change = change->before)
        if (strcmp(path, change->path) == 0) order[--place] = change;
    for (; place < count; place++) redo_some(fd, order[place], dice);
    free(order);
}

static void undo_file(int fd, const char *path) {
    for (struct change *change = last; change; change = change->before)
        if (strcmp(path, change->path) == 0) undo(fd, change);
}

static void lose_unsynced(void) {
    uint64_t dice = (uint64_t)atoll(setting("FAULT_SEED"));
    int loses_all = dice == 0;
    while (last) {
        char path[512];
        strcpy(path, last->path);
        int fd = open(path, O_RDWR);
        if (fd >= 0) undo_file(fd, path);
        if (fd >= 0 && !loses_all) redo_in_order(fd, path, &dice);
        forget_file(path);
    }
}

static void die(void) {
    tell();
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

/* Whether a disk that is full has no room for this: the file is longer for it, or is written elsewhere. */
static int needs_room(int fd, off_t end) {
    struct stat now;
    if (is_kind("fuller")) return 1;
    return is_kind("full") && fstat(fd, &now) == 0 && end > now.st_size;
}

/* What befalls a call: 0 when it may go on, otherwise its error. Where it ends in the file; a sync nowhere. */
static int befalls(int fd, off_t end) {
    static int is_full;
    const char *while_there = setting("FAULT_WHILE");
    int is_sync = end < 0;
    int now = *while_there ? access(while_there, F_OK) == 0 && (is_sync || !*setting("FAULT_SYNCS")) : is_now(is_sync);
    if (is_full_kind()) {
        is_full = now || (is_full && !*while_there);
        if (!is_full || is_sync || !needs_room(fd, end)) return 0;
        has_refused = 1;
        tell();
        return ENOSPC;
    }
    if (is_kind("hide") && number == atol(setting("FAULT_AT")) + 3) die();
    if (!now) return 0;
    if (is_kind("power") || is_kind("lie")) lose_unsynced();
    if (is_kind("power") || is_kind("lie") || is_kind("kill")) die();
    if (is_kind("half")) return -1;
    if (!*while_there) tell();
    return is_kind("enospc") ? ENOSPC : EIO;
}

static ssize_t put(int fd, const void *bytes, size_t length, off_t offset) {
    char path[512];
    if (!is_watched(fd, path)) return real_pwrite(fd, bytes, length, offset);
    pthread_mutex_lock(&lock);
    ssize_t done = -1;
    int error = befalls(fd, offset + (off_t)length);
    if (error < 0) {
        real_pwrite(fd, bytes, length / 2, offset);
        die();
    } else if (error == 0) {
        remember(fd, path, bytes, length, offset, 0);
        done = real_pwrite(fd, bytes, length, offset);
        error = errno;
    }
    pthread_mutex_unlock(&lock);
    errno = error;
    return done;
}

static int cut(int fd, off_t size) {
    char path[512];
    if (!is_watched(fd, path)) return real_ftruncate(fd, size);
    pthread_mutex_lock(&lock);
    int done = -1, error = befalls(fd, size);
    if (error < 0) die();
    if (error == 0) {
        remember(fd, path, 0, 0, size, 1);
        done = real_ftruncate(fd, size);
        error = errno;
    }
    pthread_mutex_unlock(&lock);
    errno = error;
    return done;
}

static int settle(int fd) {
    char path[512];
    if (!is_watched(fd, path)) return real_fsync(fd);
    pthread_mutex_lock(&lock);
    int done = -1, error = befalls(fd, -1);
    if (error < 0) die();
    if (error == 0) {
        done = is_kind("lie") ? 0 : real_fsync(fd);
        error = errno;
        if (!is_kind("lie")) forget_file(path);
    } else {
        undo_file(fd, path);
        forget_file(path);
        if (is_kind("hide")) done = 0;
    }
    pthread_mutex_unlock(&lock);
    errno = error;
    return done;
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) { return put(fd, bytes, length, offset); }
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) { return put(fd, bytes, length, offset); }
int ftruncate(int fd, off_t size) { return cut(fd, size); }
int ftruncate64(int fd, off64_t size) { return cut(fd, size); }
int fsync(int fd) { return settle(fd); }
int fdatasync(int fd) { return settle(fd); }

/* PostgreSQL makes a file longer by several pages at once; only a disk that is full sees these, and they are not numbered. */
static int has_room(int fd, off_t end) {
    char path[512];
    if (!is_watched(fd, path) || !*setting("FAULT_WHILE")) return 1;
    pthread_mutex_lock(&lock);
    int error = is_full_kind() ? befalls(fd, end) : 0;
    pthread_mutex_unlock(&lock);
    return error == 0;
}

ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t offset) {
    off_t end = offset;
    for (int part = 0; part < count; part++) end += (off_t)parts[part].iov_len;
    if (has_room(fd, end)) return real_pwritev(fd, parts, count, offset);
    errno = ENOSPC;
    return -1;
}
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset) { return pwritev64(fd, parts, count, offset); }
int posix_fallocate64(int fd, off64_t offset, off64_t length) {
    return has_room(fd, offset + length) ? real_posix_fallocate(fd, offset, length) : ENOSPC;
}
int posix_fallocate(int fd, off_t offset, off_t length) { return posix_fallocate64(fd, offset, length); }

/* A write at the place where the file is, as SQLite does when it is built without pwrite. */
ssize_t write(int fd, const void *bytes, size_t length) {
    char path[512];
    off_t offset = is_watched(fd, path) ? lseek(fd, 0, SEEK_CUR) : -1;
    if (offset < 0) return real_write(fd, bytes, length);
    ssize_t done = put(fd, bytes, length, offset);
    if (done > 0) lseek(fd, offset + done, SEEK_SET);
    return done;
}

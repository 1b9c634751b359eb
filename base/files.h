/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * files — descriptors that close themselves, whole reads, whole writes
 *
 * Not here: durability across a group of letters (spool/store).
 */
#ifndef CHENGBAO_BASE_FILES_H
#define CHENGBAO_BASE_FILES_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* autofd fd = open(…): closed at the end of the block; files_steal hands it over. */
void files_close(int *fd);
#define autofd __attribute__((cleanup(files_close))) int
int files_steal(int *fd);

/* Everything behind fd from its beginning, NUL-terminated after *ret_n_bytes. Yours.
 * Errors: MAIL when it is longer than max_bytes, STORE when reading fails. */
char *files_read_fd(int fd, size_t max_bytes, size_t *ret_n_bytes, GError **error);

/* The same for a path. Errors: CONFIG `PATH:1:1: …` when it cannot be opened or is too long. */
char *files_read_path(const char *path, size_t max_bytes, size_t *ret_n_bytes, GError **error);

/* Writes all bytes, however often write(2) must be called. Errors: STORE. */
bool files_write(int fd, const void *bytes, size_t n_bytes, GError **error);

/* An empty memfd, to be sealed when it is written. Errors: STORE. -1 on error. */
int files_memory(const char *name, GError **error);

/* Seals it against every change. Errors: STORE. */
bool files_seal(int fd, GError **error);

/* A memfd with these bytes, sealed. Errors: STORE. -1 on error. */
int files_sealed(const char *name, const void *bytes, size_t n_bytes, GError **error);

/* Makes a directory 0700 unless it is there. Errors: STORE. */
bool files_make_dir(const char *path, GError **error);

/* Writes PATH whole: a new file beside it, flushed, renamed, directory flushed. Errors: STORE. */
bool files_replace(const char *path, const void *bytes, size_t n_bytes, GError **error);

/* fsync of a directory by its path. Errors: STORE. */
bool files_flush_dir(const char *path, GError **error);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * jobs — what a jailed worker can be asked to do
 *
 * "read" (read_letter), "prove", "part", "extract", "match", "gate", "commands", "print": a record
 * and an open file in, a record and perhaps a sealed memory file out.
 *
 * Not here: the process around it (worker), the records' tables (records).
 */
#ifndef CHENGBAO_PIPELINE_READING_JOBS_H
#define CHENGBAO_PIPELINE_READING_JOBS_H

#include "base/jail/jail.h"
#include "base/record.h"
#include "filters/ruleset.h"

/* Does the job: the result object, yours; *ret_fd is -1 unless bytes go with it.
 * Errors: MAIL why it cannot be done. */
typedef json_t *(*JobFunction)(const RuleSet *rules, const json_t *job, int fd, int *ret_fd,
			       GError **error);

/* Runs the job a record asks for, if a worker of this kind does such jobs. `job` passed
 * records_job. Gives and Errors: as JobFunction. */
json_t *jobs_run(JailKind kind, const RuleSet *rules, const json_t *job, int fd, int *ret_fd,
		 GError **error);

/* What the job "test" does; for tests of the walls. Without it there is no such job. */
void jobs_set_test(JobFunction function);

/* A sealed memory file with these bytes as *ret_fd, and {"bytes":n}. Takes `bytes`. */
json_t *jobs_bytes(char *bytes, size_t n_bytes, int *ret_fd, GError **error);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * zygote — the loaded parent of one generation of workers
 *
 * `chengbao worker reading [OFFICE]`: loads everything a worker will need,
 * says `ready HASH` or every problem, then forks a worker for each request.
 *
 * Promise: it reads nothing from outside but the office's own files.
 * Not here: the jobs (pipeline/reading/worker), who asks (pipeline/reading/pool).
 */
#ifndef CHENGBAO_PIPELINE_READING_ZYGOTE_H
#define CHENGBAO_PIPELINE_READING_ZYGOTE_H

/* Serves `channel` until it ends. `office_directory` NULL or "": shipped rules and no
 * roster. Gives the exit code; in a forked worker it does not return. */
int reading_main(int channel, const char *office_directory);

#endif

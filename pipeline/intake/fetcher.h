/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fetcher — the process that brings letters from one source
 *
 * It knows one server and that mailbox's password, and fills files which the
 * desk opened for it; it sees neither the store nor its paths. A source is told
 * of success only after the desk said `done`, which is after its commit.
 *
 * Promise: killed at any moment it loses nothing and acknowledges nothing that
 * is not durable.
 * Not here: files, letters, positions (pipeline/desk); the dialogue (base/wire).
 */
#ifndef CHENGBAO_PIPELINE_INTAKE_FETCHER_H
#define CHENGBAO_PIPELINE_INTAKE_FETCHER_H

/* The body of the process; `channel` (base/jail/channel) is its link to the
 * desk, whose first record must be `start`. Sources: maildir:PATH, mbox:PATH
 * (read once), imap://… (STARTTLS), imaps://…
 * Gives: the process's exit code: 0 the desk hung up or `once` is done, 75 with
 * `once` and an error, 64 when the start record makes no sense. */
int fetcher_main(int channel);

#endif

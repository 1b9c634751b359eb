/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * resolver — the process that looks keys up in the DNS
 *
 * Not here: which keys, what was looked up before (keys).
 */
#ifndef CHENGBAO_PIPELINE_READING_RESOLVER_H
#define CHENGBAO_PIPELINE_READING_RESOLVER_H

/* Serves the desk on `channel` until it hangs up. Gives: the exit code. */
int resolver_main(int channel);

#endif

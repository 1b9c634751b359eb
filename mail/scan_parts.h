/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * scan_parts — the parts below a letter's header, counted before a parser holds them
 *
 * Only for scan.
 */
#ifndef CHENGBAO_MAIL_SCAN_PARTS_H
#define CHENGBAO_MAIL_SCAN_PARTS_H

#include "mail/scan.h"

/* Walks the body of a letter whose headers are known; sets limit, ambiguous, mends. */
void scan_parts(Scan *scan);

/* Notes why two readers may differ; the first reason stays. */
void scan_mark(Scan *scan, const char *why);

#endif

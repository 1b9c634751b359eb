/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * title — the title of a report (declared with the other fields)
 */
#ifndef CHENGBAO_MAIL_TITLE_H
#define CHENGBAO_MAIL_TITLE_H

#include "mail/fields.h"

/* Does the subject (without prefixes) say nothing about its letter: 信息, 见附件,
 * 某某局信息, (无主题) …? */
bool title_is_empty_talk(const char *subject);

#endif

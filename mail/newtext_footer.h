/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * newtext_footer — lines that a program and not the writer put there
 */
#ifndef CHENGBAO_MAIL_NEWTEXT_FOOTER_H
#define CHENGBAO_MAIL_NEWTEXT_FOOTER_H

#include <stdbool.h>

/* Is this whole line (UTF-8, trimmed) a phone's or a client's footer:
 * 发自我的iPhone, 通过华为手机发送, Sent from my …, 来自QQ邮箱 … */
bool newtext_footer_is(const char *line);

/* Does a disclaimer begin here, so that this and all below is footer? */
bool newtext_footer_is_disclaimer(const char *line);

/* Is the line only a mail address or a telephone number (a signature)? */
bool newtext_footer_is_contact(const char *line);

#endif

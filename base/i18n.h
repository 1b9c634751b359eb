/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * i18n — how a message finds its language
 *
 * Messages are written in English in the source and translated by gettext;
 * po/zh_CN.po is complete. Texts that go into mails are not messages: they are
 * templates in publish/.
 *
 * Not here: choosing the language (command/main does, once, at start).
 */
#ifndef CHENGBAO_BASE_I18N_H
#define CHENGBAO_BASE_I18N_H

#include <libintl.h>

#define _(text) gettext(text)
#define N_(text) (text)

#endif

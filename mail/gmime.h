/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * gmime — the automatic clean-up that gmime's own headers do not declare
 *
 * The only place that declares it; every file of mail/ that uses gmime includes this.
 */
#ifndef CHENGBAO_MAIL_GMIME_H
#define CHENGBAO_MAIL_GMIME_H

#include <gmime/gmime.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeStream, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeParser, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeMessage, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeObject, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeParserOptions, g_mime_parser_options_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeFormatOptions, g_mime_format_options_free)

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * office_anchors — who vouches for S/MIME signers, and what was revoked
 *
 * [trust] anchors names a file of certificates; every .crl beside it is the revocation list of
 * an authority, in PEM or DER as it was downloaded. All become one PEM text.
 *
 * Promise: a file that is cut off, a web page or a certificate is an error here, no list that
 * silently revokes nothing.
 * Not here: what they prove (mail/signature_trust); fetching lists: nothing is fetched.
 */
#include "config/office_read.h"

#include <string.h>

#include "base/files.h"
#include "base/i18n.h"

#define ANCHORS_PEM_LINE 64
#define ANCHORS_CRL_BEGIN "-----BEGIN X509 CRL-----"
#define ANCHORS_CRL_END "-----END X509 CRL-----"

static void
anchors_unreadable(OfficeReading *reading, const Line *line, const char *name, const char *path,
		   const GError *error)
{
	lines_problem_value(reading->problems, line, "%s: %s", name,
			    error->message + strlen(path) + strlen(":1:1: "));
}

/* One DER value that ends where the file ends (X.690 8.1.3). */
static bool
anchors_is_der(const unsigned char *bytes, size_t n_bytes)
{
	size_t n_length = n_bytes > 1 && bytes[1] >= 0x80 ? bytes[1] & 0x7fu : 0, length = 0;

	if (n_bytes < 4 || bytes[0] != 0x30 || n_length > 4 || n_length + 2 > n_bytes)
		return false;
	for (size_t i = 0; i < n_length; i++)
		length = length << 8 | bytes[2 + i];
	return n_bytes == 2 + n_length + (n_length > 0 ? length : bytes[1]);
}

static void
anchors_add_der(GString *all, const char *bytes, size_t n_bytes)
{
	g_autofree char *base64 = g_base64_encode((const guchar *)bytes, n_bytes);

	g_string_append(all, ANCHORS_CRL_BEGIN "\n");
	for (const char *p = base64; *p; p += MIN(strlen(p), ANCHORS_PEM_LINE))
		g_string_append_printf(all, "%.*s\n", ANCHORS_PEM_LINE, p);
	g_string_append(all, ANCHORS_CRL_END "\n");
}

/* A .crl file onto the others; false: it is none. */
static bool
anchors_add_crl(GString *all, const char *bytes, size_t n_bytes)
{
	const char *begin = strstr(bytes, ANCHORS_CRL_BEGIN);

	if (begin && strstr(begin, ANCHORS_CRL_END) && strlen(bytes) == n_bytes &&
	    g_str_is_ascii(bytes))
		g_string_append_printf(all, "%s\n", bytes);
	else if (anchors_is_der((const unsigned char *)bytes, n_bytes))
		anchors_add_der(all, bytes, n_bytes);
	else
		return false;
	return true;
}

static void
anchors_read_crl(OfficeReading *reading, const Line *line, const char *path, GString *all)
{
	g_autofree char *name = g_path_get_basename(path);
	g_autoptr(GError) error = NULL;
	size_t n_bytes = 0;
	g_autofree char *bytes = files_read_path(path, OFFICE_CRLS_BYTES, &n_bytes, &error);

	if (!bytes)
		anchors_unreadable(reading, line, name, path, error);
	else if (!anchors_add_crl(all, bytes, n_bytes))
		lines_problem_value(reading->problems, line,
				    _("%s is no revocation list, or not all of it; fetch it anew"),
				    name);
	else if (all->len > OFFICE_CRLS_BYTES)
		lines_problem_value(reading->problems, line,
				    _("%s: the revocation lists are larger than 1 MB together"),
				    name);
}

static int
anchors_compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The lists beside the anchors, in name order. */
static void
anchors_read_crls(OfficeReading *reading, const Line *line, const char *anchors)
{
	g_autofree char *folder = g_path_get_dirname(anchors);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GString) all = g_string_new(NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir)))
		if (g_str_has_suffix(name, ".crl") || g_str_has_suffix(name, ".CRL"))
			g_ptr_array_add(paths, g_build_filename(folder, name, NULL));
	g_ptr_array_sort(paths, anchors_compare);
	for (guint i = 0; i < paths->len && all->len <= OFFICE_CRLS_BYTES; i++)
		anchors_read_crl(reading, line, paths->pdata[i], all);
	if (all->len > 0)
		reading->office->crls = g_string_free(g_steal_pointer(&all), FALSE);
}

/* Whether the certificates are good, their reader sees. */
void
office_read_anchors(OfficeReading *reading)
{
	const ConfSection *section = conf_lines_section(reading->conf, "trust");
	const Line *line = conf_lines_pair(section, "anchors");
	g_autofree char *path =
		line ? g_canonicalize_filename(line->value, reading->office->directory) : NULL;
	g_autoptr(GError) error = NULL;
	size_t n_bytes = 0;
	g_autofree char *bytes =
		path ? files_read_path(path, OFFICE_ANCHORS_BYTES, &n_bytes, &error) : NULL;

	if (!line)
		return;
	if (!bytes) {
		anchors_unreadable(reading, line, line->value, path, error);
	} else if (!strstr(bytes, "-----BEGIN CERTIFICATE-----") || !g_str_is_ascii(bytes)) {
		lines_problem_value(reading->problems, line,
				    _("%s holds no certificate (-----BEGIN CERTIFICATE-----)"),
				    line->value);
	} else {
		reading->office->anchors = g_steal_pointer(&bytes);
		anchors_read_crls(reading, line, path);
	}
}

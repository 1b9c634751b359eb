/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * command_view — an answer as characters to match, each knowing its bytes
 *
 * One spelling per character: full width becomes half width, traditional
 * characters become simplified, letters lower case, every dash
 * '-', every blank ' '. Invisible characters are left out. What goes into a
 * record (reasons, names, titles) is cut from the source, not from here.
 */
#ifndef CHENGBAO_MAIL_COMMAND_VIEW_H
#define CHENGBAO_MAIL_COMMAND_VIEW_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct CommandView {
	const char *source; /* borrowed */
	gunichar *c;	    /* n characters and a 0 */
	uint32_t *from;	    /* first byte of each in source */
	uint32_t *to;	    /* byte after it */
	size_t n;
} CommandView;

/* A stretch [a, b) of a view. */
typedef struct CommandSpan {
	size_t a, b;
} CommandSpan;

/* After fold_load. `source` is valid UTF-8. */
CommandView *command_view_new(const char *source);
void command_view_free(CommandView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CommandView, command_view_free)

/* The source's own characters of a stretch, both ends trimmed of blanks. Yours. */
char *command_view_text(const CommandView *view, CommandSpan span);

/* The same without leading and trailing separators and without one pair of
 * enclosing parentheses; NULL when nothing is left. Yours. */
char *command_view_words(const CommandView *view, CommandSpan span);

/* Does `word` (folded UTF-8) stand at `at`, within `end`? Returns the place after it, or 0. */
size_t command_view_match(const CommandView *view, size_t at, size_t end, const char *word);

/* The place after the longest of `words` (NULL ends them) at `at`, or 0. */
size_t command_view_any(const CommandView *view, size_t at, size_t end, const char *const *words);

/* As match, with `word` folded first and blanks ignored on both sides: names. */
size_t command_view_name(const CommandView *view, size_t at, size_t end, const char *name);

/* The longest of the names standing at `at`; the place after it, or 0. */
size_t command_view_names(const CommandView *view, size_t at, size_t end, const char *const *names);

/* Blank (not line end), separator of pieces (, ; 。 ! and line end), and what may
 * follow a word so that it is whole: end, blank, separator, punctuation. A
 * question mark is none of them. */
bool command_view_is_blank(gunichar c);
bool command_view_is_separator(gunichar c);
bool command_view_is_boundary(const CommandView *view, size_t at, size_t end);

/* The first place at or after `at` that is no blank. */
size_t command_view_skip(const CommandView *view, size_t at, size_t end);

/* The span without blanks, separators and colons at its ends. */
CommandSpan command_view_trim(const CommandView *view, CommandSpan span);

/* Is the span, trimmed, one of `words` (NULL ends them) and nothing else? */
bool command_view_is_one(const CommandView *view, CommandSpan span, const char *const *words);

/* Is there a letter or a digit in the span? */
bool command_view_has_words(const CommandView *view, CommandSpan span);

/* Is there one of the `words` (NULL-terminated) anywhere in the span? */
bool command_view_has(const CommandView *view, CommandSpan span, const char *const *words);

#endif

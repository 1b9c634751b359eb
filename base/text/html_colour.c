/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * html_colour — whether words can be told from the ground they stand on
 *
 * Colours are read as mail programs write them: #fff, #ffffff, rgb(255,255,255), white, and the
 * whites of hsl(). What is none of these is not known, and words are lost in it only where those
 * around them are.
 */
#include "base/text/html_colour.h"

#include "base/text/html_element.h"
#include "base/text/quotation.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

#define COLOUR_WHITE 0xFFFFFF
#define COLOUR_UNKNOWN (-1) /* a picture, or written in a way that is not read */
#define COLOUR_NEAR 16	    /* of 255, in each of three: nobody reads it */

static const struct {
	const char *name;
	int colour;
} colour_names[] = {
	{ "white", COLOUR_WHITE }, { "window", COLOUR_WHITE }, { "windowtext", 0x000000 },
	{ "snow", 0xFFFAFA },	   { "ghostwhite", 0xF8F8FF }, { "whitesmoke", 0xF5F5F5 },
	{ "black", 0x000000 },	   { "silver", 0xC0C0C0 },     { "gray", 0x808080 },
	{ "grey", 0x808080 },	   { "maroon", 0x800000 },     { "red", 0xFF0000 },
	{ "purple", 0x800080 },	   { "fuchsia", 0xFF00FF },    { "green", 0x008000 },
	{ "lime", 0x00FF00 },	   { "olive", 0x808000 },      { "yellow", 0xFFFF00 },
	{ "navy", 0x000080 },	   { "blue", 0x0000FF },       { "teal", 0x008080 },
	{ "aqua", 0x00FFFF },	   { "ivory", 0xFFFFF0 },      { "floralwhite", 0xFFFAF0 },
	{ "mintcream", 0xF5FFFA }, { "azure", 0xF0FFFF },      { "aliceblue", 0xF0F8FF },
	{ "honeydew", 0xF0FFF0 },  { "seashell", 0xFFF5EE },
};

/* #fff, #ffffff, ffffff; the fourth part of #ffffffff is how much shines through. */
static int
colour_hex(const char *value)
{
	char digits[7] = "";
	size_t n = 0;

	value += *value == '#';
	while (n < 9 && g_ascii_isxdigit(value[n]))
		n++;
	if (n == 6 || n == 8)
		g_strlcpy(digits, value, sizeof digits);
	else if (n == 3 || n == 4)
		for (size_t i = 0; i < 3; i++)
			digits[2 * i] = digits[2 * i + 1] = value[i];
	else
		return COLOUR_UNKNOWN;
	return (int)strtol(digits, NULL, 16);
}

/* The first three numbers of rgb(255,255,255) or hsl(0,0%,100%), of percents the share of 255. */
static bool
colour_numbers(const char *value, double numbers[3])
{
	value = strchr(value, '(') + 1;
	for (int i = 0; i < 3; i++) {
		char *end;

		numbers[i] = g_ascii_strtod(value, &end);
		if (end == value)
			return false;
		if (*end == '%') {
			numbers[i] *= 2.55;
			end++;
		}
		numbers[i] = CLAMP(numbers[i], 0, 255);
		if (i < 2 && *end != ',')
			return false;
		value = end + 1;
	}
	return true;
}

/* rgb(255,255,255), rgba(255,255,255,0.5) */
static int
colour_rgb(const char *value)
{
	double numbers[3];

	if (!colour_numbers(value, numbers))
		return COLOUR_UNKNOWN;
	return (int)numbers[0] << 16 | (int)numbers[1] << 8 | (int)numbers[2];
}

/* hsl(0,0%,100%): what is nearly white or black; the others are not known. */
static int
colour_hsl(const char *value)
{
	double numbers[3];

	if (!colour_numbers(value, numbers))
		return COLOUR_UNKNOWN;
	return numbers[2] > 255 - COLOUR_NEAR ? COLOUR_WHITE
	       : numbers[2] < COLOUR_NEAR     ? 0
					      : COLOUR_UNKNOWN;
}

/* The colour that a value begins with. */
static int
colour_read(const char *value)
{
	if (g_str_has_prefix(value, "rgb(") || g_str_has_prefix(value, "rgba("))
		return colour_rgb(value);
	if (g_str_has_prefix(value, "hsl(") || g_str_has_prefix(value, "hsla("))
		return colour_hsl(value);
	if (*value == '#')
		return colour_hex(value);
	for (size_t i = 0; i < G_N_ELEMENTS(colour_names); i++) {
		size_t n = strlen(colour_names[i].name);

		if (g_ascii_strncasecmp(value, colour_names[i].name, n) == 0 &&
		    !g_ascii_isalpha(value[n]))
			return colour_names[i].colour;
	}
	return COLOUR_UNKNOWN;
}

static int
colour_attribute(const char *const *attributes, const char *name, int otherwise)
{
	const char *value = quotation_attribute(attributes, name);
	int colour;

	if (!value || !*value)
		return otherwise;
	colour = colour_read(value);
	return colour != COLOUR_UNKNOWN ? colour : colour_hex(value);
}

/* The ground that a style names; `otherwise` where it names none. */
static int
ground_of_style(const char *style, int otherwise)
{
	static const char *const properties[] = { "background-color:", "background:" };
	static const char *const none[] = { "none", "transparent", "inherit", "initial" };

	if (strstr(style, "background-image:url"))
		return COLOUR_UNKNOWN;
	for (size_t i = 0; i < G_N_ELEMENTS(properties); i++) {
		const char *value = html_element_value(style, properties[i]);
		g_autofree char *said = value ? g_strndup(value, strcspn(value, ";")) : NULL;
		bool nothing = !said;

		for (size_t k = 0; said && k < G_N_ELEMENTS(none); k++)
			nothing = nothing || g_str_has_prefix(said, none[k]);
		if (nothing)
			continue;
		return strstr(said, "url(") || strstr(said, "gradient") ? COLOUR_UNKNOWN
									: colour_read(said);
	}
	return otherwise;
}

/* The ground of an element: its own, or `around`, that of what it stands in. */
static int
colour_ground(const char *const *attributes, const char *style, int around)
{
	int ground;

	if (quotation_attribute(attributes, "background"))
		return COLOUR_UNKNOWN;
	ground = colour_attribute(attributes, "bgcolor", around);
	/* Most styles have none: looked for once. */
	return style && strstr(style, "background") ? ground_of_style(style, ground) : ground;
}

/* The colour of its words, likewise. */
static int
colour_words(const char *const *attributes, const char *style, int around)
{
	const char *value = style ? html_element_value(style, "color:") : NULL;

	if (value && g_str_has_prefix(value, "inherit"))
		return around;
	return value ? colour_read(value) : colour_attribute(attributes, "color", around);
}

static bool
colour_is_near(int colour, int ground)
{
	for (int shift = 0; shift <= 16; shift += 8)
		if (abs((colour >> shift & 0xFF) - (ground >> shift & 0xFF)) >= COLOUR_NEAR)
			return false;
	return true;
}

HtmlColours
html_colours(const HtmlColours *around, const char *const *attributes, const char *style,
	     bool sheet)
{
	HtmlColours own = around ? *around : (HtmlColours){ COLOUR_UNKNOWN, COLOUR_WHITE, false };

	if (!attributes || !attributes[0])
		return own;
	own.words = colour_words(attributes, style, own.words);
	own.ground = colour_ground(attributes, style, sheet ? COLOUR_UNKNOWN : own.ground);
	if (own.words != COLOUR_UNKNOWN && own.ground != COLOUR_UNKNOWN)
		own.lost = colour_is_near(own.words, own.ground);
	return own;
}

# SPDX-License-Identifier: GPL-3.0-or-later
#
# make           build/chengbao and its Chinese messages
# make deps      install what the build and the tests need (Debian 12; root or sudo)
# make demo      one office's day, told in under a minute
# make check     install, build, run every test
# make asan      the same tests under AddressSanitizer and UBSan (SUITE=FILES: after the
#                unit tests only these of tests/*.t)
# make plain     a million pairs of random clause and letter against PCRE2 one by one
# make bench     measure against peers, in one run
# make install   into DESTDIR/prefix

B       ?= build
ROOMS   ?= base config mail extract filters assess publish spool pipeline command
prefix  ?= /usr/local
bindir   = $(prefix)/bin
mandir   = $(prefix)/share/man
localedir = $(prefix)/share/locale
unitdir  = $(prefix)/lib/systemd/system

PACKAGES = glib-2.0 jansson libcrypto sqlite3 gmime-3.0 libpcre2-8 opencc libxml-2.0 libzip \
           libarchive libseccomp libcurl libgsf-1 poppler-glib opendkim
CC      ?= cc
CFLAGS  ?= -O2 -g
WARN     = -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wconversion -Wvla \
           -Wformat=2 -Werror
ifdef SANITIZE
SANE     = -fsanitize=address,undefined -fno-omit-frame-pointer -fno-sanitize-recover=undefined
endif
USED    := $(shell pkg-config --cflags $(PACKAGES) 2>/dev/null)
LIBS    := $(shell pkg-config --libs $(PACKAGES) 2>/dev/null) -lm -lresolv
COMPILE  = $(CC) -std=gnu17 -D_GNU_SOURCE -DLOCALEDIR='"$(localedir)"' -I. $(USED) $(WARN) \
           $(CFLAGS) $(SANE) -MMD -MP

SOURCES := $(filter-out command/main.c,$(shell find $(ROOMS) -name '*.c'))
OBJECTS  = $(SOURCES:%.c=$(B)/%.o)
SHIPPED := $(shell find share/office share/assess share/*.csv filters/rules publish/templates spool -type f \
             \( -path 'share/*' -o -name '*.rules' -o -path '*/templates/*' -o -name '*.sql' \) \
             2>/dev/null | LC_ALL=C sort)
UNITS   := $(wildcard tests/unit/test-*.c)
UNITBINS = $(UNITS:tests/unit/%.c=$(B)/tests/%)
SUITE   ?= $(sort $(wildcard tests/*.t))

.PHONY: all deps demo check check-run asan plain bench install clean units style
.DELETE_ON_ERROR:

all: $(B)/chengbao $(B)/locale/zh_CN/LC_MESSAGES/chengbao.mo

$(B)/chengbao: $(B)/command/main.o $(B)/libchengbao.a
	$(CC) $(CFLAGS) $(SANE) -o $@ $^ $(LIBS)

$(B)/libchengbao.a: $(OBJECTS) $(B)/shipped.o
	rm -f $@ && ar rcs $@ $^

$(B)/%.o: %.c
	@mkdir -p $(@D)
	$(COMPILE) -c -o $@ $<

# The files the program carries inside itself, as bytes and a table of names.
$(B)/shipped.S: $(SHIPPED) base/shipped.sh
	@mkdir -p $(@D)
	sh base/shipped.sh $(SHIPPED) > $@

$(B)/shipped.o: $(B)/shipped.S
	$(CC) -c -o $@ $<

$(B)/locale/%/LC_MESSAGES/chengbao.mo: po/%.po
	@mkdir -p $(@D)
	msgfmt --check-format -o $@ $<

units: $(UNITBINS) $(B)/tests/clock.so

$(B)/tests/%: tests/unit/%.c $(B)/libchengbao.a
	@mkdir -p $(@D)
	$(COMPILE) -o $@ $< $(B)/libchengbao.a $(LIBS)

# What the tests load before a program; without a sanitizer, which would want to be first.
$(B)/tests/%.so: tests/tools/%.c
	@mkdir -p $(@D)
	$(CC) -std=gnu17 -D_GNU_SOURCE $(WARN) $(CFLAGS) -shared -fPIC -o $@ $<

deps:
	sh tests/deps.sh

demo: deps
	@$(MAKE) -s -j$$(nproc) all
	@sh share/demo/demo.sh $(B)/chengbao

check: deps
	$(MAKE) -j$$(nproc) all units
	$(MAKE) check-run

check-run:
	B=$(B) prove --timer -j2 $(UNITBINS) $(SUITE)

asan: deps
	$(MAKE) -j$$(nproc) B=build-asan SANITIZE=1 all units
	$(MAKE) B=build-asan SANITIZE=1 check-run

plain: deps
	$(MAKE) -j$$(nproc) $(B)/tests/test-rule_plain
	RULE_PLAIN_PAIRS=1000000 $(B)/tests/test-rule_plain

$(B)/bench/%: bench/%.c $(B)/libchengbao.a
	@mkdir -p $(@D)
	$(COMPILE) -o $@ $< $(B)/libchengbao.a $(LIBS)

bench: deps
	$(MAKE) -j$$(nproc) all $(B)/bench/rules $(B)/bench/seen $(B)/bench/find $(B)/bench/reading
	sh bench/bench.sh $(B)/chengbao

install: all
	install -D -m 755 $(B)/chengbao $(DESTDIR)$(bindir)/chengbao
	install -D -m 644 $(B)/locale/zh_CN/LC_MESSAGES/chengbao.mo \
		$(DESTDIR)$(localedir)/zh_CN/LC_MESSAGES/chengbao.mo
	install -D -m 644 -t $(DESTDIR)$(mandir)/man1 man/chengbao.1
	install -D -m 644 -t $(DESTDIR)$(mandir)/man5 man/chengbao.conf.5 man/chengbao-rules.5
	install -D -m 644 share/chengbao.service $(DESTDIR)$(unitdir)/chengbao.service

clean:
	rm -rf build build-asan build-fuzz

-include $(OBJECTS:.o=.d) $(B)/command/main.d $(UNITBINS:=.d)

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * service — the desk's loop: sources, letters, mails, the sender, commands
 */
#include "pipeline/desk/service.h"

#include "base/clock.h"
#include "base/errors.h"
#include "base/files.h"
#include "base/log.h"
#include "pipeline/desk/alert.h"
#include "pipeline/desk/bulletin.h"
#include "pipeline/desk/bundle.h"
#include "pipeline/desk/clients.h"
#include "pipeline/desk/indexing.h"
#include "pipeline/desk/overdue.h"
#include "pipeline/desk/parked.h"
#include "pipeline/desk/printing.h"
#include "pipeline/desk/proving.h"
#include "pipeline/desk/reading.h"
#include "pipeline/desk/reload.h"
#include "pipeline/desk/shelving.h"
#include "pipeline/desk/sources.h"
#include "pipeline/intake/take.h"
#include "pipeline/outward/outbox.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#define SERVICE_LONGEST_WAIT_MS 60000
#define SERVICE_STOP_MS 1500 /* for the dispatch that is under way */

typedef struct {
	Desk *desk;
	DeskClients *clients;
	DeskSources *sources;
	DeskShelving *shelving;
	bool indexed; /* no letter is missing in the index */
	int signals;
} Service;

char *
service_socket_path(const Office *office)
{
	return g_build_filename(office->spool, "desk.sock", NULL);
}

bool
service_needs_person(Desk *desk, bool *ret_yes, GError **error)
{
	g_autoptr(json_t) row = NULL;

	if (!db_row(desk_db(desk), error, &row, "needs_person", ""))
		return false;
	*ret_yes = record_integer(row, "n") > 0 || desk->sending_held;
	return true;
}

static bool
service_signals(Service *service, GError **error)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGHUP);
	sigprocmask(SIG_BLOCK, &set, NULL);
	signal(SIGPIPE, SIG_IGN);
	service->signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	return service->signals >= 0 ||
	       errors_errno(error, ERRORS_AGAIN, errno, "cannot take signals");
}

static void
service_hear_signals(Service *service)
{
	struct signalfd_siginfo said;

	while (read(service->signals, &said, sizeof said) == sizeof said) {
		if (said.ssi_signo == SIGHUP)
			reload_office(service->desk);
		else
			service->desk->stopping = true;
	}
}

/* What came back takes effect, and the group with it. */
static bool
service_effects(const Service *service, GError **error)
{
	Desk *desk = service->desk;

	if (!shelving_first(service->shelving) &&
	    (!reading_finish(desk->reading, error) || !clients_settle(service->clients, error)))
		return false;
	stages_end(&desk->stages, STAGE_JUDGE);
	if (!printing_finish(desk->printing, error) || !bulletin_schedule(desk, error) ||
	    !parked_resume(desk, error) || !overdue_step(desk->overdue, error) ||
	    !bundle_step(desk, desk->now_us, NULL, error) || !alert_step(desk->alerts, error))
		return false;
	stages_end(&desk->stages, STAGE_FREEZE);
	if (!desk_flush(desk, error))
		return false;
	stages_end(&desk->stages, STAGE_COMMIT);
	return true;
}

/* Letters from before the index knew letters, while nobody waits for a new one. */
static bool
service_index(Service *service, GError **error)
{
	return service->indexed || reading_pending(service->desk->reading) > 0 ||
	       indexing_step(service->desk, &service->indexed, error);
}

/* What is committed is handed on: letters, mails, the next dispatch. */
static bool
service_next(Desk *desk, GError **error)
{
	if (!reading_begin(desk->reading, error) || !printing_begin(desk->printing, error))
		return false;
	stages_end(&desk->stages, STAGE_HAND);
	if (!outbox_begin(desk->sending, error))
		return false;
	stages_end(&desk->stages, STAGE_SEND);
	if (!desk_flush(desk, error))
		return false;
	stages_end(&desk->stages, STAGE_COMMIT);
	return true;
}

/* Everything that may happen now, until nothing more does. */
static bool
service_work(Service *service, GError **error)
{
	Desk *desk = service->desk;

	if (!sources_restart(service->sources, error))
		return false;
	/* A stopping desk starts nothing new. */
	if (desk->stopping)
		return outbox_stop(desk->sending, SERVICE_STOP_MS, error) &&
		       desk_flush(desk, error);
	return shelving_step(service->shelving, error) && service_index(service, error) &&
	       service_effects(service, error) && service_next(desk, error);
}

static bool
service_busy(const Service *service)
{
	const Desk *desk = service->desk;

	return !service->indexed || reading_pending(desk->reading) ||
	       printing_pending(desk->printing) || outbox_busy(desk->sending) ||
	       take_waiting(desk->intake) || alert_busy(desk->alerts) ||
	       (desk->pool && pool_pending(desk->pool));
}

static bool
service_more_ready(const Service *service, bool *ret_more, GError **error)
{
	g_autoptr(json_t) row = NULL;

	if (!db_row(desk_db(service->desk), error, &row, "work_left", "i", service->desk->now_us))
		return false;
	*ret_more =
		record_integer(row, "letters") > (int64_t)reading_waiting(service->desk->reading) ||
		record_integer(row, "mailings") > 0;
	return *ret_more || (outbox_ready(service->desk->sending, ret_more, error) &&
			     (*ret_more || alert_ready(service->desk->alerts, ret_more, error)));
}

static int
service_timeout(const Service *service)
{
	const Desk *desk = service->desk;
	int64_t next = MIN(MIN(bulletin_next(desk), parked_next(desk)), outbox_next(desk->sending));
	int64_t wait_ms = SERVICE_LONGEST_WAIT_MS;
	int pool_ms = desk->pool ? pool_timeout_ms(desk->pool) : -1;

	if (!service->indexed && reading_pending(desk->reading) == 0)
		return 0;
	next = MIN(next, sources_next(service->sources));
	next = MIN(next, MIN(reading_next(desk->reading), proving_next(desk->proving)));
	next = MIN(next, MIN(printing_next(desk->printing), alert_next(desk->alerts)));
	if (next != INT64_MAX)
		wait_ms = CLAMP((next - clock_now_us()) / 1000 + 1, 0, SERVICE_LONGEST_WAIT_MS);
	if (pool_ms >= 0)
		wait_ms = MIN(wait_ms, pool_ms);
	return (int)wait_ms;
}

static void
service_watch(GArray *polled, int fd)
{
	struct pollfd one = { .fd = fd, .events = POLLIN };

	if (fd >= 0)
		g_array_append_val(polled, one);
}

static bool
service_hear(Service *service, int fd, GError **error)
{
	Desk *desk = service->desk;

	if (fd == service->signals) {
		service_hear_signals(service);
		return true;
	}
	if (desk->pool && fd == pool_fd(desk->pool)) {
		pool_dispatch(desk->pool);
		return true;
	}
	if (fd == outbox_fd(desk->sending))
		return outbox_hear(desk->sending, error);
	if (fd == alert_fd(desk->alerts))
		return alert_hear(desk->alerts, error);
	if (fd == proving_fd(desk->proving)) {
		proving_hear(desk->proving);
		return true;
	}
	return sources_hear(service->sources, fd, error) &&
	       clients_hear(service->clients, fd, error);
}

/* Waits for whoever speaks next, then hears all who do: what they bring is one group. */
static bool
service_wait(Service *service, GError **error)
{
	Desk *desk = service->desk;
	g_autoptr(GArray) polled = g_array_new(FALSE, FALSE, sizeof(struct pollfd));
	int n;

	service_watch(polled, service->signals);
	service_watch(polled, desk->pool ? pool_fd(desk->pool) : -1);
	service_watch(polled, outbox_fd(desk->sending));
	service_watch(polled, proving_fd(desk->proving));
	service_watch(polled, alert_fd(desk->alerts));
	sources_poll(service->sources, polled);
	clients_poll(service->clients, polled);
	n = poll((struct pollfd *)(void *)polled->data, polled->len, service_timeout(service));
	if (n < 0 && errno != EINTR)
		return errors_errno(error, ERRORS_AGAIN, errno, "poll");
	stages_end(&desk->stages, STAGE_WAIT);
	desk->now_us = clock_now_us();
	if (n == 0 && desk->pool)
		pool_dispatch(desk->pool);
	if (n == 0)
		proving_hear(desk->proving);
	for (guint i = 0; n > 0 && i < polled->len; i++) {
		const struct pollfd *one = &g_array_index(polled, struct pollfd, i);

		if (one->revents && !service_hear(service, one->fd, error))
			return false;
	}
	stages_end(&desk->stages, STAGE_TAKE);
	return true;
}

static bool
service_loop(Service *service, GError **error)
{
	Desk *desk = service->desk;

	for (;;) {
		bool more;

		desk->now_us = MAX(clock_now_us(), desk->now_us);
		if (!service_work(service, error))
			return false;
		if (desk->stopping)
			return true;
		if (!service_busy(service) && sources_alive(service->sources) == 0 && desk->once) {
			/* Nobody knows when the next run is: nothing is kept for it. */
			if (!service_more_ready(service, &more, error) ||
			    (!more && !bundle_step(desk, BUNDLE_NO_WAIT, &more, error)))
				return false;
			if (!more)
				return true;
			continue;
		}
		if (!service_wait(service, error))
			return false;
	}
}

bool
service_run(Desk *desk, GError **error)
{
	Service service = { .desk = desk, .signals = -1 };
	bool ok;

	service.clients = clients_new(desk, error);
	ok = service.clients && service_signals(&service, error) && desk_pool(desk, error) &&
	     outbox_recover(desk->sending, error) && alert_recover(desk->alerts, error) &&
	     (service.sources = sources_new(desk, error)) != NULL;
	if (ok) {
		service.shelving = shelving_new(desk);
		if (!desk->once)
			log_line(LOG_INFO, "at work: %s, jail %s", desk->office->name,
				 pool_jail(desk->pool));
		ok = service_loop(&service, error);
	}
	stages_tell(&desk->stages);
	shelving_free(service.shelving);
	sources_free(service.sources);
	clients_free(service.clients);
	files_close(&service.signals);
	return ok;
}

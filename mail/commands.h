/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * commands — what the words of an answer ask for
 *
 * The closed grammar of CONTRACT "Reply words": what it does not know is never
 * a command. It says what the words say; rights, proof and state are the
 * desk's business.
 */
#ifndef CHENGBAO_MAIL_COMMANDS_H
#define CHENGBAO_MAIL_COMMANDS_H

#include <glib.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#define COMMANDS_MAX_BYTES (64u << 10) /* a longer new text is not an answer */
#define COMMANDS_MAX_LINE 99999	       /* line numbers run 1 … this */
#define COMMANDS_MAX_RANGE 500	       /* numbers in one command */
#define COMMANDS_MAX_REASONS 9	       /* standard reasons with one decision */

/* Marks around the editable text of an ask (after 改). */
#define COMMANDS_EDIT_BEGIN "-------- 可改文稿开始 --------"
#define COMMANDS_EDIT_END "-------- 可改文稿结束 --------"

typedef enum {
	COMMAND_NONE,
	COMMAND_APPROVE,
	COMMAND_FILE,
	COMMAND_RETURN,
	COMMAND_VERIFY,
	COMMAND_EDIT,
	COMMAND_MERGE,
	COMMAND_SPLIT, /* 另立: a revision becomes an item of its own */
	COMMAND_ASSIGN,
	COMMAND_CONSULT,
	COMMAND_PARK,
	COMMAND_TOPIC,
	COMMAND_KIND,
	COMMAND_URGENT,
	COMMAND_ROUTINE,
	COMMAND_RELEASE,
	COMMAND_UNDO,
	COMMAND_SEAL,
	COMMAND_ADOPT,
	COMMAND_REGISTER,
	COMMAND_CONFIRM,
	COMMAND_DENY,	/* 不是我 */
	COMMAND_QUERY,	/* word: 状态 进度 得分 要点 查 帮助; rest: what is looked for */
	COMMAND_PLAN,	/* 发布要点; rest: month and text */
	COMMAND_APPEAL, /* 异议 N reason; N is in items */
	COMMAND_LEAVE,	/* 请假; rest: dates and deputy. 销假 */
	COMMAND_RECORD, /* 代录签发; rest: journal and signer */
	COMMAND_SEAL_FOR, /* a seal in the place of a signer who is away: the desk says so */
	COMMAND_VERBS	  /* how many */
} CommandVerb;

typedef enum {
	SCOPE_UNKNOWN, /* `read FILE`: the question is not known */
	SCOPE_ITEM,    /* an ask about one item: all or nothing */
	SCOPE_LIST,    /* a list of items: piece by piece */
	SCOPE_DRAFT,   /* the signer's copy of a draft: all or nothing */
	SCOPE_ISSUE,   /* a superior answers an issue: piece by piece */
	SCOPE_CONFIRM, /* a second mail asked for 确认 */
} CommandScope;

typedef struct CommandContext {
	CommandScope scope;
	const char *const *names; /* people and units for 转 and 问, NULL-terminated, or NULL */
	const char *sender_name;  /* his signature is skipped; or NULL */
	const char *const *journals; /* for 通过 JOURNAL without 《》; or NULL */
	const char *const *topics;   /* and groups, for 主题; NULL: any words */
	const char *const *kinds;    /* for 类型; NULL: any words */
} CommandContext;

typedef enum {
	COMMAND_EDIT_TEXT,    /* 改: text between the marks (rest), or elsewhere (rest NULL) */
	COMMAND_EDIT_TITLE,   /* 改题：rest */
	COMMAND_EDIT_REPLACE, /* “from”改为“to” */
	COMMAND_EDIT_DELETE,  /* 删第N段: N is paragraph */
} CommandEdit;

typedef struct CommandTitle {
	int line;
	char *title;
} CommandTitle;

typedef struct Command {
	CommandVerb verb;
	char *word; /* the verb as matched: folded, simplified */
	int *lines; /* of the mail that is answered */
	size_t n_lines;
	int64_t *items; /* #812; of a merge the target comes last */
	size_t n_items;
	bool all;    /* 全部, without those in except */
	bool others; /* 其余: every line not in except (all numbers the answer names) */
	int *except;
	size_t n_except;
	char *rest;    /* reason, name, topic, title, date, reference as written; or NULL */
	char *note;    /* of consult: what is asked; behind 因3: what else; or NULL */
	char **labels; /* of topic and kind: names of the context, as it has them; else NULL */
	int *reasons;  /* 因3, 因3、5: numbers of standard reasons */
	size_t n_reasons;
	int target;	     /* 并入1: a line, else 0 */
	int64_t target_item; /* 并入#812, else 0 */
	int prefer;	     /* 以1为准, else 0 */
	char *journal;	     /* named with an approval, without 《》; or NULL */
	CommandEdit edit;
	int paragraph;	  /* 删第2段 */
	char *from, *to;  /* “from”改为“to” */
	char *title;	  /* of 改: of the document that its text is from; or NULL */
	bool and_approve; /* 改并通过 */
	bool insist;	  /* 仍按通过办理 */
	int *order;	  /* of a seal: 顺序 3,1,7 */
	size_t n_order;
	int *removed; /* of a seal: 删3 */
	size_t n_removed;
	int *postponed; /* of a seal: 3移下期 */
	size_t n_postponed;
	GPtrArray *titles;     /* of a seal: CommandTitle, 3改题：…; or NULL */
	int issue, issue_year; /* 上级采用 45-3, 2026/45-3; else 0 */
} Command;

typedef enum {
	REFUSED_UNKNOWN,  /* not words of the grammar */
	REFUSED_NO_LINE,  /* a verb without its numbers, numbers without a verb */
	REFUSED_COUNT,	  /* 3条 is a count */
	REFUSED_TWICE,	  /* a number named twice */
	REFUSED_BOTH,	  /* numbers that fit the verb before and the verb after */
	REFUSED_QUESTION, /* a question or a condition */
	REFUSED_NAME,	  /* nobody of that name */
	REFUSED_LABEL,	  /* no topic or kind of that name */
	REFUSED_MORE,	  /* text the verb does not take */
	REFUSED_TWO,	  /* two decisions that exclude each other */
} CommandRefusalKind;

typedef struct CommandRefusal {
	CommandRefusalKind kind;
	char *text; /* as written */
	char *why;  /* a message for the writer */
	int *lines; /* the numbers in it */
	size_t n_lines;
	int count; /* REFUSED_COUNT: the count, candidates are to be offered */
} CommandRefusal;

/* How near words come to 代录签发, which are none: a question, clauses that are not known. */
typedef enum {
	TRIED_NOT,
	TRIED_NEARLY,  /* a line or two that hold the word */
	TRIED_PLAINLY, /* they begin with it, and are no report */
} CommandTried;

typedef struct Commands {
	GPtrArray *list;	   /* of Command; empty when there is no command */
	char *not_understood;	   /* as written; NULL when everything was understood or empty */
	char *why;		   /* NULL exactly when not_understood is */
	GPtrArray *pieces_refused; /* of CommandRefusal; pieces of a list, or the one reason */
	CommandTried tried_record; /* of SCOPE_UNKNOWN, when there is no command */
	bool empty;		   /* nothing but salutation, courtesy and signature */
} Commands;

/* Reads `new_text` (UTF-8, as newtext gives it). Loads the tables of base/text/fold, which a
 * jailed worker has loaded before. Never NULL; commands_free it.
 * In ITEM, DRAFT and CONFIRM either everything is understood or list is empty.
 * In LIST and ISSUE good pieces are in list and the others in pieces_refused. */
Commands *commands_read(const char *new_text, const CommandContext *context);

void commands_free(Commands *commands);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Commands, commands_free)

void command_free(Command *command);
void command_refusal_free(CommandRefusal *refusal);

/* The English word of a verb ("approve"); "none" for COMMAND_NONE. */
const char *command_word(CommandVerb verb);

/* The verb of an English word, COMMAND_NONE when there is none such. */
CommandVerb command_verb(const char *word);

/* The record's form: an array of {"verb","lines","items","rest",…}. Yours. */
json_t *commands_json(const Commands *commands);

#endif

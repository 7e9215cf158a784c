/* palpate.h: the C interface of libpalpate. This header is the specification: what is not said
 * here is not promised.
 *
 * Conventions, numbered so that the functions can be short:
 *
 *  1. Handles are opaque. Each `palpate_*_destroy` accepts NULL and does nothing then.
 *  2. Text is UTF-8, passed as pointer and length; it need not end in a NUL. A `palpate_text` that
 *     the library returns is a view: it lives as long as the handle that it was asked of, and it
 *     does end in a NUL, which its size does not count.
 *  3. Every function that can fail returns a `palpate_status`. The numbers never change meaning;
 *     new ones may be added, so treat an unknown one as an error.
 *  4. `palpate_error *error` may be NULL. Otherwise it is the caller's object, made once with
 *     palpate_error_create and overwritten by each failing call; a call that succeeds clears it.
 *  5. Nothing that goes in is kept after the call, unless said; nothing that comes out is freed
 *     by the caller except with its own destroy function.
 *  6. Thread tags: [any] any thread at any time. [shared] any number of threads may use the same
 *     handle at once. [owner] one thread at a time a handle. A handle may move between threads.
 *  7. The library never prints, exits or aborts, never reads the clock, the environment, the
 *     locale or the network, and lets no exception out. It reads files only in
 *     palpate_engine_load.
 *  8. Error messages name items and positions and never contain a patient's values.
 *  9. An assessment with errors is no failure of palpate_assess: its report is `invalid`, shows
 *     the red flags that are present in what could be read, and the errors.
 */
#ifndef PALPATE_PALPATE_H
#define PALPATE_PALPATE_H

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define PALPATE_API __attribute__((visibility("default")))
#else
#define PALPATE_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* Version of this interface: major changes break callers, minor ones only add. */
#define PALPATE_ABI_MAJOR 0
#define PALPATE_ABI_MINOR 1

typedef int32_t palpate_status;
#define PALPATE_OK 0
#define PALPATE_USAGE 1       /* an argument is wrong: NULL handle, unknown format */
#define PALPATE_BAD_INPUT 2   /* bytes that cannot be read at all */
#define PALPATE_BAD_RULESET 3 /* the rule set does not load: the message holds all diagnostics */
#define PALPATE_NOT_FOUND 4   /* no such file, rule set or version */
#define PALPATE_IO 5          /* the operating system refused */
#define PALPATE_LIMIT 6       /* a documented limit was exceeded */
#define PALPATE_INTERNAL 7    /* a bug in palpate */

typedef struct palpate_error palpate_error;   /* what went wrong; see convention 4 */
typedef struct palpate_engine palpate_engine; /* a loaded rule set; immutable */
typedef struct palpate_report palpate_report; /* the outcome of one assessment; immutable */

typedef struct palpate_text {
  const char *data;
  size_t size;
} palpate_text;

/* [any] Version of the library, "0.1.0", static. Compare the header's ABI numbers with
 * palpate_abi_version() = major * 1000 + minor before anything else: use the library when the
 * major numbers are equal and its minor number is not smaller. */
PALPATE_API palpate_text palpate_version(void);
PALPATE_API int32_t palpate_abi_version(void);

/* [any] NULL when memory is out. */
PALPATE_API palpate_error *palpate_error_create(void);
PALPATE_API void palpate_error_destroy(palpate_error *error);
/* [owner] Of the last failing call; PALPATE_OK and empty texts after one that succeeded. `place`
 * is a file, a JSON pointer or "file:line:column", or empty. */
PALPATE_API palpate_status palpate_error_status(const palpate_error *error);
PALPATE_API palpate_text palpate_error_message(const palpate_error *error);
PALPATE_API palpate_text palpate_error_place(const palpate_error *error);

/* [any] Loads the rule set in `directory` (rules/lumbopelvic/1.0.0) and compiles it. On success
 * *engine is a new handle [shared]; else it is NULL.
 * PALPATE_NOT_FOUND, PALPATE_BAD_RULESET, PALPATE_IO, PALPATE_LIMIT. */
PALPATE_API palpate_status palpate_engine_load(const char *directory, size_t directory_size,
                                               palpate_engine **engine, palpate_error *error);
PALPATE_API void palpate_engine_destroy(palpate_engine *engine);
/* [shared] "lumbopelvic", "1.0.0", 64 hexadecimal digits, "draft" | "active" | "retired". */
PALPATE_API palpate_text palpate_engine_id(const palpate_engine *engine);
PALPATE_API palpate_text palpate_engine_rules_version(const palpate_engine *engine);
PALPATE_API palpate_text palpate_engine_digest(const palpate_engine *engine);
PALPATE_API palpate_text palpate_engine_rules_status(const palpate_engine *engine);

/* [shared] Assesses one JSON assessment (schemas/assessment.schema.json). `now` is the evaluation
 * time as ISO 8601 with offset ("2026-01-15T09:00:00Z"), or empty for the assessment's own
 * recordedAt. On success *report is a new handle [shared] that keeps the engine's rule set alive
 * by itself.
 * PALPATE_USAGE (now is no time), PALPATE_LIMIT, PALPATE_INTERNAL. Convention 9. */
PALPATE_API palpate_status palpate_assess(const palpate_engine *engine, const char *bytes,
                                          size_t size, const char *now, size_t now_size,
                                          palpate_report **report, palpate_error *error);
PALPATE_API void palpate_report_destroy(palpate_report *report);
/* [shared] 1 when the input had no errors, else 0. */
PALPATE_API int32_t palpate_report_is_valid(const palpate_report *report);
/* [shared] The level to act on, its most favourable and its most urgent bound: "emergency" …
 * Empty where an invalid report has no present red flag. */
PALPATE_API palpate_text palpate_report_level(const palpate_report *report);
PALPATE_API palpate_text palpate_report_at_least(const palpate_report *report);
PALPATE_API palpate_text palpate_report_at_most(const palpate_report *report);
/* [owner] The whole report as "json" (schemas/report.schema.json, one line) or "text" (80
 * columns, no colour): the same bytes as the command line prints. The view lives as long as the
 * report. PALPATE_USAGE for another format. */
PALPATE_API palpate_status palpate_report_render(palpate_report *report, const char *format,
                                                 size_t format_size, palpate_text *out,
                                                 palpate_error *error);

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* PALPATE_PALPATE_H */

/* An embedding host in C11. Loads a rule set, assesses every example, and compares the bytes with
 * what the command line prints; then every way of misusing the interface.
 * argv: rule-set directory, path of the palpate program. */
#define _POSIX_C_SOURCE 200809L
#include <dirent.h>
#include <palpate/palpate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int failures = 0;

#define CHECK(condition)                                                        \
  do {                                                                          \
    if (!(condition)) {                                                         \
      fprintf(stderr, "%s:%d: failed: %s\n", __FILE__, __LINE__, #condition);   \
      ++failures;                                                               \
    }                                                                           \
  } while (0)

typedef struct bytes {
  char *data;
  size_t size;
} bytes;

static bytes read_all(FILE *file) {
  bytes out = {malloc(1), 0};
  char buffer[4096];
  size_t count = 0;
  while ((count = fread(buffer, 1, sizeof buffer, file)) > 0) {
    out.data = realloc(out.data, out.size + count + 1);
    memcpy(out.data + out.size, buffer, count);
    out.size += count;
  }
  return out;
}

static int same(palpate_text text, const char *expected) {
  return text.size == strlen(expected) && memcmp(text.data, expected, text.size) == 0;
}

static bytes command_line(const char *program, const char *rules, const char *format,
                          const char *path) {
  char command[4096];
  snprintf(command, sizeof command, "'%s' triage --rules '%s' --format %s '%s'", program, rules,
           format, path);
  FILE *pipe = popen(command, "r");
  bytes out = read_all(pipe);
  pclose(pipe);
  return out;
}

static void compare_faces(const palpate_engine *engine, const char *program, const char *rules,
                          const char *path) {
  FILE *file = fopen(path, "rb");
  bytes assessment = read_all(file);
  fclose(file);
  palpate_error *error = palpate_error_create();
  palpate_report *report = NULL;
  CHECK(palpate_assess(engine, assessment.data, assessment.size, NULL, 0, &report, error) ==
        PALPATE_OK);
  CHECK(palpate_report_is_valid(report) == 1);
  CHECK(palpate_report_level(report).size > 0);
  const char *formats[] = {"json", "text"};
  for (int i = 0; i < 2; ++i) {
    palpate_text ours = {NULL, 0};
    CHECK(palpate_report_render(report, formats[i], 4, &ours, error) == PALPATE_OK);
    bytes theirs = command_line(program, rules, formats[i], path);
    CHECK(ours.size > 500);
    CHECK(ours.size == theirs.size && memcmp(ours.data, theirs.data, ours.size) == 0);
    free(theirs.data);
  }
  palpate_report_destroy(report);
  palpate_error_destroy(error);
  free(assessment.data);
}

static int compare_examples(const palpate_engine *engine, const char *program,
                            const char *rules) {
  char directory[2048];
  snprintf(directory, sizeof directory, "%s/examples", rules);
  DIR *listing = opendir(directory);
  int seen = 0;
  for (struct dirent *entry = readdir(listing); entry != NULL; entry = readdir(listing)) {
    if (strstr(entry->d_name, ".json") == NULL) continue;
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", directory, entry->d_name);
    compare_faces(engine, program, rules, path);
    ++seen;
  }
  closedir(listing);
  return seen;
}

static void misuse(const palpate_engine *engine) {
  palpate_error *error = palpate_error_create();
  palpate_report *report = NULL;
  palpate_text text = {NULL, 0};

  palpate_error_destroy(NULL);
  palpate_engine_destroy(NULL);
  palpate_report_destroy(NULL);
  CHECK(palpate_report_level(NULL).size == 0);
  CHECK(palpate_engine_id(NULL).size == 0);
  CHECK(palpate_report_is_valid(NULL) == 0);

  CHECK(palpate_assess(NULL, "{}", 2, NULL, 0, &report, error) == PALPATE_USAGE);
  CHECK(report == NULL);
  CHECK(palpate_error_status(error) == PALPATE_USAGE);
  CHECK(strstr(palpate_error_message(error).data, "engine") != NULL);
  CHECK(palpate_assess(engine, "{}", 2, NULL, 0, NULL, error) == PALPATE_USAGE);
  CHECK(palpate_assess(engine, NULL, 2, NULL, 0, &report, error) == PALPATE_USAGE);
  CHECK(palpate_assess(engine, "{}", 2, "yesterday", 9, &report, error) == PALPATE_USAGE);
  CHECK(same(palpate_error_place(error), "now"));
  CHECK(palpate_assess(engine, "{}", 2, NULL, 0, &report, NULL) == PALPATE_OK);
  CHECK(palpate_report_is_valid(report) == 0);
  CHECK(palpate_report_level(report).size == 0);
  CHECK(palpate_report_render(report, "pdf", 3, &text, error) == PALPATE_USAGE);
  CHECK(palpate_report_render(report, "json", 4, NULL, error) == PALPATE_USAGE);
  CHECK(palpate_report_render(report, "json", 4, &text, error) == PALPATE_OK);
  CHECK(palpate_error_status(error) == PALPATE_OK);
  CHECK(text.data[text.size] == '\0');
  palpate_report_destroy(report);
  palpate_error_destroy(error);
}

/* An emergency in an assessment that has errors as well must still be seen. */
static void emergency_beside_errors(const palpate_engine *engine) {
  static const char assessment[] =
      "{\"id\":\"x\",\"dictionary\":\"lumbopelvic-intake@1.0.0\","
      "\"answers\":{\"saddleNumbness\":true,\"sadleNumbness\":false}}";
  palpate_report *report = NULL;
  CHECK(palpate_assess(engine, assessment, sizeof assessment - 1, "2026-01-15T09:00:00Z", 20,
                       &report, NULL) == PALPATE_OK);
  CHECK(palpate_report_is_valid(report) == 0);
  CHECK(same(palpate_report_level(report), "emergency"));
  CHECK(same(palpate_report_at_most(report), "emergency"));
  palpate_report_destroy(report);
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  palpate_error *error = palpate_error_create();
  palpate_engine *engine = NULL;

  CHECK(palpate_abi_version() == PALPATE_ABI_MAJOR * 1000 + PALPATE_ABI_MINOR);
  CHECK(palpate_version().size >= 5);
  CHECK(palpate_engine_load("/nowhere", 8, &engine, error) != PALPATE_OK);
  CHECK(engine == NULL);
  CHECK(palpate_error_message(error).size > 0);

  if (palpate_engine_load(argv[1], strlen(argv[1]), &engine, error) != PALPATE_OK) {
    fprintf(stderr, "%s\n", palpate_error_message(error).data);
    return 1;
  }
  CHECK(palpate_error_status(error) == PALPATE_OK);
  CHECK(palpate_engine_digest(engine).size == 64);
  CHECK(same(palpate_engine_id(engine), "lumbopelvic"));
  CHECK(compare_examples(engine, argv[2], argv[1]) >= 3);
  misuse(engine);
  emergency_beside_errors(engine);

  palpate_engine_destroy(engine);
  palpate_error_destroy(error);
  printf("%d failures\n", failures);
  return failures == 0 ? 0 : 1;
}

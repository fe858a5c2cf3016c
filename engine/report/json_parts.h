/* What the JSON report and the JSON inventory write alike. */
#ifndef ASSAY_REPORT_JSON_PARTS_H
#define ASSAY_REPORT_JSON_PARTS_H

#include "data/json.h"
#include "report/report.h"

/* A key and its value; `text` null: null. */
void key_text(struct json *json, const char *key, struct slice text);
void key_cstring(struct json *json, const char *key, const char *text);
void key_integer(struct json *json, const char *key, uint64_t number);

/* The keys "version", "tool"; and "data" in an object of its own. */
void json_write_tool(struct json *json, const struct report_tool *tool);
void json_write_data(struct json *json, const struct report_tool *tool);
/* The keys "path" and, in an mbox, "message". */
void json_write_path(struct json *json, const struct report_file *file);
/* The keys "kind" and "stage". */
void json_write_kind(struct json *json, const struct report_file *file);
/* The key "problems". */
void json_write_problems(struct json *json, const struct report_file *file);
/* The keys "offset" and "length". */
void json_write_span(struct json *json, const struct source *source, struct span span);
/* The object of an address; `with_path`: it begins with the file's path. */
void json_write_link(struct json *json, const struct report_file *file, const struct report_link *link, bool with_path);

#endif

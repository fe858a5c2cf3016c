/* The test suites of the room content, one for each file of tests. */
#ifndef ASSAY_TEST_CONTENT_SUITES_H
#define ASSAY_TEST_CONTENT_SUITES_H

#include <check.h>

Suite *html_token_suite(void);
Suite *url_suite(void);
Suite *url_problem_suite(void);
Suite *host_suite(void);
Suite *idna_suite(void);
Suite *host_name_suite(void);
Suite *text_link_suite(void);
Suite *css_suite(void);
Suite *html_text_suite(void);
Suite *link_judge_suite(void);
Suite *links_suite(void);
Suite *views_suite(void);
Suite *fields_suite(void);
Suite *open_text_suite(void);
Suite *elements_suite(void);
Suite *conditions_suite(void);
Suite *script_suite(void);
Suite *flowed_suite(void);
Suite *robust_suite(void);
Suite *spans_suite(void);
Suite *style_suite(void);
Suite *header_link_suite(void);
Suite *calendar_suite(void);
Suite *code_link_suite(void);
Suite *aside_suite(void);
Suite *html_links_suite(void);
Suite *srcset_suite(void);
Suite *css_link_suite(void);
Suite *unclosed_suite(void);
Suite *base_suite(void);

#endif

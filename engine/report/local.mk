# The room report: its archive, and a unit test that links its objects and the rooms before it only.
noinst_LTLIBRARIES += %D%/libreport.la
%C%_libreport_la_SOURCES = \
	%D%/explain.c \
	%D%/explain.h \
	%D%/explain_meta.c \
	%D%/inventory.c \
	%D%/inventory.h \
	%D%/inventory_json.c \
	%D%/inventory_text.c \
	%D%/json.c \
	%D%/json_parts.c \
	%D%/json_parts.h \
	%D%/report.c \
	%D%/rule_docs.c \
	%D%/rule_page.c \
	%D%/rule_page.h \
	%D%/report.h \
	%D%/text.c \
	%D%/text.h \
	%D%/text_finding.c \
	%D%/text_links.c \
	%D%/text_pen.c \
	%D%/text_run.c \
	%D%/text_totals.c \
	%D%/text_totals.h

if HAVE_CHECK
check_PROGRAMS += tests/unit/report/test_report
tests_unit_report_test_report_SOURCES = \
	tests/unit/report/fixture.c \
	tests/unit/report/fixture.h \
	tests/unit/report/test_json.c \
	tests/unit/report/test_report.c \
	tests/unit/report/test_run.c \
	tests/unit/report/test_text.c
tests_unit_report_test_report_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_report_test_report_LDADD = $(%C%_libreport_la_OBJECTS) $(before_report) $(CHECK_LIBS)
endif

# The room api: its archive, and a unit test that links its objects and the rooms before it only.
noinst_LTLIBRARIES += %D%/libapi.la
%C%_libapi_la_SOURCES = \
	%D%/api.h \
	%D%/begin.c \
	%D%/diagnostics.c \
	%D%/explain.c \
	%D%/handle.c \
	%D%/inventories.c \
	%D%/limits.c \
	%D%/policies.c \
	%D%/reports.c \
	%D%/rule_info.c \
	%D%/rule_tests.c \
	%D%/rules.c \
	%D%/scan.c

if HAVE_CHECK
check_PROGRAMS += tests/unit/api/test_api
tests_unit_api_test_api_SOURCES = \
	tests/unit/api/test_api.c \
	tests/unit/api/test_api.h \
	tests/unit/api/test_explain.c \
	tests/unit/api/test_inventories.c \
	tests/unit/api/test_policies.c \
	tests/unit/api/test_reports.c \
	tests/unit/api/test_rule_tests.c \
	tests/unit/api/test_rules.c \
	tests/unit/api/test_scan.c
tests_unit_api_test_api_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_api_test_api_LDADD = $(%C%_libapi_la_OBJECTS) $(before_api) $(CHECK_LIBS)
endif

# The room policy: its archive, and a unit test that links its objects and the rooms before it only.
noinst_LTLIBRARIES += %D%/libpolicy.la
%C%_libpolicy_la_SOURCES = \
	%D%/policy.c \
	%D%/policy.h

if HAVE_CHECK
check_PROGRAMS += tests/unit/policy/test_policy
tests_unit_policy_test_policy_SOURCES = \
	tests/unit/policy/test_policy.c
tests_unit_policy_test_policy_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_policy_test_policy_LDADD = $(%C%_libpolicy_la_OBJECTS) $(before_policy) $(CHECK_LIBS)
endif

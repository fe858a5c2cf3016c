# The room match: its archive, and a unit test that links its objects and the rooms before it only.
noinst_LTLIBRARIES += %D%/libmatch.la
%C%_libmatch_la_SOURCES = \
	%D%/gate.c \
	%D%/gate.h \
	%D%/heap.c \
	%D%/internal.h \
	%D%/match.h \
	%D%/matcher.c \
	%D%/pattern.c \
	%D%/reader.c \
	%D%/reader.h \
	%D%/slow.c \
	%D%/words.c
%C%_libmatch_la_LIBADD = $(PCRE2_LIBS)

if HAVE_CHECK
check_PROGRAMS += tests/unit/match/test_match
tests_unit_match_test_match_SOURCES = \
	tests/unit/match/test_budget.c \
	tests/unit/match/test_gate.c \
	tests/unit/match/test_match.c \
	tests/unit/match/test_match.h \
	tests/unit/match/test_matcher.c \
	tests/unit/match/test_memory.c \
	tests/unit/match/test_pattern.c \
	tests/unit/match/test_slow.c \
	tests/unit/match/test_words.c
tests_unit_match_test_match_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_match_test_match_LDADD = $(%C%_libmatch_la_OBJECTS) $(before_match) $(PCRE2_LIBS) $(CHECK_LIBS)
endif

# The room score: its archive, and a unit test that links its objects and the rooms before it only.
noinst_LTLIBRARIES += %D%/libscore.la
%C%_libscore_la_SOURCES = \
	%D%/condition_elements.c \
	%D%/condition_fields.c \
	%D%/condition_text.c \
	%D%/evaluate.c \
	%D%/evaluate.h \
	%D%/hits.c \
	%D%/locate.c \
	%D%/message.c \
	%D%/meta.c \
	%D%/number.c \
	%D%/number.h \
	%D%/score.c \
	%D%/score.h \
	%D%/trace.c \
	%D%/trace.h

if HAVE_CHECK
check_PROGRAMS += tests/unit/score/test_score
tests_unit_score_test_score_SOURCES = \
	tests/unit/score/suites.h \
	tests/unit/score/test_messages.c \
	tests/unit/score/test_score.c
tests_unit_score_test_score_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_score_test_score_LDADD = $(%C%_libscore_la_OBJECTS) $(before_score) $(CHECK_LIBS)
endif

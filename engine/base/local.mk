# The room base: its archive, and a unit test that links its objects and the rooms before it only.
noinst_LTLIBRARIES += %D%/libbase.la
%C%_libbase_la_SOURCES = \
	%D%/arena.c \
	%D%/arena.h \
	%D%/ascii.h \
	%D%/buffer.c \
	%D%/buffer.h \
	%D%/diagnostic.c \
	%D%/diagnostic.h \
	%D%/excerpt.c \
	%D%/excerpt.h \
	%D%/io.c \
	%D%/io.h \
	%D%/limits.c \
	%D%/limits.h \
	%D%/map.c \
	%D%/map.h \
	%D%/slice.c \
	%D%/slice.h \
	%D%/source.c \
	%D%/source.h \
	%D%/span.h \
	%D%/utf8.c \
	%D%/utf8.h \
	%D%/utf8_table.c \
	%D%/utf8_table.h \
	%D%/vec.c \
	%D%/vec.h

if HAVE_CHECK
check_PROGRAMS += tests/unit/base/test_base
tests_unit_base_test_base_SOURCES = \
	tests/unit/base/test_arena.c \
	tests/unit/base/test_base.c \
	tests/unit/base/test_base.h \
	tests/unit/base/test_buffer.c \
	tests/unit/base/test_diagnostic.c \
	tests/unit/base/test_excerpt.c \
	tests/unit/base/test_io.c \
	tests/unit/base/test_limits.c \
	tests/unit/base/test_map.c \
	tests/unit/base/test_slice.c \
	tests/unit/base/test_source.c \
	tests/unit/base/test_utf8.c \
	tests/unit/base/test_vec.c
tests_unit_base_test_base_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_base_test_base_LDADD = $(%C%_libbase_la_OBJECTS) $(CHECK_LIBS)
endif

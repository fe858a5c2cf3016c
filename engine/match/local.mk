# The room match: its archive, and a unit test that links its objects and the rooms before it only.
noinst_LTLIBRARIES += %D%/libmatch.la
%C%_libmatch_la_SOURCES = \
	%D%/heap.c \
	%D%/internal.h \
	%D%/match.h \
	%D%/reader.h
%C%_libmatch_la_LIBADD = $(PCRE2_LIBS)

# The room api: its archive, and a unit test that links its objects and the rooms before it only.
noinst_LTLIBRARIES += %D%/libapi.la
%C%_libapi_la_SOURCES = \
	%D%/api.h \
	%D%/diagnostics.c \
	%D%/handle.c \
	%D%/rule_info.c \
	%D%/rules.c

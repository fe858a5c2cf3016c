# The room policy: its archive, and a unit test that links its objects and the rooms before it only.
noinst_LTLIBRARIES += %D%/libpolicy.la
%C%_libpolicy_la_SOURCES = \
	%D%/policy.c \
	%D%/policy.h

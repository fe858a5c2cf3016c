# The room cli: its archive, and a unit test that links its objects and the rooms before it only.
noinst_LTLIBRARIES += %D%/libcli.la
%C%_libcli_la_SOURCES = \
	%D%/arguments.c \
	%D%/check.c \
	%D%/cli.c \
	%D%/cli.h \
	%D%/docs.c \
	%D%/explain.c \
	%D%/files.c \
	%D%/files.h \
	%D%/git.c \
	%D%/git.h \
	%D%/help.c \
	%D%/links.c \
	%D%/links.h \
	%D%/names.c \
	%D%/options.c \
	%D%/options.h \
	%D%/output.c \
	%D%/output.h \
	%D%/progress.c \
	%D%/progress.h \
	%D%/read.c \
	%D%/read.h \
	%D%/rules.c \
	%D%/since.c \
	%D%/terminal.c \
	%D%/terminal.h

bin_PROGRAMS += mailassay
mailassay_SOURCES = %D%/main.c
mailassay_LDADD = %D%/libcli.la libmailassay.la $(before_match)

if HAVE_CHECK
check_PROGRAMS += tests/unit/cli/test_cli
tests_unit_cli_test_cli_SOURCES = \
	tests/unit/cli/test_cli.c \
	tests/unit/cli/test_cli.h \
	tests/unit/cli/test_files.c \
	tests/unit/cli/test_git.c \
	tests/unit/cli/test_options.c \
	tests/unit/cli/test_run.c \
	tests/unit/cli/test_terminal.c
tests_unit_cli_test_cli_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_cli_test_cli_LDADD = $(%C%_libcli_la_OBJECTS) libmailassay.la $(before_match) $(CHECK_LIBS)
endif

# The room ruleset: its archive, and a unit test that links its objects and the rooms before it only.
noinst_LTLIBRARIES += %D%/libruleset.la
%C%_libruleset_la_SOURCES = \
	%D%/builtin.h \
	%D%/condition.c \
	%D%/condition.h \
	%D%/expression.c \
	%D%/field_test.c \
	%D%/keys.h \
	%D%/lint.c \
	%D%/lists.c \
	%D%/load.h \
	%D%/message_names.c \
	%D%/names.c \
	%D%/resolve.c \
	%D%/rule.c \
	%D%/rule.h \
	%D%/rule_parts.c \
	%D%/rule_schema.c \
	%D%/ruleset.c \
	%D%/ruleset.h

# The shipped rule files as a table in C.
nodist_%C%_libruleset_la_SOURCES = %D%/builtin_table.c
CLEANFILES += %D%/builtin_table.c
EXTRA_DIST += %D%/embed.sh
%D%/builtin_table.c: %D%/embed.sh rules/local.mk $(rule_files)
	$(AM_V_GEN)$(MKDIR_P) %D%
	$(AM_V_at)$(SHELL) $(srcdir)/%D%/embed.sh $(srcdir) $(rule_files) >$@.tmp
	$(AM_V_at)mv $@.tmp $@

if HAVE_CHECK
check_PROGRAMS += tests/unit/ruleset/test_ruleset
tests_unit_ruleset_test_ruleset_SOURCES = \
	tests/unit/ruleset/test_conditions.c \
	tests/unit/ruleset/test_expression.c \
	tests/unit/ruleset/test_fields.c \
	tests/unit/ruleset/test_files.c \
	tests/unit/ruleset/test_hostile.c \
	tests/unit/ruleset/test_lint.c \
	tests/unit/ruleset/test_lists.c \
	tests/unit/ruleset/test_references.c \
	tests/unit/ruleset/test_rules.c \
	tests/unit/ruleset/test_ruleset.c \
	tests/unit/ruleset/test_ruleset.h
tests_unit_ruleset_test_ruleset_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_ruleset_test_ruleset_LDADD = $(%C%_libruleset_la_OBJECTS) $(before_ruleset) $(CHECK_LIBS)
endif

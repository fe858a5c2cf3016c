# The room data: its archive, and a unit test that links its objects and the rooms before it only.
noinst_LTLIBRARIES += %D%/libdata.la
%C%_libdata_la_SOURCES = \
	%D%/field.c \
	%D%/field.h \
	%D%/json.c \
	%D%/json.h \
	%D%/schema.c \
	%D%/schema.h \
	%D%/sha256.c \
	%D%/sha256.h \
	%D%/text.c \
	%D%/text.h \
	%D%/yaml.c \
	%D%/yaml.h \
	%D%/yaml_problem.c \
	%D%/yaml_problem.h
%C%_libdata_la_LIBADD = $(YAML_LIBS)

if HAVE_CHECK
check_PROGRAMS += tests/unit/data/test_data
tests_unit_data_test_data_SOURCES = \
	tests/unit/data/test_data.c \
	tests/unit/data/test_data.h \
	tests/unit/data/test_field.c \
	tests/unit/data/test_json.c \
	tests/unit/data/test_schema.c \
	tests/unit/data/test_sha256.c \
	tests/unit/data/test_text.c \
	tests/unit/data/test_yaml.c
tests_unit_data_test_data_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_data_test_data_LDADD = $(%C%_libdata_la_OBJECTS) $(before_data) $(YAML_LIBS) $(CHECK_LIBS)
endif

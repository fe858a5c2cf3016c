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

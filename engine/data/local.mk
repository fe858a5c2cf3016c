# The room data: its archive, and a unit test that links its objects and the rooms before it only.
noinst_LTLIBRARIES += %D%/libdata.la
%C%_libdata_la_SOURCES = \
	%D%/field.h
%C%_libdata_la_LIBADD = $(YAML_LIBS)

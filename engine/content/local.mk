# The room content: its archive, and a unit test that links its objects and the rooms before it only.
noinst_LTLIBRARIES += %D%/libcontent.la
%C%_libcontent_la_SOURCES = \
	%D%/content.h \
	%D%/host.h \
	%D%/html_token.h \
	%D%/url.h
%C%_libcontent_la_LIBADD = $(PSL_LIBS)

# The room content: its archive, and a unit test that links its objects and the rooms before it only.
noinst_LTLIBRARIES += %D%/libcontent.la
%C%_libcontent_la_SOURCES = \
	%D%/address.c \
	%D%/address.h \
	%D%/confusable.c \
	%D%/confusable.h \
	%D%/content.h \
	%D%/css.c \
	%D%/css.h \
	%D%/flow.c \
	%D%/flow.h \
	%D%/host.c \
	%D%/host.h \
	%D%/host_table.c \
	%D%/host_table.h \
	%D%/html_internal.h \
	%D%/html_make.c \
	%D%/html_make.h \
	%D%/html_stack.c \
	%D%/html_stack.h \
	%D%/html_tag_table.c \
	%D%/html_token.h \
	%D%/layer_cut.c \
	%D%/layer_cut.h \
	%D%/url.c \
	%D%/url.h \
	%D%/url_host.c \
	%D%/url_normal.c \
	%D%/url_parts.h
%C%_libcontent_la_LIBADD = $(PSL_LIBS)

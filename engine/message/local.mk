# The room message: its archive, and a unit test that links its objects and the rooms before it only.
noinst_LTLIBRARIES += %D%/libmessage.la
%C%_libmessage_la_SOURCES = \
	%D%/anomaly.c \
	%D%/anomaly.h \
	%D%/charset.c \
	%D%/charset.h \
	%D%/charset_table.c \
	%D%/charset_table.h \
	%D%/document.c \
	%D%/document.h \
	%D%/encoded_word.c \
	%D%/encoded_word.h \
	%D%/finder.c \
	%D%/finder.h \
	%D%/lines.c \
	%D%/lines.h \
	%D%/message.h \
	%D%/record.h \
	%D%/sink.c \
	%D%/sink.h \
	%D%/source_map.c \
	%D%/source_map.h \
	%D%/transfer.c \
	%D%/transfer.h

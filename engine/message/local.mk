# The room message: its archive, and a unit test that links its objects and the rooms before it only.
noinst_LTLIBRARIES += %D%/libmessage.la
%C%_libmessage_la_SOURCES = \
	%D%/anomaly.h \
	%D%/document.h \
	%D%/message.h \
	%D%/source_map.h

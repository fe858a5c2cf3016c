# The room report: its archive, and a unit test that links its objects and the rooms before it only.
noinst_LTLIBRARIES += %D%/libreport.la
%C%_libreport_la_SOURCES = \
	%D%/report.c \
	%D%/report.h \
	%D%/text.c \
	%D%/text.h \
	%D%/text_finding.c \
	%D%/text_pen.c

# The room cli: its archive, and a unit test that links its objects and the rooms before it only.
noinst_LTLIBRARIES += %D%/libcli.la
%C%_libcli_la_SOURCES = \
	%D%/

bin_PROGRAMS += mailassay
mailassay_SOURCES = 
mailassay_LDADD = %D%/libcli.la libmailassay.la $(before_match)

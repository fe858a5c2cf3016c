# The room message: its archive, and a unit test that links its objects and the rooms before it only.
noinst_LTLIBRARIES += %D%/libmessage.la
%C%_libmessage_la_SOURCES = \
	%D%/address.c \
	%D%/address.h \
	%D%/anomaly.c \
	%D%/anomaly.h \
	%D%/boundary.c \
	%D%/boundary.h \
	%D%/branch.c \
	%D%/charset.c \
	%D%/charset.h \
	%D%/charset_table.c \
	%D%/charset_table.h \
	%D%/date.c \
	%D%/date.h \
	%D%/document.c \
	%D%/document.h \
	%D%/encoded_word.c \
	%D%/encoded_word.h \
	%D%/entity.c \
	%D%/field_check.c \
	%D%/field_check.h \
	%D%/finder.c \
	%D%/finder.h \
	%D%/header.c \
	%D%/header.h \
	%D%/keyword.c \
	%D%/lines.c \
	%D%/lines.h \
	%D%/mbox.c \
	%D%/mbox.h \
	%D%/message.c \
	%D%/message.h \
	%D%/mime.c \
	%D%/mime.h \
	%D%/page.c \
	%D%/page.h \
	%D%/parameter.c \
	%D%/parameter.h \
	%D%/part.h \
	%D%/part_fields.c \
	%D%/part_files.c \
	%D%/part_text.c \
	%D%/placeholder.c \
	%D%/placeholder.h \
	%D%/record.h \
	%D%/sink.c \
	%D%/sink.h \
	%D%/sniff.c \
	%D%/sniff.h \
	%D%/source_map.c \
	%D%/source_map.h \
	%D%/tnef.c \
	%D%/tnef.h \
	%D%/transfer.c \
	%D%/transfer.h \
	%D%/uuencode.c \
	%D%/uuencode.h

if HAVE_CHECK
check_PROGRAMS += tests/unit/message/test_message
tests_unit_message_test_message_SOURCES = \
	tests/unit/message/test_address.c \
	tests/unit/message/test_anomaly.c \
	tests/unit/message/test_charset.c \
	tests/unit/message/test_date.c \
	tests/unit/message/test_encoded_word.c \
	tests/unit/message/test_field_check.c \
	tests/unit/message/test_fields.c \
	tests/unit/message/test_files.c \
	tests/unit/message/test_header.c \
	tests/unit/message/test_lines.c \
	tests/unit/message/test_message.c \
	tests/unit/message/test_message.h \
	tests/unit/message/test_mime.c \
	tests/unit/message/test_page.c \
	tests/unit/message/test_parameter.c \
	tests/unit/message/test_parse.c \
	tests/unit/message/test_part_text.c \
	tests/unit/message/test_placeholder.c \
	tests/unit/message/test_sniff.c \
	tests/unit/message/test_source_map.c \
	tests/unit/message/test_transfer.c
tests_unit_message_test_message_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_message_test_message_LDADD = $(%C%_libmessage_la_OBJECTS) $(before_message) $(CHECK_LIBS)
endif

# The room content: its archive, and a unit test that links its objects and the rooms before it only.
noinst_LTLIBRARIES += %D%/libcontent.la
%C%_libcontent_la_SOURCES = \
	%D%/address.c \
	%D%/address.h \
	%D%/cascade.c \
	%D%/cascade.h \
	%D%/confusable.c \
	%D%/confusable.h \
	%D%/content.c \
	%D%/content.h \
	%D%/css.c \
	%D%/css.h \
	%D%/css_colour.c \
	%D%/css_colour.h \
	%D%/css_colour_table.c \
	%D%/css_colour_table.h \
	%D%/css_internal.h \
	%D%/css_number.h \
	%D%/css_selector.c \
	%D%/css_sheet.c \
	%D%/css_sheet.h \
	%D%/css_value.c \
	%D%/element.h \
	%D%/element_fields.c \
	%D%/facts.c \
	%D%/facts.h \
	%D%/flow.c \
	%D%/flow.h \
	%D%/hidden.h \
	%D%/flowed.c \
	%D%/flowed.h \
	%D%/host.c \
	%D%/host.h \
	%D%/host_table.c \
	%D%/host_table.h \
	%D%/host_meant.c \
	%D%/host_name.c \
	%D%/host_name.h \
	%D%/html_condition.c \
	%D%/html_element.c \
	%D%/html_entity_table.c \
	%D%/html_entity_table.h \
	%D%/html_error.c \
	%D%/html_internal.h \
	%D%/html_link.c \
	%D%/html_make.c \
	%D%/html_make.h \
	%D%/html_reader.h \
	%D%/html_reference.c \
	%D%/html_reference.h \
	%D%/html_stack.c \
	%D%/html_stack.h \
	%D%/html_state_comment.c \
	%D%/html_state_doctype.c \
	%D%/html_state_reference.c \
	%D%/html_state_script.c \
	%D%/html_state_tag.c \
	%D%/html_state_text.c \
	%D%/html_tag_table.c \
	%D%/html_text.c \
	%D%/html_text.h \
	%D%/html_token.c \
	%D%/html_token.h \
	%D%/idna.c \
	%D%/idna.h \
	%D%/idna_internal.h \
	%D%/idna_label.c \
	%D%/image.c \
	%D%/image_fields.c \
	%D%/layer_cut.c \
	%D%/layer_cut.h \
	%D%/link.c \
	%D%/link.h \
	%D%/link_branches.c \
	%D%/link_class.c \
	%D%/link_fields.c \
	%D%/link_fragment.c \
	%D%/link_judge.h \
	%D%/link_nested.c \
	%D%/link_tracker.c \
	%D%/message_fields.c \
	%D%/nfc.c \
	%D%/nfc.h \
	%D%/open_text.c \
	%D%/open_text.h \
	%D%/punycode.c \
	%D%/punycode.h \
	%D%/script.c \
	%D%/script.h \
	%D%/skeleton.c \
	%D%/style.c \
	%D%/style.h \
	%D%/style_elements.c \
	%D%/style_elements.h \
	%D%/text_end.c \
	%D%/text_end.h \
	%D%/text_link.c \
	%D%/text_link.h \
	%D%/unicode_table.c \
	%D%/unicode_table.h \
	%D%/url.c \
	%D%/url.h \
	%D%/url_authority.c \
	%D%/url_host.c \
	%D%/url_normal.c \
	%D%/url_parts.h \
	%D%/url_problem.c \
	%D%/view.c \
	%D%/view.h
%C%_libcontent_la_LIBADD = $(PSL_LIBS)

# Write the tables; not needed to build.
EXTRA_DIST += %D%/html_entity_table.py %D%/unicode_table.py

if HAVE_CHECK
check_PROGRAMS += tests/unit/content/test_content
tests_unit_content_test_content_SOURCES = \
	tests/unit/content/html_token_markup.c \
	tests/unit/content/html_token_place.c \
	tests/unit/content/html_token_test.h \
	tests/unit/content/html_token_text.c \
	tests/unit/content/reading.c \
	tests/unit/content/reading.h \
	tests/unit/content/suites.h \
	tests/unit/content/test_content.c \
	tests/unit/content/test_conditions.c \
	tests/unit/content/test_css.c \
	tests/unit/content/test_elements.c \
	tests/unit/content/test_fields.c \
	tests/unit/content/test_flowed.c \
	tests/unit/content/test_host.c \
	tests/unit/content/test_host_name.c \
	tests/unit/content/test_html_text.c \
	tests/unit/content/test_html_token.c \
	tests/unit/content/test_idna.c \
	tests/unit/content/test_link_judge.c \
	tests/unit/content/test_links.c \
	tests/unit/content/test_open_text.c \
	tests/unit/content/test_robust.c \
	tests/unit/content/test_script.c \
	tests/unit/content/test_spans.c \
	tests/unit/content/test_style.c \
	tests/unit/content/test_text_link.c \
	tests/unit/content/test_url.c \
	tests/unit/content/test_url_problem.c \
	tests/unit/content/test_views.c
tests_unit_content_test_content_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_content_test_content_LDADD = $(%C%_libcontent_la_OBJECTS) $(before_content) $(PSL_LIBS) $(CHECK_LIBS)
endif

# The rule files that are compiled into the library (engine/ruleset/embed.sh).
rule_files = \
	rules/bulk/unsubscribe.yaml \
	rules/headers/addresses.yaml \
	rules/headers/encoding.yaml \
	rules/headers/format.yaml \
	rules/headers/identity.yaml \
	rules/headers/once.yaml \
	rules/headers/syntax.yaml \
	rules/html/active.yaml \
	rules/html/balance.yaml \
	rules/html/images.yaml \
	rules/html/size.yaml \
	rules/links/form.yaml \
	rules/links/hosts.yaml \
	rules/links/services.yaml \
	rules/links/inside.yaml \
	rules/links/names.yaml \
	rules/links/spelling.yaml \
	rules/links/unfinished.yaml \
	rules/lists/attachments.yaml \
	rules/lists/hosts.yaml \
	rules/mime/attachments.yaml \
	rules/mime/encoding.yaml \
	rules/mime/structure.yaml \
	rules/text/fraud.yaml \
	rules/text/goods.yaml \
	rules/text/gtube.yaml \
	rules/text/obfuscation.yaml \
	rules/text/phrases.yaml \
	rules/text/unfinished.yaml
EXTRA_DIST += $(rule_files)

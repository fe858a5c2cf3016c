# The rule files that are compiled into the library (engine/ruleset/embed.sh).
rule_files = \
	rules/headers/format.yaml \
	rules/html/balance.yaml \
	rules/links/form.yaml \
	rules/links/hosts.yaml \
	rules/mime/attachments.yaml \
	rules/text/phrases.yaml
EXTRA_DIST += $(rule_files)

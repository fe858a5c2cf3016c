<!DOCTYPE html>
<html lang="en">
<head><title>Report</title></head>
<body>
<p>Dear ${user.name!"reader"},</p>
<#if lines?has_content>
<#list lines as line>
<p>${line.title}: ${line.count}</p>
</#list>
</#if>
<p><a href="${baseUrl}/report">The whole report</a></p>
</body>
</html>

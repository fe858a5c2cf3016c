<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>A walk along the river</title></head>
<body>
<p>Hello ${user.name},</p>
<#assign target = "https://com.br/offers">
<p>this month we walk along the river. The map is here: <a href="${target}">Open the map</a></p>
<p>Yours, Paul</p>
</body>
</html>

<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>A walk along the river</title></head>
<body>
<p>Hello ${name},</p>
<p>this month we walk along the river. The map is here: <a href="${url}">Open the map</a></p>
<p>Yours, ${shop.name}</p>
</body>
</html>

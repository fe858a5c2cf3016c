<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Your order</title></head>
<body>
<p>Hello {$name},</p>
<p>your order is on its way. Its state is here: <a href="http://intranet/{$path}">Follow the order</a></p>
<p>Yours, {$shop.name|escape}</p>
</body>
</html>

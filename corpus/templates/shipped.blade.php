<!DOCTYPE html>
<html lang="en">
<head><title>Shipped</title></head>
<body>
<p>Hello {{ $order->customer }},</p>
@if ($order->express)
<p>It comes tomorrow.</p>
@else
<p>It comes within three days.</p>
@endif
<p><a href="{{ route('orders.show', $order) }}">Follow it</a></p>
</body>
</html>

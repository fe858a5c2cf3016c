<!DOCTYPE html>
<html lang="en">
<head><title>Letter</title></head>
<body>
<p>Dear {$customer.name},</p>
{if $customer.orders > 0}
<p>thank you for coming back.</p>
{else}
<p>welcome.</p>
{/if}
<p><a href="https://www.example.com/{$customer.path}">Begin</a></p>
</body>
</html>

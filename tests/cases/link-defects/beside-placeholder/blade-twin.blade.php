<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Minutes of the meeting</title></head>
<body>
<p>Hello {{ $name }},</p>
<p>the minutes of the meeting are ready: <a href="{!! $url !!}">Read the minutes</a></p>
<p>Yours, {{ config('app.name') }}</p>
</body>
</html>

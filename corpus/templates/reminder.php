<!DOCTYPE html>
<html>
<body>
<p>Dear <?= htmlspecialchars($name) ?>,</p>
<?php if ($due): ?>
<p>your books are due on <?= $due ?>.</p>
<?php endif; ?>
<p><a href="https://www.example.com/loans/<?= $id ?>">Keep them longer</a></p>
</body>
</html>

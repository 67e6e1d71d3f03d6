"""What a shop would build with Django REST framework in a day: orders behind an API key, on SQLite."""

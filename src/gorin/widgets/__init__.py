"""What a student sees: each widget has a live view, a static page and one line of text."""

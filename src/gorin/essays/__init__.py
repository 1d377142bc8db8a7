"""Essays and what people say of them: one SQLite file that several markers can write to at once.

The marking desk (showing) and the classroom (judging) both read it; it imports neither.
"""

"""The one error that an author or an instructor can mend."""


class CourseError(ValueError):
    """Something in the course's own files or in a call is wrong; the message says what to do."""

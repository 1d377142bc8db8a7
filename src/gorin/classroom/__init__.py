"""Marking a class: what came in, what it earned, and the tables that say so.

Nothing in a submission is executed, imported, rendered or followed as a path.
"""

"""All that a template may see: plain values in one language, in the order they are shown.

A module a subject; each says at its end which kinds of page it makes.
"""

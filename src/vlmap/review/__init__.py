"""What a proposed change amounts to: two states of a project in git → what a maintainer has to judge."""

"""How a work is cited: one model of a citation, and one writer a format."""

from vlmap.citation.model import Citation, cite
from vlmap.citation.names import Name

__all__ = ["Citation", "Name", "cite"]

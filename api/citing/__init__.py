"""Citations to carry away: in the forms of reference managers, and as links that find the words again."""

from .forms import FORMS, UNSURE, Form, cite
from .fragments import fragment_link, web_address
from .permalinks import Found, fingerprint, locate

__all__ = ["FORMS", "UNSURE", "Form", "Found", "cite", "fingerprint", "fragment_link", "locate", "web_address"]

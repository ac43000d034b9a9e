"""Everything that leaves the session: paper, HTML, tables and the archive. No Qt."""

import sys
from types import ModuleType
from typing import Final

# ReportLab runs files of these names out of the home folder when it is imported, and cannot be imported where
# the home is none: a session's papers depend on neither
_NOT_FROM_HOME: Final = ("reportlab_mods", "reportlab_settings")

for _name in _NOT_FROM_HOME:
    sys.modules.setdefault(_name, ModuleType(_name))

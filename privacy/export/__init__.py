"""What a person is handed of what is held about them: everything that the inventory exports (promise: RGT-4; P-10).

Nothing is listed here by hand. A table comes in by its declaration, its rows by the lookup that leads to their person,
and what is left out is named with its reason. Files and plots come from the apps that have them (`extras.py`).
"""

from .data import STEP, dump, export_schema, write_data
from .extras import BadName, Figure, File, figures_of, files_of, register_figures, register_files
from .page import Kept, page
from .sections import Section, count_rows, rows_of, sections

__all__ = [
    "STEP",
    "BadName",
    "Figure",
    "File",
    "Kept",
    "Section",
    "count_rows",
    "dump",
    "export_schema",
    "figures_of",
    "files_of",
    "page",
    "register_figures",
    "register_files",
    "rows_of",
    "sections",
    "write_data",
]

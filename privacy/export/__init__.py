"""What a person is handed of what is held about them: everything that the inventory exports (promise: RGT-4; P-10).

Nothing is listed here by hand. A table comes in by its declaration, its rows by the lookup that leads to their person,
and what is left out is named with its reason. Files, plots and what no link leads to come from the apps that have them
(`extras.py`).
"""

from .data import STEP, dump, export_schema, write_data
from .extras import (
    BadName,
    Figure,
    File,
    Listed,
    Listing,
    figures_of,
    files_of,
    listings,
    register_figures,
    register_files,
    register_listing,
)
from .page import Found, Kept, found_of, page
from .sections import Section, count_rows, rows_of, sections

__all__ = [
    "STEP",
    "BadName",
    "Figure",
    "File",
    "Found",
    "Kept",
    "Listed",
    "Listing",
    "Section",
    "count_rows",
    "dump",
    "export_schema",
    "figures_of",
    "files_of",
    "found_of",
    "listings",
    "page",
    "register_figures",
    "register_files",
    "register_listing",
    "rows_of",
    "sections",
    "write_data",
]

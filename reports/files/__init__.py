"""FILES: tables, workbook and GeoPackage that others open."""

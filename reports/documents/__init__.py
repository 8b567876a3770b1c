"""DOCUMENTS: drafts, workbook, maps and the page that works alone, in one bundle."""

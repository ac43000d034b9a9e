"""Maps in tables: one link a row, our own table, a matrix, and a workbook of Causal Map."""

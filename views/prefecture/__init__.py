"""PREFECTURE: the page 都道府県, many regions beside each other."""

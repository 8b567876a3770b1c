"""SCREENS: Streamlit pages, widgets and words without arithmetic."""

"""Drawing on paper and for the web: fonts, styles, pictures, tagged pages."""

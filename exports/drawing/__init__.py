"""Drawing of documents, as PDF and as web pages: fonts, styles, pictures and tagged pages."""

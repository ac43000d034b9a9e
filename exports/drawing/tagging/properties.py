"""What a PDF says of itself: its title, its maker and its date, twice, as PDF/UA-1 wants it."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import (
    PDFDictionary,
    PDFDocument,
    PDFInfo,
    PDFStream,
    PDFString,
)

from exports.output_kinds import MAKER
from resources.words import language_tag

_PACKET: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreateDate>{made_at}</xmp:CreateDate>
<xmp:ModifyDate>{made_at}</xmp:ModifyDate>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
"""


class Properties(PDFInfo):
    """The properties of a document, without those nobody knows; ReportLab sets its title.

    made_at: the local time stored as the date of creation.
    """

    def __init__(self, made_at: datetime) -> None:
        super().__init__()
        self._made_at = made_at

    def format(self, document: PDFDocument) -> bytes:
        """Return the properties as a PDF dictionary."""
        stamp = self._made_at.strftime("D:%Y%m%d%H%M%S")
        told = {
            "Title": self.title,
            "Creator": MAKER,
            "Producer": self.producer,
            "CreationDate": stamp,
            "ModDate": stamp,
        }
        values = {key: PDFString(value) for key, value in told.items()}
        formatted: bytes = PDFDictionary(values).format(document)
        return formatted

    def metadata(self) -> PDFStream:
        """Return the same in XML (XMP, ISO 16684-1)."""
        packet = _PACKET.format(
            title=escape(self.title),
            language=language_tag(),
            creator=MAKER,
            producer=self.producer,
            made_at=self._made_at.isoformat(timespec="seconds"),
        )
        about = PDFDictionary({"Type": "/Metadata", "Subtype": "/XML"})
        return PDFStream(about, packet.encode())

"""What a PDF says of itself: title, maker and date, twice, as PDF/UA-1 wants it, and its colours.

It says that it meets PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2).
"""

from __future__ import annotations

import struct
from datetime import datetime
from functools import cache
from typing import Any, Final
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
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
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreateDate>{made_at}</xmp:CreateDate>
<xmp:ModifyDate>{made_at}</xmp:ModifyDate>
<pdfuaid:part>1</pdfuaid:part>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file meets</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
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


def output_intents(document: Any) -> PDFArray:
    """Return what the colours of a document mean: sRGB, whose profile is embedded.

    document: ReportLab's.
    """
    profile = PDFStream(PDFDictionary({"N": 3}), _srgb())
    intent = {
        "Type": "/OutputIntent",
        "S": "/GTS_PDFA1",
        "OutputConditionIdentifier": PDFString(_SRGB),
        "Info": PDFString(_SRGB),
        "DestOutputProfile": document.Reference(profile),
    }
    return PDFArray([PDFDictionary(intent)])


_SRGB: Final = "sRGB IEC61966-2.1"
_DATED: Final = slice(24, 36)  # where an ICC profile says when it was made


@cache
def _srgb() -> bytes:
    """Return the profile of sRGB, the same whenever it is made."""
    from PIL import ImageCms

    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    made[_DATED] = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
    return bytes(made)

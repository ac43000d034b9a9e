"""Text saved before Unicode: the encoding is told by letters that stand together in one language."""

from __future__ import annotations

import pytest

from upstream_workshop.readers.formats.delimited import as_text

CENTRAL = {
    "Croatian": "Povjerenje među službama,Čekanje na uslugu\nŠkolska prehrana,Zdravlje djece\n",
    "Polish": "Zaufanie społeczne,Czas oczekiwania\nWsparcie sąsiadów,Młodzież w pracy\n",
    "Romanian": "Încredere în autorităţi,Timp de aşteptare\nSănătatea copiilor,Şcoală\n",
    "Czech": "Důvěra občanů,Čekací doba\nPříjem rodiny,Zdraví dětí\n",
    "Slovak": "Dôvera ľudí,Čakacia doba\nŽiadosť o pomoc,Šťastie\n",
    "Hungarian": "Bizalom a hatóságokban,Várakozási idő\nGyűlés,Őszinteség\n",
}
WESTERN = {
    "French": "Confiance élevée,Délai d’attente\nCœur de l’été,Où aller à Noël\n",
    "German": "Vertrauen der Bürger,Größe der Gruppe\nÄrger,Übung – täglich\n",
    "Spanish": "Confianza de los niños,¿Qué pasó?\nAcción común,Pingüino\n",
    "Portuguese": "Confiança,Atenção às crianças\nSaúde,Ações e pães\n",
    "Danish": "Økonomi,Ånd\nSårbarhed,Æblegrød på øen\n",
    "Icelandic": "Það er gott,Bíða lengi\nHúsnæði,Öryggi\n",
    "English": "Residents’ trust – café,£5 a “fee”\n20 m³ of waste,½ price·today\n",
    "names of many countries": "João,Zoë Müller\nNúñez,Benoît O’Brien\nŠime,Björn\n",
}


@pytest.mark.parametrize("encoding", ["cp1250", "iso8859_2"])
@pytest.mark.parametrize("language", CENTRAL)
def test_languages_of_central_europe_are_read(language: str, encoding: str) -> None:
    text = f"from,to\n{CENTRAL[language]}"
    assert as_text(text.encode(encoding)) == text


@pytest.mark.parametrize("language", WESTERN)
def test_languages_of_western_europe_stay_as_they_are(language: str) -> None:
    text = f"from,to\n{WESTERN[language]}"
    assert as_text(text.encode("cp1252")) == text

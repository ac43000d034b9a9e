"""The corpus: no harmful reading, and nearly every column right unaided."""

from __future__ import annotations

from tests.core.readers.signup import corpus


def test_the_corpus_is_read_without_harm_and_nearly_all_right() -> None:
    results = [corpus.result_of(one) for one in corpus.fixtures()]
    assert len(results) >= 120
    assert [said for one in results for said in one.harmful] == []
    columns = sum(len(one.fixture.columns) for one in results)
    assert sum(one.right for one in results) >= 0.97 * columns
    assert corpus.DOCS.read_text("utf-8") == corpus.table_of(results), "make corpus"

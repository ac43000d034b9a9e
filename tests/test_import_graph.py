"""No module is imported by what it imports, by whatever detour."""

from __future__ import annotations

import grimp
import networkx as nx


def test_no_module_imports_itself_by_a_detour() -> None:
    graph = grimp.build_graph(
        "upstream_workshop", "exports", "ui", "resources", exclude_type_checking_imports=True
    )
    imports = nx.DiGraph(
        (module, used)
        for module in graph.modules
        for used in graph.find_modules_directly_imported_by(module)
    )
    circles = [sorted(one) for one in nx.strongly_connected_components(imports) if len(one) > 1]
    assert circles == []
    assert len(imports) > 300

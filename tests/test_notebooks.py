"""The notebooks run from top to bottom, as they stand."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs(path: Path):
    """Every cell runs, and one shows a figure that needs no network."""
    notebook = nbformat.read(path, as_version=4)

    NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": path.parent}}
    ).execute()

    shown = [out for cell in notebook.cells for out in cell.get("outputs", ())]
    assert any("image/" in kind for out in shown for kind in out.get("data", {}))

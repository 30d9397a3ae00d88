"""A small synthetic project and its site, as the benchmark prepares them: of another field, which goes quickest."""

from __future__ import annotations

import os
import shutil

import pytest
from benchmarks.contenders import Workplace
from benchmarks.contenders.vlmap import build_reference
from benchmarks.synthetic import make_project

from tests.conftest import copy_volcano

RECORDS = 40


@pytest.fixture(scope="session")
def work(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    """A workplace with project and site."""
    folder = tmp_path_factory.mktemp("benchmark")
    work = Workplace(folder / str(RECORDS), RECORDS)
    make_project(copy_volcano(folder / "volcano").root, work.project, RECORDS)
    build_reference(work)
    return work


@pytest.fixture
def hugo() -> None:
    """Hugo, as the system packages it."""
    if shutil.which("hugo") is None:
        if os.environ.get("VLMAP_REQUIRE_HUGO"):
            pytest.fail("VLMAP_REQUIRE_HUGO is set, but there is no hugo on the PATH")
        pytest.skip("no Hugo: install it (Debian: apt-get install hugo)")

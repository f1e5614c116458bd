"""The bundled codebook for tests of its types, contexts and roles: without frames, which have tests of their own."""

from dataclasses import replace

import pytest

from dateline.codebook import Codebook, build_codebook, read_sources


@pytest.fixture(scope="session")
def book() -> Codebook:
    return build_codebook(replace(read_sources(), frames={}, operators={}))

#!/usr/bin/env bash
# Builds the wheel into build/wheel and proves that what ships with the program is in it and loads from there.
set -euo pipefail
cd "$(dirname "$0")/.."

rm -rf build/wheel build/unpacked
.venv/bin/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir build/wheel .
.venv/bin/python -m zipfile -e build/wheel/duikan-*.whl build/unpacked
# -I leaves out the sources, so that what is found is the wheel's.
.venv/bin/python -I - <<'PYTHON'
import sys
from pathlib import Path

sys.path.insert(0, "build/unpacked")
from duikan.resources import RESOURCES, SEEDS

inside = Path("build/unpacked/duikan").resolve()
for sources, shipped in (("resources", RESOURCES), ("seeds", SEEDS)):
    if shipped.parent != inside:
        sys.exit(f"{sources} would be read from {shipped}, not from the wheel")
    files = [path for path in Path(sources).rglob("*") if path.is_file()]
    wanted = {path.relative_to(sources) for path in files if not path.is_relative_to("resources/guide")}
    missing = sorted(str(path) for path in wanted if not (shipped / path).is_file())
    if (shipped / "guide").exists():
        sys.exit("the pictures of the guide are in the wheel")
    if missing:
        sys.exit(f"not in the wheel: {', '.join(missing)}")
print(f"{next(Path('build/wheel').glob('*.whl'))}: resources and sample pages are in it")
PYTHON

"""Makes the README's picture: both matrices of a sample area, as the HTML report shows them.

``python docs/picture.py [AREA]``, with Chromium installed.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from checker import assess
from checker.reporting import html

ROOT = Path(__file__).parents[1]
WIDTH = 1000
ONLY_MATRICES = """<style>
  .top, .contents, main > :not(section), main > section:not([aria-labelledby=criteria],
  [aria-labelledby=pairs]), section > p, .legend, .types-table, h2 { display: none !important; }
  .page { display: block; padding: 1rem 1.5rem; } caption { font-size: 1.25rem; }
  section + section { margin-top: 1.5rem; }
</style>"""
HEIGHT = """<script>
  addEventListener("load", () => { document.title = `height ${document.body.scrollHeight}`; });
</script>"""


def chromium(page: Path, *options: str) -> str:
    """Run the browser on a page; what it prints."""
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    ran = subprocess.run([*command, *options, page.as_uri()], capture_output=True, check=True)
    return ran.stdout.decode()


def main() -> None:
    """Assess the area, keep the two matrices of its report, and take their picture."""
    if shutil.which("chromium") is None:
        sys.exit("Chromium is needed to take the picture: install it.")
    area = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "corpora" / "areas" / "eastmere"
    report = re.sub(r"<meta http-equiv[^>]*>", "", html.render(assess(area)))
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "report.html"
        page.write_text(report.replace("</head>", f"{ONLY_MATRICES}{HEIGHT}</head>"), "utf-8")
        title = re.search(
            r"height (\d+)", chromium(page, f"--window-size={WIDTH},600", "--dump-dom")
        )
        assert title is not None
        target = ROOT / "docs" / "images" / f"{area.name}.png"
        target.parent.mkdir(exist_ok=True)
        size = f"--window-size={WIDTH},{title[1]}"
        chromium(page, size, "--force-device-scale-factor=1", f"--screenshot={target}")
        print(f"written to {target}")


if __name__ == "__main__":
    main()

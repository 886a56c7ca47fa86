#!/bin/sh
# Installs what the tests use beyond Python: LibreOffice, pandoc, poppler, PostgreSQL and Chromium.
# Says what is missing where it may not install; the tests that need it are then skipped by name.
set -u
missing=""
command -v soffice >/dev/null || missing="$missing libreoffice-writer-nogui libreoffice-calc-nogui"
command -v tesseract >/dev/null || missing="$missing tesseract-ocr"
command -v pandoc >/dev/null || missing="$missing pandoc"
command -v pdftotext >/dev/null || missing="$missing poppler-utils"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || missing="$missing postgresql"
command -v chromium >/dev/null || missing="$missing chromium fonts-liberation"
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing$missing"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $missing >/dev/null && exit 0
fi
echo "These packages are missing and cannot be installed from here:$missing"
echo "The tests that need them are skipped. To run them: sudo apt-get install$missing"

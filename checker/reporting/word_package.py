"""The parts of a Word file, opened to be changed: which is which, and how they name each other."""

from __future__ import annotations

import io
import posixpath
import zipfile

from lxml import etree

from checker.reporting.package import EPOCH

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument"


class WordPackage:
    """A Word file taken apart.

    ``parts`` are its parts by name, ``main`` is the name of the one with the
    text, ``root`` the text itself; :meth:`written` puts all together again.
    """

    def __init__(self, word: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(word)) as package:
            self._old = {info.filename: info for info in package.infolist()}
            self.parts = {name: package.read(info) for name, info in self._old.items()}
        self.main = self._target("", "officeDocument")
        self.root = parsed(self.parts[self.main])
        self._space = etree.QName(self.root).namespace or ""

    def tag(self, name: str) -> str:
        """A name in the document's own (transitional or strict) vocabulary."""
        return f"{{{self._space}}}{name}"

    def related(self, kind: str) -> str:
        """The name of the text's part of that kind ("styles", "comments"); "" for none."""
        return self._target(self.main, kind)

    def add(self, stem: str, kind: str, content_type: str) -> str:
        """Make a new part known under a free name, which is given back; its content is to come."""
        folder = posixpath.dirname(self.main)
        names = (posixpath.join(folder, f"{stem}{n or ''}.xml") for n in range(len(self.parts) + 1))
        name = next(n for n in names if n not in self.parts)
        types = parsed(self.parts["[Content_Types].xml"])
        named = {"PartName": f"/{name}", "ContentType": content_type}
        etree.SubElement(types, f"{{{etree.QName(types).namespace}}}Override", named)
        self.parts["[Content_Types].xml"] = serialised(types)
        where = _relations_name(self.main)
        relations = (
            parsed(self.parts[where])
            if where in self.parts
            else etree.fromstring(f'<Relationships xmlns="{_RELATIONS}"/>')
        )
        taken = {relation.get("Id") for relation in relations}
        ids = (f"rIdSensecheck{n}" for n in range(1, len(taken) + 2))
        base = _STRICT if "purl.oclc.org" in self._space else _TRANSITIONAL
        link = {
            "Id": next(i for i in ids if i not in taken),
            "Type": f"{base}/relationships/{kind}",
            "Target": posixpath.relpath(name, folder or "."),
        }
        etree.SubElement(relations, f"{{{_RELATIONS}}}Relationship", link)
        self.parts[where] = serialised(relations)
        return name

    def written(self) -> bytes:
        """The file: parts in their old order with their old dates, new ones at the end."""
        self.parts[self.main] = serialised(self.root)
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w") as package:
            for name, content in self.parts.items():
                date = self._old[name].date_time if name in self._old else EPOCH
                entry = zipfile.ZipInfo(name, date)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system = 0
                package.writestr(entry, content)
        return written.getvalue()

    def _target(self, part: str, kind: str) -> str:
        """The part to which a relation of this kind leads; "" is the package itself."""
        name = _relations_name(part)
        for relation in parsed(self.parts[name]) if name in self.parts else ():
            if (relation.get("Type") or "").endswith(f"/{kind}"):
                target = relation.get("Target") or ""
                if target.startswith("/"):
                    return target.lstrip("/")
                return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
        return ""


def parsed(part: bytes) -> etree._Element:
    """A part's XML; nothing is fetched or expanded for it."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(part, parser)


def serialised(root: etree._Element) -> bytes:
    """A part's XML as it is kept in a package."""
    tree = root.getroottree()
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _relations_name(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")

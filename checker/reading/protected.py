"""Takes the password off Word files, in memory: nothing opened is written to disk."""

from __future__ import annotations

import io
from pathlib import Path

from checker.errors import UnreadableDocument


def opened(path: Path, data: bytes, password: str | None) -> bytes:
    """The content of an Office file without its protection; as it is where it has none.

    :raises UnreadableDocument: encrypted, password-wrong, damaged.
    """
    import msoffcrypto
    from msoffcrypto.exceptions import InvalidKeyError
    from msoffcrypto.format.ooxml import OOXMLFile

    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(data))
        if not file.is_encrypted():
            return data
        if not password:
            raise UnreadableDocument("encrypted", path=path.name)
        # Only the present format lets a password be tried apart from the opening.
        apart = {"verify_password": True} if isinstance(file, OOXMLFile) else {}
        file.load_key(password=password, **apart)
        out = io.BytesIO()
        file.decrypt(out)
        return out.getvalue()
    except (UnreadableDocument, MemoryError):
        raise
    except InvalidKeyError:
        raise UnreadableDocument("password-wrong", path=path.name) from None
    except Exception:  # of a broken file the library raises whatever its parts do
        raise UnreadableDocument("damaged", path=path.name) from None

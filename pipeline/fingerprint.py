"""Fingerprints: one short digest of all that could change a record.

Resume, caching and "redo only what changed" are one rule: same fingerprint, so reuse.
"""

import hashlib


def fingerprint(*parts: str | bytes) -> str:
    """Digest `parts` into 32 hexadecimal digits; the parts are length-prefixed, so their borders count."""
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()

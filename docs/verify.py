"""Verifies without Repatria what a log signed. Needs Python 3, and ed25519.py beside it.

  verify.py VKEY receipt FILE      a receipt of `repatria prove`: prints the line it is about
  verify.py VKEY log FOLDER        a published log, every line of it"""
import base64, hashlib, sys
sys.dont_write_bytecode = True
from ed25519 import has_signed

def need(condition, why): condition or sys.exit(f"NOT VERIFIED: {why}")

def sha256(*parts): return hashlib.sha256(b"".join(parts)).digest()

def signed(note, vkey):
    """How many lines the log with this key has signed, and their root (C2SP tlog-checkpoint)."""
    name, key_id, key = vkey.split("+", 2)
    key = base64.b64decode(key)
    need(key[0] == 1 and sha256(f"{name}\n".encode(), key)[:4].hex() == key_id, "no key of a log")
    text, below = note.rsplit("\n\n", 1)
    own = [line.split(" ")[-1] for line in below.split("\n") if line.startswith(f"\u2014 {name} ")]
    signatures = [sent[4:] for sent in map(base64.b64decode, own) if sent[:4].hex() == key_id]
    need(len(signatures) == 1 and has_signed(key[1:], f"{text}\n".encode(), signatures[0]),
         f"{name} has not signed this")
    origin, size, root = text.split("\n")
    need(origin == name, "the checkpoint is of another log")
    return int(size), base64.b64decode(root)

def root_of(lines):
    """The root over lines (RFC 6962, section 2.1)."""
    if len(lines) < 2:
        return sha256(b"\0", lines[0]) if lines else sha256()
    half = 1 << (len(lines) - 1).bit_length() - 1
    return sha256(b"\1", root_of(lines[:half]), root_of(lines[half:]))

def root_over(line, index, size, beside):
    """The root over a line, by the hashes beside the way to it (RFC 6962, section 2.1.1)."""
    need(bool(beside) == (size > 1), "the proof is too short or too long")
    if size == 1:
        return sha256(b"\0", line)
    half, (*below, other) = 1 << (size - 1).bit_length() - 1, beside
    if index < half:
        return sha256(b"\1", root_over(line, index, half, below), other)
    return sha256(b"\1", other, root_over(line, index - half, size - half, below))

def published(folder, size):
    """The lines of a published log, out of bundles of 256 (C2SP tlog-tiles)."""
    for n in range(0, size, 256):
        path = f"{n // 256:03}" if n < 256_000 else f"x{n // 256_000:03}/{n // 256 % 1000:03}"
        path += f".p/{size - n}" if size - n < 256 else ""
        bundle = open(f"{folder}/tile/entries/{path}", "rb").read()
        while bundle:
            end = 2 + int.from_bytes(bundle[:2], "big")
            yield bundle[2:end]
            bundle = bundle[end:]

vkey, what, place = sys.argv[1:] if len(sys.argv) == 4 else sys.exit(__doc__)
if what == "receipt":
    above, note = open(place, newline="").read().split("\n\n", 1)
    title, extra, index, *beside = above.split("\n")
    line, index = base64.b64decode(extra.removeprefix("extra ")), int(index.removeprefix("index "))
    size, root = signed(note, vkey)
    need(title == "c2sp.org/tlog-proof@v1" and 0 <= index < size, "this is no proof")
    found = root_over(line, index, size, [base64.b64decode(other) for other in beside])
    need(found == root, "the line is not in this log")
    print(f"verified: line {index + 1} of {size}\n{line.decode()}")
else:
    size, root = signed(open(f"{place}/checkpoint", newline="").read(), vkey)
    need(root_of(list(published(place, size))) == root, "a line was changed, or is missing")
    print(f"verified: all {size} lines")

"""Signatures of minisign, checked with nothing but Python: Ed25519 as RFC 8032 has it.

Knows the files of minisign; signs nothing."""
import base64
import binascii
import hashlib

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


class Refused(Exception):
    """What does not fit, and why."""


def added(a, b):
    """Of points in extended coordinates (x, y, z, t), where x = X/z, y = Y/z, t = XY/z."""
    u, v = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    w, z = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = v - u, z - w, z + w, v + u
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number, point):
    total = (0, 1, 1, 0)
    while number:
        if number & 1:
            total = added(total, point)
        point, number = added(point, point), number >> 1
    return total


def point_of(octets):
    y = int.from_bytes(octets, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        raise Refused("a key or signature is no point of the curve")
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


BASE = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def fits(key, octets, signature):
    number = int.from_bytes(signature[32:], "little")
    if number >= ORDER:
        return False
    hashed = int.from_bytes(hashlib.sha512(signature[:32] + key + octets).digest(), "little") % ORDER
    left, right = times(number, BASE), added(point_of(signature[:32]), times(hashed, point_of(key)))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


def from_base64(text, size, what):
    try:
        octets = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        octets = b""
    if len(octets) != size or base64.b64encode(octets).decode() != text:
        raise Refused(f"{what} is none of minisign")
    return octets


def lines_of(octets, count, heads, what):
    try:
        lines = octets.decode("utf-8").removesuffix("\n").split("\n")
    except UnicodeDecodeError:
        lines = []
    if len(lines) != count or any(not lines[n].startswith(head) for n, head in heads.items()):
        raise Refused(f"{what} is none of minisign")
    return lines


def public_key(octets):
    """The number of the key, and the key."""
    lines = lines_of(octets, 2, {0: "untrusted comment: "}, "the public key")
    key = from_base64(lines[1], 42, "the public key")
    if key[:2] != b"Ed":
        raise Refused("the public key is none of minisign")
    return key[2:10], key[10:]


def check(key, octets, signature, what):
    """Refuses unless `signature`, a file of minisign, is that of the octets by the key. Returns the trusted comment."""
    name = f"the signature of {what}"
    lines = lines_of(signature, 4, {0: "untrusted comment: ", 2: "trusted comment: "}, name)
    parts, over = from_base64(lines[1], 74, name), from_base64(lines[3], 64, name)
    comment = lines[2].removeprefix("trusted comment: ")
    if parts[:2] not in (b"Ed", b"ED"):
        raise Refused(f"{name} is none of minisign")
    if parts[2:10] != key[0]:
        raise Refused(f"{what} is signed by another key")
    signed = hashlib.blake2b(octets).digest() if parts[:2] == b"ED" else octets
    if not fits(key[1], signed, parts[10:]):
        raise Refused(f"the signature does not fit {what}")
    if not fits(key[1], parts[10:] + comment.encode(), over):
        raise Refused(f"the trusted comment of {what} was altered")
    return comment

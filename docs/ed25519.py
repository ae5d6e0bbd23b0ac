"""Whether an Ed25519 signature fits (RFC 8032): for verify.py, where Python has nothing but itself.

Short and slow (a tenth of a second), and only for what is public: it verifies, it cannot sign.
A point is a pair (x, y) with y² - x² = 1 + D x² y², counted modulo P; B is the base, of order Q.
"""
import hashlib

P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def plus(a, b):
    (x, y), (u, v) = a, b
    t = D * x * u * y * v
    return (x * v + u * y) * pow(1 + t, -1, P) % P, (y * v + x * u) * pow(1 - t, -1, P) % P


def times(n, point):
    total = (0, 1)
    while n:
        if n % 2:
            total = plus(total, point)
        point, n = plus(point, point), n // 2
    return total


def point(encoded):
    """The point that 32 bytes stand for: y, and in the highest bit whether x is odd."""
    number = int.from_bytes(encoded, "little")
    y, odd = number % 2**255, number >> 255
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    root = pow(square, (P + 3) // 8, P)
    for x in root, root * pow(2, (P - 1) // 4, P) % P:
        if x * x % P == square and y < P:
            return (x if x % 2 == odd else P - x), y
    raise ValueError("these 32 bytes are no point")


B = point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))


def has_signed(key, message, signature):
    """Whether these 64 bytes are the signature of this message by the owner of these 32 bytes."""
    r, s = signature[:32], int.from_bytes(signature[32:], "little")
    k = int.from_bytes(hashlib.sha512(r + key + message).digest(), "little") % Q
    try:
        return len(signature) == 64 and s < Q and times(s, B) == plus(point(r), times(k, point(key)))
    except ValueError:
        return False

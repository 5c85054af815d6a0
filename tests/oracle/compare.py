"""Replays a scene with sets of days and compares each result with what the engine said of it.

The doubts of an answer are checked and then taken as they are: the next operation sees the same ones.
"""
import histories
import priority
import resolve
from histories import Doubt, History, Piece, order


def read_piece(text):
    id_, first, last, state, original, kind, rank, certified, whole = text.split(",")
    first, last = int(first), int(last)
    return Piece(frozenset(range(first, last + 1)), id_, int(state), int(original),
                 "?" + id_ if kind == "?" else int(kind), "?" + id_ if rank == "?" else int(rank), certified,
                 whole == "1", first, last)


def read_doubt(text):
    head, *candidates = text.split("~")
    first, last, maybe, why = head.split(",")
    days = frozenset(range(int(first), int(last) + 1))
    return Doubt(days, tuple(map(read_piece, candidates)), maybe == "1", frozenset(why.split("+")))


def read_row(text):
    head, loser, winner = text.split("~")
    first, last, clause = head.split(",")
    return int(first), int(last), int(clause), read_piece(loser), read_piece(winner)


def read_history(text):
    pieces, doubts, rows, counts = [], [], [], []
    for token in text.split():
        if token[0] == "?":
            doubts.append(read_doubt(token[1:]))
        elif token[0] == "!":
            rows.append(read_row(token[1:]))
        elif token[0] == "#":
            counts = token[1:].split(",")
        else:
            pieces.append(read_piece(token))
    return History(tuple(pieces), tuple(doubts)), rows, counts


def given(periods):
    return History(tuple(histories.piece(
        p.id, range(p.first, p.last + 1), p.state, "?" + p.id if p.kind < 0 else p.kind,
        "?" + p.id if p.rank < 0 else p.rank, p.certified) for p in periods))


def expected(step, inputs):
    verb, more = step.verb, step.more
    if verb == "clip":
        return histories.clip(inputs[0], *more)
    if verb == "split":
        return histories.split(inputs[0], more)
    if verb == "attributed":
        return histories.attributed(inputs[0], more[0])
    if verb == "those":
        return histories.those(inputs[0], lambda p: priority.holds(more[0], p, p) is True)
    if verb == "show":
        return inputs[0]
    return {"merge": histories.merge, "unite": histories.unite, "subtract": histories.subtract,
            "intersect": histories.intersect}[verb](*inputs)


def doubts_by_sign(h):
    result = {}
    for d in h.doubts:
        result.setdefault(d.sign(), set()).update(d.days)
    return result


def wrong_wholeness(answer, originals):
    """A period is whole exactly while it has all its days; of joined ones, the parts were."""
    for p in [*answer.pieces, *(c for d in answer.doubts for c in d.candidates)]:
        if p.id in originals and p.whole != ((p.first, p.last) == originals[p.id]):
            return f"{resolve.show([p])} is whole, or not"
    return ""


def difference(scene, line):
    """Where the engine's line first differs from the sets of days: (step, what), or None."""
    answers = line.split("|")
    if len(answers) != len(scene.steps):
        return 0, f"{len(scene.steps)} steps, and the engine said: {line}"
    registers = [given(scene.a), given(scene.b)]
    originals = {p.id: (p.first, p.last) for p in scene.a + scene.b}
    merged = any(step.verb == "merge" for step in scene.steps)
    for place, (step, text) in enumerate(zip(scene.steps, answers)):
        answer, ledger, counts = read_history(text)
        wrong = wrong_step(step, [registers[n] for n in step.inputs], scene, answer, ledger)
        if not wrong and list(answer.doubts) != sorted(answer.doubts, key=lambda d: min(d.days)):
            wrong = "doubts by their first days"
        if not wrong and not merged:
            wrong = wrong_wholeness(answer, originals)
        right = histories.counts(answer)
        if not wrong and right != counts:
            wrong = f"counts\n  expected {right}\n  answered {counts}"
        if wrong:
            return place, wrong
        registers.append(answer)
    return None


def known(p):
    counts = p.whole and p.certified != "-"
    return p._replace(whole=counts, certified=p.certified if counts else "-")


def wrong_step(step, inputs, scene, answer, ledger):
    if step.verb == "resolve":
        return resolve.difference(inputs[0], scene.precedences[step.more[0]], answer, ledger)
    right = expected(step, inputs)
    pieces, answered = sorted(right.pieces, key=order), list(answer.pieces)
    if step.verb == "merge":  # a quantity counts only of what is whole; more cannot be seen
        pieces, answered = [known(p) for p in pieces], [known(p) for p in answered]
    if pieces != answered:
        return f"periods\n  expected {resolve.show(pieces)}\n  answered {resolve.show(answered)}"
    if doubts_by_sign(right) != doubts_by_sign(answer):
        return f"doubts\n  expected {doubts_by_sign(right)}\n  answered {doubts_by_sign(answer)}"
    return ""

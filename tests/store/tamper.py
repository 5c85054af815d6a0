"""Whatever is altered in the file of an office is found by `office verify`.

usage: tamper.py PROGRAM            cells flipped, rows taken away, put in and exchanged in every table; events cut off, the file rolled
                                    back, bytes of pages flipped
       tamper.py PROGRAM --control  the office as it is has no finding; without a checkpoint, what was cut off is not seen
Knows SQLite as one who has the file does: guards are taken away and put back."""
import pathlib
import random
import re
import shutil
import sqlite3
import sys
import tempfile

from offices import ROOT, Office

sys.path.insert(0, str(ROOT / "tests"))
import control  # noqa: E402

SEED = 15


def opened(file, work):
    """Does something with the guards taken away, and puts them back."""
    base = sqlite3.connect(file, isolation_level=None)
    base.execute("PRAGMA synchronous=OFF")
    base.execute("BEGIN")
    guards = base.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        base.execute(f"DROP TRIGGER {name}")
    work(base)
    for _, sql in guards:
        base.execute(sql)
    base.execute("COMMIT")
    base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    base.close()


WORDS = {"known": "unknown", "stated": "certified", "certified": "stated", "approved": "returned", "sent": "closed"}


def other(value):
    if value in WORDS:  # the file takes no other words there
        return WORDS[value]
    if isinstance(value, int):
        return value + 50
    if isinstance(value, bytes):
        return bytes([value[0] ^ 1]) + value[1:]
    return "x" if not value else value[:-1] + chr(ord(value[-1]) ^ 1)


def alterations(file):
    base = sqlite3.connect(file)
    tables = [name for (name,) in base.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")]
    for table in tables:
        columns = [row[1] for row in base.execute(f"PRAGMA table_info({table})")]
        rows = base.execute(f"SELECT rowid, * FROM {table}").fetchall()
        for rowid, *cells in (rows if len(rows) < 3 else [rows[0], rows[-1]]):
            for column, cell in zip(columns, cells):
                if cell is not None:
                    yield f"flip {table}.{column} {rowid}", lambda b, t=table, c=column, v=other(cell), r=rowid: b.execute(
                        f"UPDATE OR IGNORE {t} SET {c} = ? WHERE rowid = ?", (v, r))
            yield f"delete {table} {rowid}", lambda b, t=table, r=rowid: b.execute(f"DELETE FROM {t} WHERE rowid = ?", (r,))
        for column in columns:
            if len(rows) > 1 and rows[0][1 + columns.index(column)] != rows[1][1 + columns.index(column)]:
                yield f"swap {table}.{column}", lambda b, t=table, c=column, one=rows[0], two=rows[1], n=columns.index(column): [
                    b.execute(f"UPDATE OR IGNORE {t} SET {c} = NULL WHERE 0"),
                    swap(b, t, c, one[0], two[0], one[1 + n], two[1 + n])]
        if rows and table != "office":
            yield f"insert {table}", lambda b, t=table, row=rows[-1], cs=columns: insert(b, t, cs, row)
    base.close()
    yield "a guard taken away", lambda b: None


def swap(base, table, column, one, two, first, second):
    changed = base.execute(f"UPDATE OR REPLACE {table} SET {column} = ? WHERE rowid = ?", (second, one)).rowcount
    base.execute(f"UPDATE OR REPLACE {table} SET {column} = ? WHERE rowid = ?", (first, two))
    return changed


def insert(base, table, columns, row):
    cells = list(row[1:])
    for place, (name, cell) in enumerate(zip(columns, cells)):
        if name in ("id", "seq", "case_id", "version", "step", "person") and isinstance(cell, int):
            cells[place] = cell + 50
            break
        if name in ("key", "rules", "hash", "token", "path") or (isinstance(cell, (str, bytes)) and place == 0):
            cells[place] = other(cell)
            break
    if table == "events":
        cells[2] = other(cells[2])
    if table == "decisions" or table == "verdicts":
        cells[0] = row[1] + 50
    base.execute(f"INSERT OR IGNORE INTO {table} VALUES ({', '.join('?' * len(cells))})", cells)


def contents(file):
    base = sqlite3.connect(file)
    text = "\n".join(sorted(base.iterdump()))  # guards that were put back stand in another order
    base.close()
    return text


def verify(office, file, checkpoint):
    looked = Office(office.program, file.parent)
    looked.file = file
    done = looked.run("verify", *(["--checkpoint", checkpoint] if checkpoint else []), fails=True)
    return done.returncode, sorted(set(re.findall(r"\[(S\d+)\]", done.stdout + done.stderr)))


def sample(program, folder):
    folder = pathlib.Path(folder)
    office = Office(program, folder).begin()
    old = pathlib.Path(folder) / "old.db"
    office.run("backup", old)
    office.run("change", "anna", "--set", "birth=1960-05-01", "--request", "k1")
    office.run("document", "anna", ROOT / "LICENSE", "--kind", "paper")
    office.run("request", "anna", "birth")
    office.run("step", "1", "sent")
    office.decide()
    office.run("import", "--identifier", "tax=1", second(folder))
    office.run("import", "--person", "2", second(folder, "third"))
    office.run("erase", "2")
    point = pathlib.Path(folder) / "point.json"
    office.run("checkpoint", "--output", point)
    whole = pathlib.Path(folder) / "whole.db"
    office.run("backup", whole)
    return office, whole, old, point


def second(folder, name="second"):
    file = pathlib.Path(folder) / f"{name}.json"
    text = (ROOT / "tests" / "cli" / "data" / "anna.json").read_text(encoding="utf-8")
    file.write_text(text.replace('"id": "anna"', f'"id": "{name}"'), encoding="utf-8")
    return file


def cut(base):
    last = base.execute("SELECT max(seq) FROM events").fetchone()[0]
    for (table,) in base.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
        if table != "events" and any(row[1] == "event" for row in base.execute(f"PRAGMA table_info({table})")):
            base.execute(f"DELETE FROM {table} WHERE event = ?", (last,))
    base.execute("DELETE FROM events WHERE seq = ?", (last,))


def main():
    program, chance = sys.argv[1], random.Random(SEED)
    with tempfile.TemporaryDirectory() as folder:
        office, whole, old, point = sample(program, folder)
        trial = pathlib.Path(folder) / "trial.db"
        before = contents(whole)

        def altered(work):
            shutil.copy(whole, trial)
            opened(trial, work)
            return trial
        if "--control" in sys.argv:
            def last_letter(base):
                cut(base)
            return control.judge([
                ("the office as it is", (0, []), verify(office, whole, point)),
                ("guards taken away and put back", (0, []), verify(office, altered(lambda b: None), point)),
                ("an earlier copy without a checkpoint", (0, []), verify(office, old, None)),
                ("an earlier copy with it", (1, ["S055"]), verify(office, old, point)),
                ("the last event cut off with its rows", (1, ["S055", "S056"]), verify(office, altered(last_letter), point)),
            ], "offices")
        tried = found = same = 0
        kinds = {}
        for what, work in alterations(whole):
            if what == "a guard taken away":
                shutil.copy(whole, trial)
                base = sqlite3.connect(trial, isolation_level=None)
                base.execute("DROP TRIGGER facts_fixed")
                base.close()
            else:
                altered(work)
                if contents(trial) == before:  # the file itself did not take it
                    same += 1
                    continue
            tried += 1
            code, codes = verify(office, trial, point)
            found += code == 1 and bool(codes)
            kinds.setdefault(what.split()[0], []).append(code)
            if code != 1 or not codes:
                print(f"NOT FOUND: {what}: exit {code} {codes}")
        for what, file in (("cut off", altered(cut)), ("rolled back", old)):
            tried += 1
            code, codes = verify(office, file, point)
            found += code == 1 and "S055" in codes
        octets = whole.read_bytes()
        for _ in range(60):
            place = chance.randrange(100, len(octets))
            changed = bytearray(octets)
            changed[place] ^= 1 << chance.randrange(8)
            trial.write_bytes(changed)
            try:
                unchanged = contents(trial) == before
            except (sqlite3.Error, UnicodeDecodeError):
                unchanged = False
            code, codes = verify(office, trial, point)
            if unchanged and code == 0:  # a byte that nothing uses
                same += 1
                continue
            tried += 1
            found += code != 0 and bool(codes)
            if code == 0:
                print(f"NOT FOUND: byte {place}")
    print(f"figure: alterations of an office found | {found} of {tried} | "
          + ", ".join(f"{len(one)} {kind}" for kind, one in kinds.items()) + f", cut, rolled back, bytes; {same} changed nothing")
    return 1 if found != tried or tried < 100 else 0


sys.exit(main())

#!/usr/bin/python3
"""Three verifiers that share no code must say the same of a log: `stadga log verify`, the one in
C++ and the one in Python. Whole logs hold for all; damaged ones are found by all or by none.

usage: agree_test.py STADGA STADGA_VERIFY SOURCE_DIR [unittest arguments]
"""
import base64
import fcntl
import hashlib
import importlib.util
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

COMMAND, VERIFIER, SOURCE = sys.argv[1:4]
SCRIPT = os.path.join(SOURCE, "verifiers", "stadga_verify.py")
sys.dont_write_bytecode = True
_spec = importlib.util.spec_from_file_location("stadga_verify", SCRIPT)
own = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(own)
own.SODIUM = own.load_sodium()

RULES = os.path.join(SOURCE, "rules", "parkeringstillstand")
SMALL = os.path.join(SOURCE, "tests", "cli", "data", "small")
FILES = ("log.db", "log.db-wal", "keys.db", "keys.db-wal", "head", "log.pub", "log.lock")


def run(*words, expect=(0,), stdin=""):
    done = subprocess.run(words, input=stdin, capture_output=True, text=True, check=False)
    if done.returncode not in expect:
        raise AssertionError(f"{words}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done


class Said:
    """What one verifier says; `exit` 3 and 5 come without a report."""

    def __init__(self, exit_status, report):
        self.exit, self.report = exit_status, report or {}
        findings = self.report.get("findings", [])
        self.ok = exit_status == 0
        self.first = (findings[0]["index"], findings[0]["kind"]) if findings else None
        self.kinds = sorted({(f["index"] or 0, f["kind"]) for f in findings})
        self.number = len(findings)
        self.counts = tuple(self.report.get(name) for name in (
            "records", "decisions", "root", "head", "signed_records", "trust", "parts"))

    def __repr__(self):
        return f"exit {self.exit}, {self.report}"


class Process:
    """A verifier that is asked while others are at work."""

    def __init__(self, *words, **how):
        self.words = words
        self.child = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                      stderr=subprocess.PIPE, text=True, **how)

    def said(self):
        out, err = self.child.communicate()
        if self.child.returncode not in (0, 1, 3, 5):
            raise AssertionError(f"{self.words}: exit {self.child.returncode}\n{out}{err}")
        report = json.loads(out) if self.child.returncode < 2 and out else None
        return Said(self.child.returncode, report)


def ask_here(log, *more):
    """Python's verifier, in this process."""
    try:
        report = own.Verifier(own.Options([log, *more])).run()
        return Said(0 if report["ok"] else 1, report)
    except own.Stop as stop:
        return Said(stop.exit_status, None)


def ask(log, *more):
    """(the command, C++, Python in this process)"""
    others = (Process(COMMAND, "log", "verify", log, "--format", "json", *more),
              Process(VERIFIER, log, "--json", *more))
    try:
        mine = ask_here(log, *more)
    finally:
        said = [other.said() for other in others]
    return (*said, mine)


def keep(log, what):
    """A disagreement is of use only with the log that it is about: their keys are drawn anew each time."""
    kept = os.path.join(os.getcwd(), "verifiers-disagree")
    shutil.rmtree(kept, ignore_errors=True)
    if os.path.isdir(log):
        shutil.copytree(log, kept)
    return f"{what}\nthe log is kept in {kept}"


class Shelf:
    """Logs that are made once, in one folder that goes away."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="stadga-agree-")
        # Copies of ours only, whatever runs beside.
        tempfile.tempdir = os.environ["TMPDIR"] = self.path("copies")
        os.mkdir(tempfile.tempdir)
        with open(os.path.join(SOURCE, "docs", "forms", "grant.case.json"), encoding="utf-8") as file:
            self.case = json.load(file)

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def case_file(self, **changes):
        case = dict(self.case, **changes)
        with open(self.path("case.json"), "w", encoding="utf-8") as file:
            json.dump(case, file)
        return self.path("case.json")

    def decide(self, log, rules=RULES, expect=(0,), metres=None, more=(), **changes):
        if metres is not None:
            changes["facts"] = dict(self.case["facts"], gångsträcka_meter=metres)
        return run(COMMAND, "decide", rules, "--case", self.case_file(**changes), "--log", log, *more,
                   expect=expect)

    def act(self, log, index, *more):
        run(COMMAND, "log", "decision", log, "--index", str(index), "--name", "N", "--day",
            "2026-11-24", "--decider", "board", *more)

    def batch(self, log, first, last):
        lines = [json.dumps(dict(self.case, case_id=f"B-{n // 2}", request_id=f"R-{n}"))
                 for n in range(first, last)]
        run(COMMAND, "decide", RULES, "--cases", "-", "--log", log, stdin="\n".join(lines) + "\n")

    def story(self):
        """Cases, a case again with other facts, an act, a conflict, a second bundle."""
        log = self.path("story")
        if os.path.exists(log):
            return log
        self.decide(log)
        self.decide(log, metres=90)
        self.act(log, 2, "--followed")
        self.decide(log, case_id="A-2", request_id="Q-1", metres=80)
        self.decide(log, case_id="A-2", request_id="Q-1", metres=85, expect=(1,))
        bundle = self.path("small.bundle")
        run(COMMAND, "compile", RULES, "-o", bundle)
        self.decide(log, case_id="A-3")
        return log

    def copy(self, log, name="copy"):
        target = self.path(name)
        shutil.rmtree(target, ignore_errors=True)
        os.mkdir(target)
        for file in FILES:
            if os.path.exists(os.path.join(log, file)):
                shutil.copyfile(os.path.join(log, file), os.path.join(target, file))
        return target


SHELF = Shelf()


def force(log, statements, database="log.db"):
    """Past the triggers, which are then put back as they were; a function makes the values."""
    connection = sqlite3.connect(os.path.join(log, database), isolation_level=None)
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type='trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    if callable(statements):
        statements(connection)
    else:
        connection.executescript(statements)
    for _, sql in triggers:
        connection.execute(sql)
    connection.close()


class Agreement(unittest.TestCase):
    def agree(self, log, *more, kind=None, what=""):
        """All three, to the letter where it can be asked; gives the first one's answer."""
        said = ask(log, *more)
        text = what + "\n" + "\n".join(map(repr, said))
        try:
            self.assertEqual({s.exit for s in said}, {said[0].exit}, text)
            self.assertEqual({s.counts for s in map(Comparable, said)}, {Comparable(said[0]).counts}, text)
            self.assertEqual({s.first for s in said}, {said[0].first}, text)
            self.assertEqual(said[1].kinds, said[2].kinds, text)
            self.assertEqual(said[0].kinds, said[2].kinds, text)
            self.assertEqual({s.number for s in said}, {said[0].number}, text)
            if kind:
                self.assertIn(kind, [k for _, k in said[0].kinds], text)
        except AssertionError as difference:
            raise AssertionError(keep(log, str(difference))) from None
        return said[0]


class Comparable:
    def __init__(self, said):
        counts = said.counts
        self.counts = counts[:-1] + (json.dumps(counts[-1], sort_keys=True),)


class WholeLogs(Agreement):
    def holds(self, log, *more):
        said = self.agree(log, *more)
        self.assertTrue(said.ok, said)
        return said

    def test_a_story_holds_and_nothing_is_changed_by_looking(self):
        log = SHELF.story()
        before = {name: digest(os.path.join(log, name)) for name in sorted(os.listdir(log))}
        said = self.holds(log)
        self.assertGreater(said.report["records"], 7)
        self.assertEqual(said.report["head"], "signed")
        self.assertEqual({n: digest(os.path.join(log, n)) for n in sorted(os.listdir(log))}, before)

    def test_pinned_by_a_key_and_with_a_head_kept_elsewhere(self):
        log = SHELF.copy(SHELF.story())
        shutil.move(os.path.join(log, "head"), SHELF.path("kept"))
        key = os.path.join(log, "log.pub")
        said = self.holds(log, "--head", SHELF.path("kept"), "--key", key)
        self.assertEqual(said.report["trust"], "pinned")
        with open(key, encoding="utf-8") as file:
            self.holds(log, "--head", SHELF.path("kept"), "--key", file.read().strip())
        os.remove(SHELF.path("kept"))

    def test_without_keys_the_parts_are_sealed_and_the_rest_holds(self):
        log = SHELF.copy(SHELF.story())
        for name in ("keys.db", "keys.db-wal"):
            os.remove(os.path.join(log, name))
        said = self.holds(log, "--keys-elsewhere")
        self.assertGreater(said.report["parts"]["sealed"], 0)
        self.agree(log, kind="keys_missing")

    def test_an_unsigned_tail_of_ours_is_no_finding(self):
        log = SHELF.copy(SHELF.story(), "tail")
        before = SHELF.copy(log, "before")
        SHELF.decide(log, metres=70)
        for name in ("keys.db", "keys.db-wal", "head"):  # as a crash between commit and signature
            shutil.copyfile(os.path.join(before, name), os.path.join(log, name))
        said = self.holds(log)
        self.assertEqual(said.report["head"], "unsigned_tail")
        for name in ("keys.db", "keys.db-wal"):
            os.remove(os.path.join(log, name))
        self.agree(log, "--keys-elsewhere", kind="unsigned_tail")

    def test_a_tree_with_tiles_and_long_chains(self):
        log = SHELF.path("long")
        SHELF.batch(log, 0, 290)
        self.holds(log)
        damaged = SHELF.copy(log)
        force(damaged, "UPDATE tile SET root = zeroblob(32)")
        self.agree(damaged, kind="tile_mismatch")
        damaged = SHELF.copy(log)
        force(damaged, "DELETE FROM tile")
        self.agree(damaged, kind="tile_mismatch")

    def test_receipts(self):
        log, key = SHELF.story(), os.path.join(SHELF.story(), "log.pub")
        for index in (0, 2, 6):
            receipt = SHELF.path("receipt")
            proof = run(COMMAND, "log", "prove", log, "--index", str(index)).stdout
            with open(receipt, "w", encoding="utf-8") as file:
                file.write(proof)
            for more, wanted in (([], 0), (["--key", key], 0)):
                self.receipt_says(log, receipt, more, wanted, None)
            lines = proof.split("\n")
            self.assertTrue(lines[1].startswith("extra ") and lines[2] == f"index {index}")
            bent = {"receipt_mismatch": lines[:2] + [f"index {index + 1}"] + lines[3:],
                    "receipt_invalid": lines[:3] + ["", "x"] + lines[3:]}
            for kind, changed in bent.items():
                with open(receipt, "w", encoding="utf-8") as file:
                    file.write("\n".join(changed))
                self.receipt_says(log, receipt, [], 1, kind)
        # A log that is shorter than the receipt's checkpoint has lost what it acknowledged.
        later = SHELF.copy(log)
        SHELF.decide(later, case_id="A-9")
        with open(receipt, "w", encoding="utf-8") as file:
            file.write(run(COMMAND, "log", "prove", later, "--index", "0").stdout)
        self.receipt_says(log, receipt, [], 1, "truncated")

    def receipt_says(self, log, receipt, more, wanted, kind):
        others = Process(VERIFIER, log, "--json", "--receipt", receipt, *more).said()
        for said in (others, ask_here(log, "--receipt", receipt, *more)):
            self.assertEqual(said.exit, wanted, said)
            self.assertEqual(said.first and said.first[1], kind, said)
            self.assertEqual(said.number, wanted, said)

    def test_a_history_rewritten_with_every_key_is_told_by_what_is_kept_outside(self):
        log, receipt, kept = SHELF.copy(SHELF.story(), "rewritten"), SHELF.path("receipt"), SHELF.path("kept")
        with open(receipt, "w", encoding="utf-8") as file:
            file.write(run(COMMAND, "log", "prove", log, "--index", "0").stdout)
        shutil.copyfile(os.path.join(log, "head"), kept)
        holder = Holder(log)
        ((last,),) = holder.ask("log.db", "SELECT max(seq) FROM entry")
        holder.rewrite(last, b'"semantics":1', b'"semantics":2')
        self.holds(log)  # nothing inside can tell
        self.receipt_says(log, receipt, [], 1, "receipt_mismatch")
        self.agree(log, "--head", kept, kind="root_mismatch")
        os.remove(kept)

    def test_what_a_receipt_discloses(self):
        log, receipt = SHELF.story(), SHELF.path("receipt")
        key = os.path.join(log, "log.pub")
        proof = run(COMMAND, "log", "prove", log, "--index", "2", "--disclose", "result", "--salt", "case").stdout
        lines = proof.split("\n")
        extra = json.loads(base64.b64decode(lines[1][6:]))
        other = json.loads(base64.b64decode(
            run(COMMAND, "log", "prove", log, "--index", "3").stdout.split("\n")[1][6:]))["entry"]
        result, salt = extra["parts"]["result"], extra["parts"]["case"]

        def bent(**changes):
            return json.dumps({**extra, **changes}, sort_keys=True, ensure_ascii=False, separators=(",", ":"))

        # What it says, what the verifiers with a log say, and what `receipt verify` does without one.
        for data, kind, alone in (
                (bent(), None, 0), (bent(more=1), None, 0),
                (bent(entry=other), "receipt_mismatch", 1),
                (bent(entry="{}"), "receipt_mismatch", 1),
                (bent(parts={"result": {**result, "plain": "eA=="}}), "receipt_mismatch", 1),
                (bent(parts={"result": {**result, "salt": salt["salt"]}}), "receipt_mismatch", 1),
                (bent(parts={"act": salt}), "receipt_mismatch", 1),
                (bent(parts={"act": result}), "receipt_mismatch", 1),
                (bent(entry=7), "receipt_invalid", 3), (bent(parts=[salt]), "receipt_invalid", 3),
                (bent(parts={"case": {}}), "receipt_invalid", 3),
                (bent(parts={"case": {"salt": salt["salt"][:-1]}}), "receipt_invalid", 3),
                (bent(parts={"case": {**salt, "plain": "x"}}), "receipt_invalid", 3),
                (bent(parts={"case": {**salt, "plain": None}}), "receipt_invalid", 3),
                (bent(parts={"case": "x"}), "receipt_invalid", 3),
                # Another maker's: passed over, and without the record there is nothing to check alone.
                (bent().replace(":", ": ", 1), None, 3), ('{"maker":"another"}', None, 3), ("not json", None, 3),
                ("[" * 3000, None, 3), ('{"maker":"' + "x" * (2 << 20) + '"}', None, 3)):
            with self.subTest(extra=data[:60], kind=kind):
                lines[1] = "extra " + base64.b64encode(data.encode()).decode()
                with open(receipt, "w", encoding="utf-8") as file:
                    file.write("\n".join(lines))
                self.receipt_says(log, receipt, [], 1 if kind else 0, kind)
                done = run(COMMAND, "receipt", "verify", receipt, "--key", key, expect=(0, 1, 3))
                self.assertEqual(done.returncode, alone, done)
        lines[1] = "extra !!"
        with open(receipt, "w", encoding="utf-8") as file:
            file.write("\n".join(lines))
        self.receipt_says(log, receipt, [], 1, "receipt_invalid")

    def test_what_is_no_log_and_wrong_usage(self):
        empty = SHELF.path("empty")
        os.mkdir(empty)
        self.assertEqual([s.exit for s in ask(empty)], [3, 3, 3])
        self.assertEqual([s.exit for s in ask(SHELF.path("nowhere"))], [3, 3, 3])
        self.assertEqual([s.exit for s in ask(SHELF.story(), "--key", "no+key")], [3, 3, 3])
        self.assertEqual(os.listdir(empty), [])
        for words in ([], ["--frob", "x"], ["a", "b"], ["a", "--key"]):
            self.assertEqual(run(VERIFIER, *words, expect=(2,)).returncode, 2)
            self.assertEqual(run(sys.executable, SCRIPT, *words, expect=(2,)).returncode, 2)

    def test_the_script_as_a_user_runs_it(self):
        done = run(sys.executable, SCRIPT, SHELF.story())
        self.assertTrue(done.stdout.startswith("Loggen håller / The log holds\n"), done.stdout)
        done = run(VERIFIER, SHELF.story())
        self.assertTrue(done.stdout.startswith("Loggen håller / The log holds\n"), done.stdout)


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


class DamagedLogs(Agreement):
    def attack(self, statements, kind, database="log.db"):
        log = SHELF.copy(SHELF.story())
        force(log, statements, database)
        self.assertFalse(self.agree(log, kind=kind, what=str(statements)).ok)

    def test_records(self):
        for statements, kind in (
                ("DELETE FROM entry WHERE seq = 4", "gap"),
                ("DELETE FROM entry WHERE seq = 4; UPDATE entry SET seq = seq - 1 WHERE seq > 4", "truncated"),
                ("DELETE FROM entry WHERE seq > 4", "truncated"),
                ("UPDATE entry SET seq = 100 WHERE seq = 4; UPDATE entry SET seq = 4 WHERE seq = 5;"
                 "UPDATE entry SET seq = 5 WHERE seq = 100", "mac_mismatch"),
                ("UPDATE entry SET mac = zeroblob(32) WHERE seq = 3", "mac_mismatch"),
                ("UPDATE entry SET leaf = zeroblob(32) WHERE seq = 3", "leaf_mismatch"),
                ("INSERT INTO entry SELECT -1, leaf, mac, bytes FROM entry WHERE seq = 2", "rows_mismatch"),
                ("INSERT INTO entry SELECT 50, leaf, mac, bytes FROM entry WHERE seq = 2", "gap"),
                ("DELETE FROM entry", "truncated"),
                ("DELETE FROM entry WHERE seq = 0", "gap")):
            self.attack(statements, kind)

    def test_a_record_rewritten_with_every_hash_that_needs_no_secret(self):
        def rewrite(change):
            def work(connection):
                for sequence, data in connection.execute("SELECT seq, bytes FROM entry").fetchall():
                    bent = change(bytes(data))
                    if bent != data:
                        connection.execute("UPDATE entry SET bytes = ?, leaf = ? WHERE seq = ?",
                                           (bent, own.leaf_hash(bent), sequence))
            return work
        for old, new, kind in (
                (b'"semantics":1', b'"semantics":2', "mac_mismatch"),
                (b'"v":1', b'"v":1.0', "entry_malformed"), (b'"v":1', b'"v":01', "entry_malformed"),
                (b'"v":1', b'"v":1,"v":1', "entry_malformed"), (b'"v":1', b'"v":-0', "entry_malformed"),
                (b'"v":1', b'"v":1 ', "entry_malformed"), (b'"v":1', b'"v":2', "entry_malformed"),
                (b'"v":1', b'"v":9007199254740992', "entry_malformed"),
                (b'"v":1', b'"v":1,"w":9007199254740991', "mac_mismatch"),
                (b'"v":1', b'"v":1,"w":9007199254740992', "entry_malformed"),
                (b'"v":1', b'"v":1,"w":-9007199254740992', "entry_malformed"),
                (b'"v":1', b'"v":1,"w":1e1', "entry_malformed"), (b'"v":1', b'"v":1,"w":NaN', "entry_malformed"),
                (b'"v":1', b'"v":1,"w":"\\u000a"', "entry_malformed"),
                (b'"v":1', b'"v":1,"w":"\\u001f\\n\x7f"', "mac_mismatch"),
                (b'"v":1', b'"v":1,"w":"\\u001F"', "entry_malformed"),
                (b'"v":1', b'"v":1,"w":"\\u0000"', "entry_malformed"),
                (b'"v":1', b'"v":1,"w":"\\ud800"', "entry_malformed"),
                (b'"v":1', b'"v":1,"w":"\xff"', "entry_malformed"),
                (b'"v":1', '"v":1,"w":"a\u0308"'.encode(), "entry_malformed"),
                (b'"v":1', '"v":1,"w":"\u00e4"'.encode(), "mac_mismatch"),
                (b'"v":1', b'"v":1,"w":' + b"[" * 31 + b"]" * 31, "mac_mismatch"),
                (b'"v":1', b'"v":1,"w":' + b"[" * 32 + b"]" * 32, "entry_malformed"),
                (b'"v":1', b'"v":1,"w":' + b"[" * 1500 + b"]" * 1500, "entry_malformed"),
                (b'"v":1', b'"v":1,"w":{"b":1,"a":1}', "entry_malformed"),
                (b'"v":1', b'"v":1,"w":"' + b"x" * 4096 + b'"', "entry_malformed"),
                (b'{"', b'\xef\xbb\xbf{"', "entry_malformed"),
                (b'"kind":"proposal"', b'"kind":"proposals"', "entry_malformed"),
                (b'"kind":"incident"', b'"kind":"note"', "mac_mismatch"),
                (b'"t":"2', b'"t":"1', "mac_mismatch"), (b':00Z"', b':01Z"', "entry_malformed"),
                (b'"engine"', b'"engina"', "entry_malformed"), (b'"idem"', b'"idea"', "entry_malformed"),
                (b'"link":"', b'"link":"A', "entry_malformed"), (b'"link":', b'"Link":', "entry_malformed"),
                (b'"artefact"', b'"artefakt"', "entry_malformed"),
                (b'"software"', b'"softvare"', "mac_mismatch"), (b'"origin"', b'"origim"', "entry_malformed")):
            with self.subTest(new=new[:60]):
                log = SHELF.copy(SHELF.story())
                try:
                    force(log, rewrite(lambda data: data.replace(old, new)))
                except sqlite3.IntegrityError:  # larger than the table takes
                    self.assertGreater(len(new), 4096 - 300)
                    continue
                self.assertFalse(self.agree(log, kind=kind, what=repr(new)).ok)

    def test_parts_and_derived_tables(self):
        part = "(SELECT min(id) FROM payload WHERE part = '{0}' AND id > {1})"
        first, second = part.format("case", 0), part.format("case", 64 * 3)
        for statements, kind in (
                (f"UPDATE payload SET ct = (SELECT ct FROM payload WHERE id = {second}) WHERE id = {first}", "part_mismatch"),
                (f"UPDATE payload SET ct = zeroblob(10) WHERE id = {first}", "part_mismatch"),
                (f"UPDATE payload SET ct = NULL, key = NULL WHERE id = {first}", "part_missing"),
                (f"UPDATE payload SET key = NULL WHERE id = {first}", "part_mismatch"),
                (f"UPDATE payload SET key = zeroblob(16) WHERE id = {first}", "key_destroyed"),
                (f"UPDATE payload SET part = 'result' WHERE id = {first}", "part_mismatch"),
                (f"DELETE FROM payload WHERE id = {first}", "part_missing"),
                ("INSERT INTO payload VALUES(9999999, 'case', NULL, x'00')", "rows_mismatch"),
                ("INSERT INTO erased VALUES(128, 4)", "rows_mismatch"),
                ("UPDATE idem SET seq = seq + 1 WHERE seq = 2", "idem_mismatch"),
                ("UPDATE idem SET req = zeroblob(32) WHERE seq = 2", "idem_mismatch"),
                ("DELETE FROM idem", "idem_mismatch"),
                ("INSERT INTO idem VALUES(zeroblob(32), zeroblob(32), 2)", "rows_mismatch"),
                ("UPDATE artefact SET bytes = x'00'", "artefact_mismatch"),
                ("UPDATE artefact SET seq = 2", "artefact_mismatch"),
                ("DELETE FROM artefact", "artefact_missing"),
                ("INSERT INTO tile VALUES(5, zeroblob(32))", "rows_mismatch"),
                ("UPDATE checkpoint SET note = replace(note, '=', '-')", "checkpoint_invalid"),
                ("UPDATE checkpoint SET size = size + 100", "checkpoint_invalid"),
                ("DELETE FROM checkpoint; UPDATE entry SET bytes = (SELECT bytes FROM entry WHERE seq = 3), leaf = "
                 "(SELECT leaf FROM entry WHERE seq = 3) WHERE seq = 2", "root_mismatch"),
                ("PRAGMA user_version = 2", "schema_mismatch"), ("PRAGMA application_id = 7", "schema_mismatch"),
                ("CREATE TABLE more(a)", "schema_mismatch"), ("DROP TABLE tile", "schema_mismatch"),
                ("DROP TABLE entry", "database_damaged")):
            with self.subTest(sql=statements):
                if statements.startswith("DROP"):
                    log = SHELF.copy(SHELF.story())
                    connection = sqlite3.connect(os.path.join(log, "log.db"))
                    connection.executescript(statements)
                    connection.close()
                    self.assertFalse(self.agree(log, kind=kind).ok)
                else:
                    self.attack(statements, kind)

    def test_keys(self):
        for statements, kind in (
                ("DELETE FROM case_key", "key_destroyed"), ("DELETE FROM file_key", "key_destroyed"),
                ("UPDATE case_key SET wrapped = zeroblob(104)", "key_destroyed"),
                ("DELETE FROM meta WHERE name = 'kek'", "keys_missing"),
                ("UPDATE meta SET value = zeroblob(32) WHERE name = 'kek'", "key_destroyed"),
                ("UPDATE meta SET value = zeroblob(31) WHERE name = 'lookup'", "keys_missing"),
                ("UPDATE meta SET value = zeroblob(31) WHERE name = 'seed'", "keys_missing"),
                ("UPDATE meta SET value = zeroblob(32) WHERE name = 'mac'", "mac_mismatch"),
                ("UPDATE meta SET value = zeroblob(32) WHERE name = 'public_key'", "config_mismatch"),
                ("UPDATE meta SET value = CAST('other' AS BLOB) WHERE name = 'origin'", "config_mismatch"),
                ("UPDATE meta SET value = CAST('oth er' AS BLOB) WHERE name = 'origin'", "keys_missing"),
                ("UPDATE meta SET value = zeroblob(5) WHERE name = 'acknowledged'", "database_damaged"),
                ("UPDATE meta SET value = zeroblob(50) WHERE name = 'acknowledged'", "signer_mismatch"),
                ("UPDATE meta SET value = CAST(zeroblob(8) || substr(value, 9) AS BLOB) WHERE name = 'acknowledged'",
                 "rows_mismatch"),
                ("UPDATE signer SET root = zeroblob(32)", "signer_mismatch"),
                ("UPDATE signer SET root = zeroblob(3)", "database_damaged"),
                ("UPDATE signer SET size = size + 1", "truncated")):
            with self.subTest(sql=statements):
                self.attack(statements, kind, "keys.db")

    LOOSE = "CREATE TABLE loose AS SELECT * FROM {0}; DROP TABLE {0}; ALTER TABLE loose RENAME TO {0}; "

    def test_what_keys_db_remembers_in_another_shape_is_one_finding(self):
        signer, meta = self.LOOSE.format("signer"), self.LOOSE.format("meta")
        for statements in (
                "UPDATE signer SET size = -1", "UPDATE signer SET size = -9223372036854775808",
                signer + "UPDATE signer SET size = 'abc'", signer + "UPDATE signer SET size = 1.5",
                signer + "UPDATE signer SET size = NULL", signer + "UPDATE signer SET size = CAST(size AS BLOB)",
                signer + "UPDATE signer SET root = hex(zeroblob(16))", signer + "UPDATE signer SET root = NULL",
                signer + "UPDATE signer SET root = 7", signer + "UPDATE signer SET clock_ms = 'x'",
                "ALTER TABLE signer DROP COLUMN clock_ms", "DROP TABLE signer", "ALTER TABLE signer DROP COLUMN size",
                "UPDATE meta SET value = x'' WHERE name = 'acknowledged'",
                "UPDATE meta SET value = x'02' WHERE name = 'acknowledged'",
                "UPDATE meta SET value = zeroblob(8) WHERE name = 'acknowledged'",
                meta + "UPDATE meta SET value = CAST(value AS TEXT) WHERE name = 'acknowledged'",
                meta + "UPDATE meta SET value = NULL WHERE name = 'acknowledged'",
                meta + "UPDATE meta SET value = 1 WHERE name = 'acknowledged'",
                "INSERT INTO meta VALUES('erased_below', x'')", "INSERT INTO meta VALUES('erased_below', zeroblob(7))",
                meta + "INSERT INTO meta VALUES('erased_below', 0)"):
            with self.subTest(sql=statements):
                log = SHELF.copy(SHELF.story())
                force(log, statements, "keys.db")
                said = self.agree(log, what=statements)
                self.assertEqual(said.kinds, [(0, "database_damaged")], said)
                self.assertEqual(said.number, 1, said)

    def test_secrets_in_another_shape(self):
        meta, case_key, file_key = map(self.LOOSE.format, ("meta", "case_key", "file_key"))
        for statements, kinds in (
                (meta + "UPDATE meta SET value = hex(zeroblob(16)) WHERE name = 'kek'", {"keys_missing"}),
                (meta + "UPDATE meta SET value = NULL WHERE name = 'mac'", {"keys_missing"}),
                (meta + "UPDATE meta SET value = 7 WHERE name = 'lookup'", {"keys_missing"}),
                (meta + "UPDATE meta SET value = CAST(value AS TEXT) WHERE name = 'origin'", {"keys_missing"}),
                (meta + "UPDATE meta SET name = CAST(name AS BLOB) WHERE name = 'kek'", {"keys_missing"}),
                (meta + "UPDATE meta SET name = CAST(name AS BLOB) WHERE name = 'acknowledged'", set()),
                (meta + "INSERT INTO meta VALUES(CAST('kek' AS BLOB), x'00')", set()),
                (meta + "INSERT INTO meta VALUES('kek', zeroblob(32))", set()),
                (case_key + "UPDATE case_key SET wrapped = NULL", {"key_destroyed"}),
                (case_key + "UPDATE case_key SET wrapped = 1.5", {"key_destroyed"}),
                (case_key + "UPDATE case_key SET wrapped = CAST(wrapped AS TEXT)", {"key_destroyed"}),
                (case_key + "UPDATE case_key SET file = 7", {"key_destroyed"}),
                (file_key + "UPDATE file_key SET wrapped = NULL", {"key_destroyed"}),
                (file_key + "UPDATE file_key SET name = CAST(name AS TEXT)", {"key_destroyed"}),
                ("DROP TABLE file_key", None), ("DROP TABLE case_key", None), ("DROP TABLE meta", {"keys_missing"})):
            with self.subTest(sql=statements):
                log = SHELF.copy(SHELF.story())
                force(log, statements, "keys.db")
                said = self.agree(log, what=statements)
                if kinds is None:
                    self.assertIn((0, "database_damaged"), said.kinds)
                else:
                    self.assertEqual({kind for _, kind in said.kinds}, kinds, said)

    def test_a_row_of_meta_that_cannot_be_read(self):
        log = SHELF.copy(SHELF.story())
        path = os.path.join(log, "keys.db")
        with open(path, "r+b") as file:
            data = file.read()
            at = data.index(b"\x03\x15Lseed")  # length of the header, types of name and value
            file.seek(at + 1)
            file.write(b"\x35")  # a name longer than the row: not found by it, nor read past it
        self.agree(log, kind="keys_missing")

    def test_heads(self):
        story, old = SHELF.story(), SHELF.copy(SHELF.story(), "old")
        newer = SHELF.copy(story, "newer")
        SHELF.decide(newer, case_id="A-7")
        shutil.copyfile(os.path.join(old, "head"), os.path.join(newer, "head"))
        self.agree(newer, kind="head_rolled_back")
        other = SHELF.path("other")
        SHELF.decide(other)
        for name, kind in (("head", "head_invalid"), ("log.pub", "head_invalid"), ("keys.db", "config_mismatch")):
            log = SHELF.copy(story)
            shutil.copyfile(os.path.join(other, name), os.path.join(log, name))
            if name == "keys.db":
                open(os.path.join(log, "keys.db-wal"), "wb").close()
            self.agree(log, kind=kind, what=name)
        log = SHELF.copy(story)
        self.agree(log, "--key", os.path.join(other, "log.pub"), kind="head_invalid")
        for name, kind in (("head", "head_missing"), ("log.pub", "verifier_key_missing"),
                           ("log.db", "database_damaged"), ("keys.db", "keys_missing")):
            log = SHELF.copy(story)
            os.remove(os.path.join(log, name))
            self.agree(log, kind=kind, what=name)
            os.mkdir(os.path.join(log, name))
            self.assertFalse(self.agree(log, what=name + " is a folder").ok)

    def test_a_schema_that_is_no_text(self):
        log = SHELF.copy(SHELF.story())
        with open(os.path.join(log, "log.db"), "r+b") as file:
            data = file.read()
            at = data.index(b"BEFORE INSERT ON entry") + len(b"BEFORE INSERT ON ")
            file.seek(at)
            file.write(b"\xcf")  # SQLite quotes it in what it says
        self.assertFalse(self.agree(log, kind="database_damaged").ok)

    def test_write_ahead_log_cut(self):
        made = SHELF.copy(SHELF.story(), "cut")
        wal = self.frames(made)
        self.assertGreater(len(wal), 32 + 3 * 8216)
        for size in range(0, len(wal), 8216 // 2 + 13):
            with open(os.path.join(made, "log.db-wal"), "wb") as file:
                file.write(wal[:size])
            self.assertFalse(self.agree(made, what=f"cut at {size}").ok)
        with open(os.path.join(made, "log.db-wal"), "wb") as file:
            file.write(wal)
        self.assertTrue(self.agree(made).ok)

    @staticmethod
    def frames(log):
        """Records of two commits that are not moved into the database yet: as a crash leaves them."""
        later = SHELF.copy(log, "later")
        connection = sqlite3.connect(os.path.join(log, "log.db"), isolation_level=None)
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        for case in ("A-8", "A-9"):
            SHELF.decide(later, case_id=case)
            connection.execute("ATTACH ? AS later", (os.path.join(later, "log.db"),))
            connection.execute("BEGIN")
            for table in ("entry", "idem", "payload", "checkpoint"):
                connection.execute(f"INSERT INTO {table} SELECT * FROM later.{table} "
                                   f"EXCEPT SELECT * FROM main.{table} ORDER BY 1")
            connection.execute("COMMIT")
            connection.execute("DETACH later")
        kept = SHELF.copy(log, "kept-frames")
        connection.close()  # moves them
        for name in ("log.db", "log.db-wal"):
            shutil.copyfile(os.path.join(kept, name), os.path.join(log, name))
        for name in ("keys.db", "keys.db-wal", "head"):
            shutil.copyfile(os.path.join(later, name), os.path.join(log, name))
        with open(os.path.join(log, "log.db-wal"), "rb") as file:
            return file.read()


class Holder:
    """Whoever holds keys.db and the signing seed in it: writes and signs what the writer never would."""

    def __init__(self, log):
        self.log = log
        meta = dict(self.ask("keys.db", "SELECT name, value FROM meta"))
        self.origin, self.mac_key, seed = meta["origin"].decode(), meta["mac"], meta["seed"]
        public, self.secret = own.ctypes.create_string_buffer(32), own.ctypes.create_string_buffer(64)
        own.SODIUM.crypto_sign_seed_keypair(public, self.secret, seed)
        self.key = own.Key(self.origin, public.raw)

    def ask(self, database, sql, *values):
        connection = sqlite3.connect(os.path.join(self.log, database))
        with connection:
            rows = connection.execute(sql, values).fetchall()
        connection.close()
        return rows

    def append(self, members, statements="", carried_out=True, sign=True):
        """One more record, and what `statements` (with :seq for its index) change beside it."""
        ((index,),) = self.ask("log.db", "SELECT count(*) FROM entry")
        data = json.dumps({"v": 1, "t": "2999-01-01T00:00Z", **members}, sort_keys=True, ensure_ascii=False,
                          separators=(",", ":")).encode()
        entry_mac = own.mac(self.mac_key, own.prefix("stadga/v1/entry-mac", self.origin) +
                            own.u64(index) + data)

        def work(connection):
            connection.execute("INSERT INTO entry VALUES(?, ?, ?, ?)",
                               (index, own.leaf_hash(data), entry_mac, data))
            connection.executescript(statements.replace(":seq", str(index)))
        force(self.log, work)
        if carried_out and members["kind"] == "erasure":
            self.carried_out(index + 1)
        if sign:
            self.sign()
        return index

    def rewrite(self, index, old, new):
        """Another record in place of one of which no later one speaks, under a new signature."""
        ((data,),) = self.ask("log.db", "SELECT bytes FROM entry WHERE seq = ?", index)
        bent = bytes(data).replace(old, new)
        assert bent != data
        entry_mac = own.mac(self.mac_key, own.prefix("stadga/v1/entry-mac", self.origin) + own.u64(index) + bent)

        def work(connection):
            connection.execute("UPDATE entry SET bytes = ?, leaf = ?, mac = ? WHERE seq = ?",
                               (bent, own.leaf_hash(bent), entry_mac, index))
            connection.execute("DELETE FROM checkpoint")
        force(self.log, work)
        self.sign()

    def carried_out(self, below):
        self.ask("keys.db", "INSERT OR REPLACE INTO meta VALUES('erased_below', ?)", own.u64(below))

    def sign(self):
        tree = own.Tree()
        entries = self.ask("log.db", "SELECT bytes FROM entry ORDER BY seq")
        for (data,) in entries:
            tree.add(own.leaf_hash(data))
        body = f"{self.origin}\n{tree.size}\n{own.b64(tree.root())}\n".encode()
        signature = own.ctypes.create_string_buffer(64)
        own.SODIUM.crypto_sign_detached(signature, None, body, own.ctypes.c_ulonglong(len(body)), self.secret)
        blob = own.b64(self.key.id + signature.raw)
        note = body + f"\n\u2014 {self.origin} {blob}\n".encode()
        with open(os.path.join(self.log, "head"), "wb") as file:
            file.write(note)
        keyed = sum(b'"idem":' in data for (data,) in entries)
        self.ask("keys.db", "UPDATE signer SET size = ?, root = ?", tree.size, tree.root())
        self.ask("keys.db", "UPDATE meta SET value = ? WHERE name = 'acknowledged'", own.u64(keyed) + note)


class SignedByTheHolder(Agreement):
    """What hashes and signatures cannot tell, because they are good."""
    ERASE = "UPDATE payload SET ct = NULL, key = NULL WHERE id / 64 = 2;"
    ROWS = "INSERT INTO erased VALUES(128, :seq), (129, :seq), (130, :seq);"
    PARTS = [{"index": 2, "names": ["case", "link", "result"]}]

    def append(self, members, statements="", kind=None, **how):
        log = SHELF.copy(SHELF.story())
        Holder(log).append(members, statements, **how)
        said = self.agree(log, kind=kind, what=str(members))
        self.assertEqual(said.ok, kind is None, said)
        return said

    def test_nothing_wrong(self):
        self.append({"kind": "incident", "what": "clock_step", "seconds": 7})
        self.append({"kind": "seal", "unheard_of": [None, {"a": "å"}]})

    def test_lawful_erasure(self):
        said = self.append({"kind": "erasure", "parts": self.PARTS}, self.ERASE + self.ROWS)
        self.assertEqual(said.report["parts"]["erased"], 3)

    def test_erasure_that_is_not_carried_out(self):
        record = {"kind": "erasure", "parts": self.PARTS}
        self.append(record, self.ROWS, "erasure_incomplete")
        self.append(record, self.ERASE.replace(", key = NULL", "") + self.ROWS, "erasure_incomplete")

    def test_erasure_of_which_keys_db_does_not_say_that_it_is_done(self):
        log = SHELF.copy(SHELF.story())
        holder = Holder(log)
        index = holder.append({"kind": "erasure", "parts": self.PARTS}, self.ERASE + self.ROWS, carried_out=False)
        for below in (None, 0, index):
            if below is not None:
                holder.carried_out(below)
            said = self.agree(log, what=f"erased_below {below}")
            self.assertEqual(said.kinds, [(index, "erasure_incomplete")], said)
        holder.carried_out(index + 1)
        self.assertTrue(self.agree(log).ok)
        holder.append({"kind": "erasure", "parts": []}, carried_out=False)  # names nothing
        self.assertTrue(self.agree(log).ok)

    def test_only_a_row_that_is_there_is_lawfully_erased(self):
        record = {"kind": "erasure", "parts": self.PARTS}
        said = self.append(record, self.ERASE + self.ROWS + "DELETE FROM payload WHERE id = 129;", "part_missing")
        self.assertEqual(said.report["parts"]["erased"], 2)
        self.assertIn((2, "part_missing"), said.kinds)
        said = self.append(record, self.ROWS + "DELETE FROM payload WHERE id / 64 = 2;", "part_missing")
        self.assertEqual(said.report["parts"]["erased"], 0)

    def test_a_key_that_is_gone_is_no_erasure_of_bytes_that_are_there(self):
        log = SHELF.copy(SHELF.story())
        Holder(log).append({"kind": "erasure", "parts": self.PARTS}, self.ROWS)
        ((key,),) = Holder(log).ask("log.db", "SELECT key FROM payload WHERE id = 128")
        Holder(log).ask("keys.db", "DELETE FROM case_key WHERE name = ?", key)
        said = self.agree(log, kind="erasure_incomplete")
        self.assertEqual(said.report["parts"]["erased"], 0)
        self.assertNotIn((2, "key_destroyed"), said.kinds)

    def test_an_erasure_that_nobody_signed_excuses_nothing(self):
        record = {"kind": "erasure", "parts": self.PARTS}
        said = self.append(record, self.ERASE + self.ROWS, "part_missing", sign=False)
        self.assertEqual(said.report["head"], "unsigned_tail")
        self.assertEqual(said.report["parts"]["erased"], 0)

    def test_the_command_erases(self):
        log = SHELF.copy(SHELF.story())
        listed = SHELF.path("list.json")
        ((key,),) = Holder(log).ask("log.db", "SELECT key FROM payload WHERE id = 128")
        rows = Holder(log).ask("log.db", "SELECT DISTINCT id / 64 FROM payload WHERE key = ?", key)
        with open(listed, "w", encoding="utf-8") as file:
            json.dump({"basis": {"text": "gallring", "provision": "1 §"}, "body": "nämnden",
                       "day": "2026-11-20", "approvers": ["Ett", "Två"],
                       "erase": [{"index": index} for (index,) in rows]}, file)
        run(COMMAND, "log", "erase", log, "--list", listed)
        said = self.agree(log)
        self.assertTrue(said.ok, said)
        self.assertGreaterEqual(said.report["parts"]["erased"], 3)
        self.assertTrue(self.agree(log, "--keys-elsewhere").ok)
        Holder(log).carried_out(0)  # as a crash leaves it before the files are written anew
        self.agree(log, kind="erasure_incomplete")
        SHELF.decide(log, case_id="A-5")  # the next writer carries it out
        self.assertTrue(self.agree(log).ok)

    def test_erasures_that_do_not_fit(self):
        erasure = {"kind": "erasure", "parts": self.PARTS}
        some = {"kind": "erasure", "parts": [{"index": 2, "names": ["case"]}]}
        self.append({"kind": "seal"}, self.ERASE, "part_missing")
        self.append(erasure, self.ERASE, "rows_mismatch")
        self.append(erasure, self.ERASE + self.ROWS.replace("130", "131"), "rows_mismatch")
        self.append(erasure, self.ERASE + self.ROWS.replace("(130, :seq)", "(130, 4)"), "rows_mismatch")
        self.append(some, self.ERASE + "INSERT INTO erased VALUES(128, :seq);", "part_missing")
        self.append({"kind": "erasure"}, "", "entry_malformed")
        self.append({"kind": "erasure", "parts": [{"index": -1, "names": []}]}, "", "entry_malformed")
        self.append({"kind": "erasure", "parts": [{"index": 2, "names": [7]}]}, "", "entry_malformed")
        self.append({"kind": "erasure", "parts": {"index": 2}}, "", "entry_malformed")

    def test_records_that_do_not_fit(self):
        sha = self.ruleset()
        hash32 = own.base64.urlsafe_b64encode(bytes(32)).decode().rstrip("=")
        evaluation = {"kind": "proposal", "engine": {"semantics": 1, "version": "x"}}
        self.append({**evaluation, "ruleset": {"index": 1, "sha256": sha}})
        for members, kind in (
                ({"kind": "seal", "t": "2000-01-01T00:00Z"}, "time_order"),
                ({"kind": "config", "origin": "a", "key": "b", "schema": "c"}, "config_mismatch"),
                ({**evaluation, "ruleset": {"index": 0, "sha256": sha}}, "artefact_missing"),
                ({**evaluation, "ruleset": {"index": 1, "sha256": "0" * 64}}, "artefact_missing"),
                ({**evaluation, "ruleset": {"index": 1, "sha256": sha.upper()}}, "entry_malformed"),
                ({"kind": "ruleset", "artefact": {"bytes": 1, "sha256": "0" * 64}}, "artefact_missing"),
                ({"kind": "ruleset", "artefact": {"bytes": 1, "sha256": sha}}, "artefact_mismatch"),
                ({"kind": "note", "idem": hash32, "req": hash32}, "idem_mismatch"),
                ({"kind": "note", "idem": hash32}, "entry_malformed"),
                ({"kind": "note", "commit": {"act": hash32}}, "part_missing"),
                ({"kind": "note", "commit": {}}, "entry_malformed"),
                ({"kind": "note", "commit": {"a" * 65: hash32}}, "entry_malformed"),
                ({"kind": "note", "commit": {"1a": hash32}}, "entry_malformed"),
                ({"kind": "note", "commit": {"act": hash32 + "="}}, "entry_malformed"),
                ({"kind": "note", "commit": {"act": hash32[:-1] + "B"}}, "entry_malformed")):
            with self.subTest(members=members):
                self.append(members, "", kind)

    @staticmethod
    def ruleset():
        ((data,),) = Holder(SHELF.copy(SHELF.story())).ask("log.db", "SELECT bytes FROM entry WHERE seq = 1")
        return json.loads(data)["artefact"]["sha256"]


class PrivateFolders(unittest.TestCase):
    """A reader that is killed while it copies leaves personal data; the next one removes it."""

    def test_what_a_killed_reader_left(self):
        log, temporary = SHELF.copy(SHELF.story(), "locked"), SHELF.path("temporary")
        os.mkdir(temporary)
        other = os.path.join(temporary, "somebody's")
        os.mkdir(other)
        open(os.path.join(other, "keys.db"), "wb").close()
        os.symlink(other, os.path.join(temporary, ".stadga-held-abcdef"))
        for victim in range(3):
            for sweeper in range(3):
                with self.subTest(victim=victim, sweeper=sweeper):
                    self.kill_and_sweep(log, temporary, victim, sweeper)
        self.assertEqual(sorted(os.listdir(temporary)), [".stadga-held-abcdef", "somebody's"])
        self.assertEqual(os.listdir(other), ["keys.db"])

    def kill_and_sweep(self, log, temporary, victim, sweeper):
        with open(os.path.join(log, "log.lock"), "ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # a reader has its folder, and waits
            killed = self.start(victim, log, temporary)
            try:
                folder = self.wait_for_folder(temporary)
                for name in ("log.db", "keys.db"):  # as if it had begun
                    shutil.copyfile(os.path.join(log, name), os.path.join(folder, name))
                self.assertTrue(self.start(sweeper, SHELF.story(), temporary).said().ok)
                self.assertEqual(sorted(os.listdir(folder)), ["keys.db", "log.db"])  # it is at work
            finally:
                killed.child.kill()
                killed.child.communicate()
        self.assertTrue(os.path.exists(folder))
        self.assertTrue(self.start(sweeper, SHELF.story(), temporary).said().ok)
        self.assertFalse(os.path.exists(folder))

    @staticmethod
    def start(which, log, temporary):
        words = ((COMMAND, "log", "verify", log, "--format", "json"), (VERIFIER, log, "--json"),
                 (sys.executable, SCRIPT, log, "--json"))[which]
        return Process(*words, env=dict(os.environ, TMPDIR=temporary))

    def wait_for_folder(self, temporary):
        for _ in range(400):  # less than a reader waits for the log
            for name in os.listdir(temporary):
                path = os.path.join(temporary, name)
                if name.startswith(".stadga-held-") and not os.path.islink(path):
                    return path
            time.sleep(0.01)
        self.fail("no folder")
        return ""


class Flips(Agreement):
    """One bit of every so-manieth byte. Found by all or by none, and what none finds changes no
    answer. The first finding is the same, unless SQLite itself gives up: how far a step came then
    hangs on how it reads (the page, 10), and all must say that the database is damaged. The stride
    is chosen so that the whole takes some ten seconds of CPU."""

    def test_flips(self):
        log = SHELF.copy(SHELF.story())
        chance = random.Random(20261128)
        whole = ask(log)[0]
        self.assertTrue(whole.ok)
        full = "STADGA_FULL" in os.environ
        found = asked = gave_up = 0
        for name, stride, page in (("log.db", 97 if full else 2503, 8192), ("keys.db", 97 if full else 1301, 4096),
                                   ("head", 1 if full else 5, 0), ("log.pub", 1 if full else 4, 0)):
            path = os.path.join(log, name)
            with open(path, "rb") as file:
                sound = file.read()
            places = set(range(0, len(sound), stride))
            if page:  # and the heads of pages, where a bit means most
                places |= {at + chance.randrange(12) for at in range(0, len(sound), page)}
                places |= set(range(16, 100, 3 if full else 7))
            for at in sorted(places):
                bent = bytearray(sound)
                bent[at] ^= 1 << chance.randrange(8)
                with open(path, "wb") as file:
                    file.write(bent)
                said = ask(log)
                text = f"{name} offset {at}\n" + "\n".join(map(repr, said))
                try:
                    gave_up += self.compare(said, whole, text)
                except AssertionError as difference:
                    raise AssertionError(keep(log, str(difference))) from None
                asked, found = asked + 1, found + (not said[0].ok)
            with open(path, "wb") as file:
                file.write(sound)
        print(f"flips: {asked}, found {found}, of them by SQLite {gave_up}")
        self.assertGreater(found - gave_up, asked // 10)

    def compare(self, said, whole, text):
        """True where SQLite gave up."""
        self.assertEqual({s.ok for s in said}, {said[0].ok}, text)
        if said[0].ok:
            self.assertEqual({Comparable(s).counts for s in said}, {Comparable(whole).counts}, text)
        damaged = {(0, "database_damaged") in s.kinds for s in said}
        self.assertEqual(len(damaged), 1, text)
        if damaged == {False}:
            self.assertEqual({s.first for s in said}, {said[0].first}, text)
        return damaged == {True}


class KnownAnswers(unittest.TestCase):
    LEAVES = [bytes.fromhex(text) for text in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")]
    ROOTS = """e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
        6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d
        fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125
        aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77
        d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7
        4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4
        76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef
        ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c
        5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328""".split()
    # The sample of C2SP signed-note.
    KEY = b"example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
    TEXT = b"This is an example message.\n"
    SIGNATURE = ("Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1"
                 "Yu72IneyaQM=")

    def test_roots_of_rfc_6962(self):
        tree = own.Tree()
        self.assertEqual(tree.root().hex(), self.ROOTS[0])
        for leaf, root in zip(self.LEAVES, self.ROOTS[1:]):
            tree.add(own.leaf_hash(leaf))
            self.assertEqual(tree.root().hex(), root)

    def test_sample_of_signed_note(self):
        key = own.parse_key(self.KEY)
        blob = own.from_b64(self.SIGNATURE)
        self.assertEqual((key.name, key.id.hex()), ("example.com/foo", "530d903a"))
        self.assertEqual(blob[:4], key.id)
        self.assertTrue(own.is_signed(self.TEXT, blob[4:], key.public_key))
        for bit in range(8 * len(blob)):
            bent = bytearray(blob)
            bent[bit // 8] ^= 1 << bit % 8
            good = bytes(bent[:4]) == key.id and own.is_signed(self.TEXT, bytes(bent[4:]), key.public_key)
            self.assertFalse(good, bit)

    def test_the_worked_example_of_the_page(self):
        with open(os.path.join(SOURCE, "docs", "audit-format.md"), "rb") as file:
            lines = file.read().split(b"\n")
        tree, starts = own.Tree(), [i for i, line in enumerate(lines) if line.startswith(b'{"') and b'"v":1' in line]
        self.assertEqual(len(starts), 3)
        for at in starts:
            self.assertTrue(own.read_entry(lines[at]))
            self.assertEqual(own.leaf_hash(lines[at]).hex().encode(), lines[at + 1])
            tree.add(own.leaf_hash(lines[at]))
        key = next(own.tried(own.parse_key, line) for line in lines if own.tried(own.parse_key, line))
        at = next(i for i, line in enumerate(lines) if line == key.name.encode())
        note = b"\n".join(lines[at:at + 5]) + b"\n"
        self.assertEqual(own.open_checkpoint(note, key), (3, tree.root()))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[4:])

#!/usr/bin/python3
"""Verifies a Stadga audit log from a copy.

Written from docs/audit-format.md; it shares no code with the rest of the repository, nor with the
verifier in C++ beside it. Python's standard library does all but signatures and encryption, for
which libsodium is called through ctypes. Numbers in parentheses are sections of that page.

usage: stadga_verify.py LOG [--key KEY|FILE] [--head FILE] [--keys-elsewhere] [--receipt FILE] [--json]
Exit: 0 the log holds, 1 a finding, 2 usage, 3 no log or no key, 5 storage failed or log busy.
"""
import base64
import ctypes
import ctypes.util
import fcntl
import hashlib
import hmac
import json
import os
import re
import shutil
import sqlite3
import stat
import sys
import tempfile
import time
import unicodedata

SCHEMA = "636d555e43e97ae8179ae94c24894f59d3b357bb1abab62620ec7d84483390f2"
MEBIBYTE = 1 << 20
LARGEST = (1 << 63) - 1
KINDS = frozenset(
    "access_root amend appeal appeal_late communication config court decision erasure forwarded "
    "handover hold hold_release incident key note notification objection proposal rectify refusal "
    "revocation ruleset seal withdrawal".split())
MESSAGES = {
    "artefact_mismatch": ("regelpaketet i loggen är ändrat", "the recorded bundle was changed"),
    "artefact_missing": ("regelpaketet saknas i loggen", "the recorded bundle is missing"),
    "chain_mismatch": ("posten pekar inte på ärendets föregående post",
                       "the record does not point to the case's record before it"),
    "checkpoint_invalid": ("en lagrad kontrollpunkt är inte undertecknad med loggens nyckel",
                           "a stored checkpoint is not signed with the log's key"),
    "checkpoint_mismatch": ("posterna motsäger en äldre kontrollpunkt, härifrån eller senare",
                            "the records contradict an older checkpoint, here or later"),
    "config_mismatch": ("första posten eller nyckeldatabasen hör till en annan logg eller nyckel",
                        "the first record or the key database is another log's or key's"),
    "database_damaged": ("databasen är skadad", "the database is damaged"),
    "entry_malformed": ("posten följer inte formatet", "the record is not of the format"),
    "erasure_incomplete": ("en gallring är inte slutförd: det som den tar bort kan finnas kvar",
                           "an erasure is not complete: what it takes may still be there"),
    "gap": ("poster saknas före denna", "records before this one are missing"),
    "head_invalid": ("huvudfilen är ingen kontrollpunkt undertecknad med nyckeln",
                     "the head file is no checkpoint signed with the key"),
    "head_missing": ("huvudfilen saknas", "the head file is missing"),
    "head_rolled_back": ("huvudfilen är äldre än det som var kvitterat, härifrån",
                         "the head file is older than what was acknowledged, from here on"),
    "idem_mismatch": ("nyckeltabellen motsäger posten", "the table of keys contradicts the record"),
    "key_destroyed": ("ärendets nyckel är borta utan gallringspost",
                      "the case's key is gone without an erasure record"),
    "keys_missing": ("nyckeldatabasen saknas", "the key database is missing"),
    "leaf_mismatch": ("posten är ändrad", "the record was changed"),
    "mac_mismatch": ("posten är inte skriven av loggens skrivare",
                     "the record was not written by the log's writer"),
    "part_mismatch": ("en del av posten är ändrad eller flyttad",
                      "a part of the record was changed or moved"),
    "part_missing": ("en del av posten saknas utan gallringspost",
                     "a part of the record is missing without an erasure record"),
    "receipt_invalid": ("kvittot är inte undertecknat med nyckeln eller följer inte formatet",
                        "the receipt is not signed with the key, or not of the format"),
    "receipt_mismatch": ("loggen motsäger kvittot", "the log contradicts the receipt"),
    "root_mismatch": ("posterna motsäger huvudfilen, härifrån eller senare",
                      "the records contradict the head file, here or later"),
    "rows_mismatch": ("en tabell motsäger posterna", "a table contradicts the records"),
    "schema_mismatch": ("databasens schema är ändrat", "the database's schema was changed"),
    "signer_mismatch": ("posterna motsäger det som undertecknaren minns",
                        "the records contradict what the signer remembers"),
    "tile_mismatch": ("en lagrad nod i trädet är fel", "a stored node of the tree is wrong"),
    "time_order": ("posten är äldre än den före", "the record is older than the one before"),
    "truncated": ("undertecknade poster saknas härifrån", "signed records are missing from here on"),
    "unsigned_tail": ("posterna härifrån är varken undertecknade eller bekräftade",
                      "the records from here on are neither signed nor vouched for"),
    "verifier_key_missing": ("loggens öppna nyckel saknas", "the log's public key is missing"),
}


class Malformed(ValueError):
    """Bytes that are not as the page says."""


class Damaged(Exception):
    """A database says what it cannot say when it is whole."""


class Stop(Exception):
    """No verdict, or one that needs no more."""

    def __init__(self, exit_status, text):
        super().__init__(text)
        self.exit_status = exit_status


# What reading a damaged database raises: SQLite's own messages, too, may be damaged UTF-8.
FAILURES = (sqlite3.Error, Damaged, ValueError, OverflowError, TypeError)


def need(good, what=""):
    if not good:
        raise Malformed(what)


def tried(read, *arguments):
    """What `read` gives, or None where it finds its bytes malformed."""
    try:
        return read(*arguments)
    except ValueError:  # Malformed, and what the library calls by this name
        return None


# --- bytes, hashes, encodings ---------------------------------------------------------------------
def load_sodium():
    for name in ("libsodium.so.23", ctypes.util.find_library("sodium")):
        try:
            library = ctypes.CDLL(name) if name else None
        except OSError:
            continue
        if library and library.sodium_init() >= 0:
            return library
    raise Stop(5, "libsodium saknas / libsodium is missing")


SODIUM = None


def is_signed(body, signature, public_key):
    return SODIUM.crypto_sign_verify_detached(
        signature, body, ctypes.c_ulonglong(len(body)), public_key) == 0


def open_sealed(key, sealed, context):
    """Plain bytes, or None. XChaCha20-Poly1305, the nonce in front."""
    if len(sealed) < 24 + 16:
        return None
    box = sealed[24:]
    plain = ctypes.create_string_buffer(max(len(box) - 16, 1))
    code = SODIUM.crypto_aead_xchacha20poly1305_ietf_decrypt(
        plain, None, None, box, ctypes.c_ulonglong(len(box)), context,
        ctypes.c_ulonglong(len(context)), sealed[:24], key)
    return plain.raw[:len(box) - 16] if code == 0 else None


def u64(number):
    return number.to_bytes(8, "big")


def sha256(data):
    return hashlib.sha256(data).digest()


def mac(key, message):
    return hmac.digest(key, message, "sha256")


def b64(data):
    return base64.b64encode(data).decode()


def from_b64(text):
    """RFC 4648 with padding, nothing else: what is encoded anew must be what was read."""
    raw = text.encode("ascii")
    data = base64.b64decode(raw, validate=True)
    need(base64.b64encode(data) == raw)
    return data


def from_b64u32(text):
    need(isinstance(text, str) and re.fullmatch(r"[A-Za-z0-9_-]{43}", text, re.ASCII))
    data = base64.urlsafe_b64decode(text + "=")
    need(base64.urlsafe_b64encode(data).decode() == text + "=")
    return data


def decimal(text):
    need(re.fullmatch(r"0|[1-9][0-9]{0,18}", text, re.ASCII) and int(text) <= LARGEST)
    return int(text)


def prefix(label, origin):
    return label.encode() + b"\0" + origin.encode() + b"\0"


def commitment(salt, origin, name, plain):
    counted = name.encode() + b"\0" + u64(len(plain)) + plain
    return mac(salt, prefix("stadga/v1/commit", origin) + counted)


# --- SJ1 (2) --------------------------------------------------------------------------------------
def read_members(pairs):
    names = [name.encode("utf-16-be", "surrogatepass") for name, _ in pairs]
    need(all(a < b for a, b in zip(names, names[1:])), "keys out of order or twice")
    return dict(pairs)


def refuse(spelling):
    raise Malformed(spelling)


def check_value(value, depth):
    if isinstance(value, str):
        need("\0" not in value and unicodedata.is_normalized("NFC", value))
    elif isinstance(value, int) and not isinstance(value, bool):
        need(abs(value) < 1 << 53)
    elif isinstance(value, (dict, list)):
        need(depth < 32)
        for name, member in value.items() if isinstance(value, dict) else enumerate(value):
            if isinstance(name, str):
                check_value(name, depth)
            check_value(member, depth + 1)


def read_sj1(data, limit):
    need(len(data) <= limit)
    text = data.decode("utf-8")
    try:
        value = json.loads(text, object_pairs_hook=read_members, parse_float=refuse,
                           parse_constant=refuse)
    except RecursionError:
        raise Malformed("too deep") from None
    check_value(value, 0)
    # Only strictness is judged by writing again: hashes are of the bytes as stored.
    need(isinstance(value, dict) and
         json.dumps(value, ensure_ascii=False, separators=(",", ":")) == text)
    return value


# --- keys, notes and checkpoints (7), tree (3) ----------------------------------------------------
def check_key_name(name):
    need(name != "")
    for c in name:
        need(c > " " and c not in "+\x7f\x85" and unicodedata.category(c) not in ("Zs", "Zl", "Zp"))


class Key:
    def __init__(self, name, public_key):
        check_key_name(name)
        self.name, self.public_key = name, public_key
        self.id = sha256(name.encode() + b"\n\x01" + public_key)[:4]
        self.text = f"{name}+{self.id.hex()}+{b64(bytes([1]) + public_key)}"


def parse_key(data):
    text = data.decode("utf-8")
    text = text[:-1] if text.endswith("\n") else text
    words = text.split("+", 2)
    need(len(words) == 3)
    typed = from_b64(words[2])
    need(len(typed) == 33)
    key = Key(words[0], typed[1:])
    need(key.text == text)
    return key


def open_checkpoint(note, key):
    """(size, root) where `key` signed the note."""
    need(len(note) <= MEBIBYTE)
    text = note.decode("utf-8")
    need(not re.search("[\x00-\x09\x0b-\x1f]", text))
    split = text.rfind("\n\n")
    need(split > 0)
    body, rest = text[:split + 1], text[split + 2:]
    need(rest.endswith("\n") and rest.count("\n") <= 64)
    ours = 0
    for line in rest[:-1].split("\n"):
        words = re.fullmatch("\u2014 ([^ ]+) ([^ ]+)", line)
        need(words)
        check_key_name(words[1])
        blob = from_b64(words[2])
        need(len(blob) >= 5)
        if words[1] == key.name and blob[:4] == key.id:
            need(len(blob) == 68 and is_signed(body.encode(), blob[4:], key.public_key))
            ours += 1
    lines = body[:-1].split("\n")
    need(ours and len(lines) >= 3 and all(lines) and lines[0] == key.name)
    root = from_b64(lines[2])
    need(len(root) == 32)
    return decimal(lines[1]), root


def leaf_hash(entry):
    return sha256(b"\0" + entry)


def node_hash(left, right):
    return sha256(b"\1" + left + right)


class Tree:
    """The right edge: roots of complete subtrees, each with its height, the widest first."""

    def __init__(self):
        self.size = 0
        self.edge = []

    def add(self, leaf):
        """Gives (height, root) of every complete subtree that the leaf ends."""
        self.size += 1
        complete, height, root = [], 0, leaf
        while self.edge and self.edge[-1][0] == height:
            height, root = height + 1, node_hash(self.edge.pop()[1], root)
            complete.append((height, root))
        self.edge.append((height, root))
        return complete

    def root(self):
        if not self.edge:
            return sha256(b"")
        root = self.edge[-1][1]
        for _, left in reversed(self.edge[:-1]):
            root = node_hash(left, root)
        return root


class Receipt:
    """tlog-proof: an index, the inclusion proof, the checkpoint, and in `extra` what it discloses."""

    def __init__(self, data, key):
        need(len(data) <= 16 * MEBIBYTE)
        head, separator, note = data.partition(b"\n\n")
        lines = head.decode("ascii").split("\n")
        need(separator and lines.pop(0) == "c2sp.org/tlog-proof@v1" and lines)
        self.entry, self.parts = None, {}
        if lines[0].startswith("extra "):
            self.read_extra(from_b64(lines.pop(0)[6:]))
        need(lines and lines[0].startswith("index ") and len(lines) <= 64)
        self.index = decimal(lines[0][6:])
        self.hashes = [from_b64(line) for line in lines[1:]]
        need(all(len(p) == 32 for p in self.hashes))
        self.checkpoint = open_checkpoint(note, key)
        need(self.index < self.checkpoint[0])

    def read_extra(self, data):
        """Ours has the member `entry`; another maker's is passed over."""
        extra = tried(read_sj1, data, 16 * MEBIBYTE)
        if extra is None or "entry" not in extra:
            return
        self.entry = member(extra, "entry", str).encode()
        for name, part in member(extra, "parts", dict).items() if "parts" in extra else ():
            plain = from_b64(member(part, "plain", str)) if "plain" in part else None
            self.parts[name] = from_b64u32(member(part, "salt", str)), plain

    def discloses(self, leaf, origin):
        """Whether the record of that leaf is what `extra` says of it."""
        if self.entry is None:
            return True
        commit = (tried(read_entry, self.entry) or {}).get("commit", {})
        return leaf == leaf_hash(self.entry) and all(
            name in commit and (plain is None or
                                commitment(salt, origin, name, plain) == from_b64u32(commit[name]))
            for name, (salt, plain) in self.parts.items())

    def proves(self, leaf):
        """RFC 6962's definition, walked down: which side each hash of the path stands on."""
        sides, first, last = [], 0, self.checkpoint[0]
        while last - first > 1:
            middle = first + (1 << (last - first - 1).bit_length() - 1)
            left = self.index < middle
            sides.append(left)
            first, last = (first, middle) if left else (middle, last)
        if len(sides) != len(self.hashes):
            return False
        for left, p in zip(reversed(sides), self.hashes):
            leaf = node_hash(leaf, p) if left else node_hash(p, leaf)
        return leaf == self.checkpoint[1]


# --- entries (4) ----------------------------------------------------------------------------------
def member(value, name, kind):
    found = value.get(name) if isinstance(value, dict) else None
    need(type(found) is kind)
    return found


def member_index(value, name):
    found = member(value, name, int)
    need(found >= 0)
    return found


def member_sha(value, name):
    found = member(value, name, str)
    need(re.fullmatch("[0-9a-f]{64}", found))
    return bytes.fromhex(found)


def is_evaluation(entry):
    return entry["kind"] in ("proposal", "decision") and ("ruleset" in entry or "engine" in entry)


def read_entry(data):
    entry = read_sj1(data, 4096)
    kind = member(entry, "kind", str)
    need(kind in KINDS and member(entry, "v", int) == 1)
    need(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:00Z", member(entry, "t", str), re.ASCII))
    if "commit" in entry:
        commit = member(entry, "commit", dict)
        need(1 <= len(commit) <= 64)
        for name in commit:
            need(re.fullmatch("[a-z][a-z0-9_]{0,63}", name))
            from_b64u32(commit[name])
    need(("idem" in entry) == ("req" in entry))
    for name in ("idem", "req"):
        if name in entry:
            from_b64u32(entry[name])
    if kind == "config":
        for name in ("origin", "key", "schema"):
            member(entry, name, str)
    if kind == "ruleset":
        member_sha(member(entry, "artefact", dict), "sha256")
    if is_evaluation(entry):
        member_index(member(entry, "engine", dict), "semantics")
        member_index(member(entry, "ruleset", dict), "index")
        member_sha(entry["ruleset"], "sha256")
    if kind == "erasure":
        for part in member(entry, "parts", list):
            member_index(part, "index")
            need(all(isinstance(name, str) for name in member(part, "names", list)))
    return entry


# --- the copy (1) ---------------------------------------------------------------------------------
class Database:
    """Opened so that its files may lose their names: see `Copy`."""

    def __init__(self, path):
        self.connection = sqlite3.connect(f"file:{path}?mode=rw", uri=True, isolation_level=None)
        self.connection.text_factory = bytes
        for setting in ("cell_size_check = ON", "locking_mode = EXCLUSIVE", "trusted_schema = OFF"):
            self.connection.execute("PRAGMA " + setting).fetchall()
        self.connection.execute("SELECT count(*) FROM sqlite_master").fetchall()

    def each(self, sql, *values):
        return self.connection.execute(sql, values)

    def one(self, sql, *values):
        return self.connection.execute(sql, values).fetchone()


class Keys(Database):
    def __init__(self, path):
        super().__init__(path)
        meta = {}
        for name, value, kind in self.each(
                "SELECT name, value, typeof(value) FROM meta WHERE typeof(name) = 'text'"):
            meta.setdefault(name, value if kind == b"blob" else b"")
        self.kek, self.mac = meta.get(b"kek", b""), meta.get(b"mac", b"")
        for name in (b"public_key", b"kek", b"lookup", b"mac", b"seed"):
            need(len(meta[name]) == 32 if name in meta else name == b"seed")
        self.key = Key(meta.get(b"origin", b"").decode("utf-8"), meta[b"public_key"])
        self.acknowledged = meta.get(b"acknowledged", b"\1")
        self.erased_below = meta.get(b"erased_below", u64(0))

    def case_key(self, name):
        """The key of a case, by its name; None where there is none or it does not open."""
        row = self.one("SELECT file, wrapped FROM case_key WHERE name = ? AND "
                       "typeof(file) = 'blob' AND typeof(wrapped) = 'blob'", name)
        parent = row and self.one("SELECT wrapped FROM file_key WHERE name = ? AND "
                                  "typeof(wrapped) = 'blob'", row[0])
        if not parent:
            return None
        outer = open_sealed(self.kek, parent[0], prefix("stadga/v1/file-key", self.key.name) + row[0])
        if outer is None or len(outer) != 32:
            return None
        both = open_sealed(outer, row[1], prefix("stadga/v1/case-key", self.key.name) + name)
        return both[:32] if both is not None and len(both) == 64 else None


def as_bytes(value):
    """A cell as SQLite gives it when asked for bytes."""
    if value is None:
        return b""
    return value if isinstance(value, bytes) else str(value).encode()


def kind_of(path):
    """None where nothing is, else whether it is a regular file."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return None


def read_small(path, limit=MEBIBYTE):
    """Bytes of a small file; None where nothing is, empty where something else is."""
    regular = kind_of(path)
    if not regular:
        return None if regular is None else b""
    with open(path, "rb") as file:
        data = file.read(limit + 1)
    return data if len(data) <= limit else b""


def is_log(folder):
    if not os.path.isdir(folder):
        return False
    if any(kind_of(os.path.join(folder, name)) is not None for name in ("head", "log.pub", "keys.db")):
        return True
    path = os.path.join(folder, "log.db")
    if not kind_of(path):
        return False
    with open(path, "rb") as file:
        start = file.read(100)
    return len(start) == 100 and start[:16] == b"SQLite format 3\0" and start[68:72] == b"STG1"


def lock_shared(path):
    """A log without a lock file has no writers."""
    if kind_of(path) is None:
        return None
    if not kind_of(path):
        raise Stop(1, f"ingen fil / no file: {path}")
    lock = open(path, "rb")
    for _ in range(500):
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            return lock
        except BlockingIOError:
            time.sleep(0.01)
    raise Stop(5, f"loggen skrivs just nu / the log is being written: {path}")


class Folder:
    """A private folder for copies, locked as long as it is in use. What a killed reader left is
    of this name and user, and not locked: it goes first."""
    NAME = ".stadga-held-"

    def __enter__(self):
        parent = tempfile.gettempdir()
        for name in os.listdir(parent):
            if name.startswith(self.NAME):
                self.sweep(os.path.join(parent, name))
        made = tempfile.mkdtemp(prefix=".stadga-")
        self.lock = self.locked(made)
        # Under the name that is swept only now that it is locked.
        self.path = os.path.join(parent, self.NAME + made[-8:])
        os.rename(made, self.path)
        return self.path

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)
        if self.lock is not None:
            os.close(self.lock)

    @staticmethod
    def locked(path):
        """A descriptor of the folder with its lock; None where somebody has it, or it is not ours."""
        try:
            folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        except OSError:
            return None
        try:
            if os.fstat(folder).st_uid == os.geteuid():
                fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return folder
        except OSError:
            pass
        os.close(folder)
        return None

    @classmethod
    def sweep(cls, path):
        folder = cls.locked(path)
        if folder is not None:
            shutil.rmtree(path, ignore_errors=True)
            os.close(folder)


class Copy:
    """The databases are copied with their write-ahead logs and opened; then the copies lose their
    names, so that nothing stays behind: exclusive locking keeps SQLite from opening files again."""

    def __init__(self, log, head):
        if not is_log(log):
            raise Stop(3, f"ingen logg / no log: {log}")
        self.database = self.keys = None
        self.damage = ""
        with Folder() as folder:
            lock = lock_shared(os.path.join(log, "log.lock"))
            self.head = read_small(head)
            self.public_key = read_small(os.path.join(log, "log.pub"))
            try:
                self.database = self.open(log, folder, "log.db", Database)
                table = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'entry'"
                if not self.database.one(table):
                    self.database, self.damage = None, "entry"
            except FAILURES as error:
                self.database, self.damage = None, str(error)
            try:
                self.keys = self.open(log, folder, "keys.db", Keys)
            except FAILURES:
                pass  # told as missing
            if lock:
                lock.close()

    @staticmethod
    def open(log, folder, name, kind):
        for file in (name, name + "-wal"):
            regular = kind_of(os.path.join(log, file))
            need(regular is not False, f"no file: {file}")
            if regular:
                shutil.copyfile(os.path.join(log, file), os.path.join(folder, file))
        need(os.path.exists(os.path.join(folder, name)), f"missing: {name}")
        return kind(os.path.join(folder, name))


# --- what is checked, in this order (10) ----------------------------------------------------------
class Verifier:
    def __init__(self, options):
        self.options = options
        self.copy = Copy(options.log, options.head)
        self.db, self.keys = self.copy.database, self.copy.keys
        self.key = options.pinned
        if not self.key and self.copy.public_key is not None:
            self.key = tried(parse_key, self.copy.public_key)
        self.origin = self.key.name if self.key else self.keys.key.name if self.keys else ""
        self.findings = []
        self.head = self.told = self.receipt = self.signer = self.receipt_leaf = None
        self.erased_below = None  # by keys.db
        self.checkpoints, self.acknowledged = [], 0
        self.wanted, self.roots = set(), {}
        self.tree, self.next, self.last_time = Tree(), 0, ""
        self.rulesets, self.erased, self.absent, self.chains = {}, {}, [], {}
        self.rows = dict.fromkeys(("entry", "idem", "payload", "artefact", "tile", "erased"), 0)
        self.parts = {"ok": 0, "erased": 0, "sealed": 0}
        self.decisions = self.keyed = self.signed = 0
        self.tail = False
        self.case_name = self.case_key = None

    def note(self, kind, index=None, detail=""):
        if len(self.findings) < 100:
            message = " / ".join(MESSAGES[kind]) + (f": {detail}" if detail else "")
            self.findings.append({"index": index, "kind": kind, "message": message})

    def run(self):
        copy = self.copy
        if not self.key:
            self.note("verifier_key_missing")
        if not self.keys and not self.options.keys_elsewhere:
            self.note("keys_missing")
        if self.keys and self.key and self.keys.key.text != self.key.text:
            self.note("config_mismatch", None, "keys.db")
        if copy.head is None:
            self.note("head_missing")
        elif self.key:
            self.head = self.signed_by(self.key, copy.head)
            if not self.head:
                self.note("head_invalid")
        if self.options.receipt:
            self.read_receipt()
        if self.db:
            for step in (self.check_database, self.read_checkpoints, self.read_signer, self.walk,
                         self.settle_erasures, self.count_rows, self.compare_head,
                         self.compare_signer):
                try:
                    step()
                except FAILURES as error:
                    self.note("database_damaged", None, str(error))
        else:
            self.note("database_damaged", None, copy.damage)
        if self.receipt:
            self.check_receipt()
        return self.report()

    def signed_by(self, key, note):
        checkpoint = tried(open_checkpoint, note, key) if key else None
        if checkpoint:
            self.wanted.add(checkpoint[0])
        return checkpoint

    def differs(self, checkpoint):
        """Sizes that the records do not reach are told elsewhere."""
        return self.roots.get(checkpoint[0], checkpoint[1]) != checkpoint[1]

    def check_database(self):
        fields = self.db.each("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
        rows = sorted(b"".join(u64(len(as_bytes(f))) + as_bytes(f) for f in row) for row in fields)
        fingerprint = hashlib.sha256(b"stadga/v1/schema\0" + b"".join(rows)).hexdigest()
        if (self.db.one("PRAGMA application_id") != (0x53544731,) or
                self.db.one("PRAGMA user_version") != (1,) or fingerprint != SCHEMA):
            self.note("schema_mismatch")
        for (line,) in self.db.each("PRAGMA integrity_check(10)"):
            if line != b"ok":
                self.note("database_damaged", None, as_bytes(line).decode("utf-8", "replace"))

    def read_checkpoints(self):
        for size, note in self.db.each("SELECT size, note FROM checkpoint ORDER BY size"):
            checkpoint = self.signed_by(self.key, as_bytes(note))
            if not checkpoint or checkpoint[0] != size:
                self.note("checkpoint_invalid", None, f"size {size}")
                continue
            self.checkpoints.append(checkpoint)
            self.acknowledged = max(self.acknowledged, size)

    def read_signer(self):
        if not self.keys:
            return
        row = self.keys.one("SELECT size, root, typeof(size) || typeof(root) || typeof(clock_ms) "
                            "FROM signer WHERE id = 1")
        if row and (row[2] != b"integerblobinteger" or row[0] < 0 or len(row[1]) != 32):
            raise Damaged("signer")
        self.signer = row[:2] if row else (0, sha256(b""))
        self.wanted.add(self.signer[0])
        told, done = self.keys.acknowledged, self.keys.erased_below
        if told != b"\1" and len(told) <= 8:
            raise Damaged("acknowledged")
        if len(done) != 8:
            raise Damaged("erased_below")
        self.erased_below = int.from_bytes(done, "big")
        if told != b"\1":
            self.told = self.signed_by(self.keys.key, told[8:])
            if not self.told:
                return self.note("signer_mismatch", None, "keys.db")
            self.acknowledged = max(self.acknowledged, self.told[0])

    def walk(self):
        if 0 in self.wanted:
            self.roots[0] = self.tree.root()
        sql = "SELECT seq, leaf, mac, bytes FROM entry WHERE seq >= 0 ORDER BY seq"
        for index, leaf, entry_mac, data in self.db.each(sql):
            self.check_row(index, leaf, entry_mac, as_bytes(data))

    def check_row(self, index, stored_leaf, stored_mac, data):
        if index != self.next:
            self.note("gap", index)
        self.next = index + 1
        leaf = leaf_hash(data)
        if stored_leaf != leaf:
            self.note("leaf_mismatch", index)
        if self.keys:
            message = prefix("stadga/v1/entry-mac", self.origin) + u64(index) + data
            if stored_mac != mac(self.keys.mac, message):
                self.note("mac_mismatch", index)
        for height, root in self.tree.add(leaf):
            if height % 8 == 0:
                self.check_tile(height // 8, root)
        if self.tree.size in self.wanted:
            self.roots[self.tree.size] = self.tree.root()
        if self.receipt and self.receipt.index == index:
            self.receipt_leaf = leaf
        entry = tried(read_entry, data)
        if entry is None:
            return self.note("entry_malformed", index)
        self.check_entry(entry, index)
        self.check_parts(entry.get("commit", {}), index, leaf)

    def check_tile(self, level, root):
        self.rows["tile"] += 1
        number = (self.tree.size >> 8 * level) - 1
        if self.db.one("SELECT root FROM tile WHERE id = ?", level << 48 | number) != (root,):
            self.note("tile_mismatch", self.tree.size - 1)

    def check_entry(self, entry, index):
        kind = entry["kind"]
        if entry["t"] < self.last_time:
            self.note("time_order", index)
        self.last_time = max(self.last_time, entry["t"])
        if (kind == "config") != (index == 0):
            self.note("config_mismatch", index)
        if kind == "config":
            named = (entry["origin"], entry["key"], entry["schema"])
            if not self.key or named != (self.key.name, self.key.text, "sha256:" + SCHEMA):
                self.note("config_mismatch", index)
        if kind == "ruleset":
            self.check_bundle(member_sha(entry["artefact"], "sha256"), index)
        if is_evaluation(entry):
            used = self.rulesets.get(entry["ruleset"]["index"])
            if used != member_sha(entry["ruleset"], "sha256"):
                self.note("artefact_missing", index)
        if "idem" in entry:
            self.check_idem(from_b64u32(entry["idem"]), from_b64u32(entry["req"]), index)
        if kind == "erasure":
            for part in entry["parts"]:
                for name in part["names"]:
                    self.erased[part["index"], name] = index

    def check_bundle(self, name, index):
        self.rulesets[index] = name
        row = self.db.one("SELECT seq, bytes FROM artefact WHERE sha = ?", name)
        self.rows["artefact"] += 1 if row else 0
        if not row:
            self.note("artefact_missing", index)
        elif row[0] != index or sha256(as_bytes(row[1])) != name:
            self.note("artefact_mismatch", index)

    def check_idem(self, idem, request, index):
        self.rows["idem"] += 1
        if self.told and index < self.told[0]:
            self.keyed += 1
        if self.db.one("SELECT seq, req FROM idem WHERE key = ?", idem) != (index, request):
            self.note("idem_mismatch", index)

    def check_parts(self, commit, index, leaf):
        if "result" in commit:
            self.decisions += 1
        for position, name in enumerate(sorted(commit)):
            self.rows["payload"] += 1
            row_id = index * 64 + position
            outcome = self.check_part(row_id, index, name, from_b64u32(commit[name]), leaf)
            if outcome in ("erased", "key_destroyed"):
                self.absent.append((outcome, row_id, index, name))
            elif outcome:
                self.note(outcome, index, name)

    def check_part(self, row_id, index, name, expected, leaf):
        known = row_id <= LARGEST  # what SQLite can count
        row = known and self.db.one("SELECT part, key, ct FROM payload WHERE id = ?", row_id)
        if not row:
            return "part_missing"
        part, key, sealed = row
        if part != name.encode():
            return "part_mismatch"
        if sealed is None:
            return "erased"
        if not self.keys:
            self.parts["sealed"] += 1
            return None
        if not isinstance(key, bytes) or len(key) != 16:
            return "part_mismatch"
        if key != self.case_name:
            self.case_name, self.case_key = key, self.keys.case_key(key)
        if self.case_key is None:
            return "key_destroyed"
        at = u64(index) + name.encode()
        part_key = mac(self.case_key, prefix("stadga/v1/part-key", self.origin) + at)
        salted = open_sealed(part_key, as_bytes(sealed), prefix("stadga/v1/part", self.origin) + at)
        if salted is None or len(salted) < 32:
            return "part_mismatch"
        plain = salted[32:]
        if commitment(salted[:32], self.origin, name, plain) != expected:
            return "part_mismatch"
        self.parts["ok"] += 1
        if name == "link":
            self.check_chain(plain, index, leaf)
        return None

    def check_chain(self, plain, index, leaf):
        link = tried(read_sj1, plain, MEBIBYTE) or {}
        number, previous = link.get("case_seq"), link.get("prev_case")
        if type(number) is not int:
            return self.note("chain_mismatch", index)
        before = self.chains.get(self.case_name)
        if before and (number != before[0] + 1 or tried(from_b64u32, previous) != before[1]):
            self.note("chain_mismatch", index)
        self.chains[self.case_name] = (number, leaf)

    def settle_erasures(self):
        self.settle_absent()
        self.check_carried_out()

    def settle_absent(self):
        covered = max(self.head[0], self.acknowledged) if self.head else LARGEST
        for outcome, row_id, index, name in self.absent:
            by = self.erased.get((index, name), -1)
            if not index < by < covered:
                self.note("part_missing" if outcome == "erased" else outcome, index, name)
            elif outcome == "erased":
                self.parts["erased"] += 1
                if self.db.one("SELECT seq FROM erased WHERE id = ?", row_id) != (by,):
                    self.note("rows_mismatch", None, "erased")

    def check_carried_out(self):
        for (index, name), by in sorted(self.erased.items()):
            left = self.db.one("SELECT count(*) FROM payload WHERE id BETWEEN ?1 AND ?1 + 63 AND "
                               "part = ?2 AND (ct IS NOT NULL OR key IS NOT NULL)", index * 64, name)
            if by > index and left != (0,):
                self.note("erasure_incomplete", index, name)
        newest = max(self.erased.values(), default=-1)
        if self.erased_below is not None and self.erased_below <= newest:
            self.note("erasure_incomplete", newest, "keys.db")

    def count_rows(self):
        self.rows["entry"], self.rows["erased"] = self.tree.size, len(self.erased)
        for table, rows in self.rows.items():
            if self.db.one(f"SELECT count(*) FROM {table}") != (rows,):
                self.note("rows_mismatch", None, table)

    def compare_head(self):
        good = 0
        for checkpoint in self.checkpoints:
            if self.differs(checkpoint):
                return self.note("checkpoint_mismatch", good)
            if checkpoint[0] in self.roots:
                good = checkpoint[0]
        if not self.head:
            return None
        self.signed, size = self.head[0], self.tree.size
        if self.signed > size:
            return self.note("truncated", size)
        if self.differs(self.head):
            return self.note("root_mismatch", good)
        if self.signed < self.acknowledged:
            return self.note("head_rolled_back", self.signed)
        self.tail = self.signed < size
        if self.tail and not self.keys:
            self.note("unsigned_tail", self.signed)

    def compare_signer(self):
        if not self.signer:
            return None
        for checkpoint, detail in ((self.signer, ""), (self.told, "keys.db")):
            if not checkpoint or checkpoint[0] == 0:
                continue
            if checkpoint[0] > self.tree.size:
                return self.note("truncated", self.tree.size, "keys.db")
            if self.differs(checkpoint):
                self.note("signer_mismatch", None, detail)
        if self.told and u64(self.keyed) != self.keys.acknowledged[:8]:
            self.note("rows_mismatch", None, "keys.db")

    def read_receipt(self):
        data = read_small(self.options.receipt, 16 * MEBIBYTE)
        self.receipt = tried(Receipt, data or b"", self.key) if self.key else None
        if not self.receipt:
            return self.note("receipt_invalid")
        self.wanted.add(self.receipt.checkpoint[0])

    def check_receipt(self):
        if self.receipt.checkpoint[0] > self.tree.size:
            return self.note("truncated", self.tree.size, "receipt")
        leaf = self.receipt_leaf or b""
        if (self.differs(self.receipt.checkpoint) or not self.receipt.proves(leaf) or
                not self.receipt.discloses(leaf, self.origin)):
            self.note("receipt_mismatch", self.receipt.index)

    def report(self):
        self.findings.sort(key=lambda f: LARGEST * 2 if f["index"] is None else f["index"])
        return {
            "stadga": 1, "records": self.tree.size, "decisions": self.decisions,
            "root": b64(self.tree.root() if self.db else bytes(32)), "origin": self.origin,
            "head": "unsigned_tail" if self.tail else "signed" if self.head else "missing",
            "signed_records": self.signed,
            "trust": "pinned" if self.options.pinned else "self-declared",
            "parts": self.parts, "ok": not self.findings, "findings": self.findings}


# --- the command ----------------------------------------------------------------------------------
class Options:
    def __init__(self, words):
        self.log, values, self.json, self.keys_elsewhere = None, {}, False, False
        words = list(words)
        while words:
            word = words.pop(0)
            if word == "--json":
                self.json = True
            elif word == "--keys-elsewhere":
                self.keys_elsewhere = True
            elif word in ("--key", "--head", "--receipt") and words:
                values[word] = words.pop(0)
            elif self.log is None and not word.startswith("--"):
                self.log = word
            else:
                raise Stop(2, __doc__)
        if not self.log:
            raise Stop(2, __doc__)
        self.head = values.get("--head", os.path.join(self.log, "head"))
        self.receipt = values.get("--receipt")
        self.pinned = self.read_key(values.get("--key"))

    @staticmethod
    def read_key(given):
        if given is None:
            return None
        key = tried(parse_key, os.fsencode(given)) or tried(parse_key, read_small(given) or b"")
        if not key:
            raise Stop(3, f"ingen öppen nyckel / no public key: {given}")
        return key


def show(report):
    print("Loggen håller / The log holds" if report["ok"] else
          "Loggen håller inte / The log does not hold")
    for name in ("records", "decisions", "root", "head", "trust"):
        print(f"  {name} {report[name]}")
    if report["parts"]["sealed"]:
        print(f"  {report['parts']['sealed']} delar förseglade, ej öppnade / parts sealed, not opened")
    for finding in report["findings"]:
        place = "" if finding["index"] is None else f"{finding['index']} "
        message = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in finding["message"])
        print(f"  {place}{finding['kind']}: {message}")


def main(words):
    global SODIUM
    try:
        options = Options(words)
        SODIUM = load_sodium()
        report = Verifier(options).run()
        if options.json:
            print(json.dumps(report, ensure_ascii=False, separators=(",", ":")))
        else:
            show(report)
        sys.stdout.flush()
        return 0 if report["ok"] else 1
    except Stop as stop:
        print(f"stadga_verify.py: {stop}", file=sys.stderr)
        return stop.exit_status
    except OSError as error:
        print(f"stadga_verify.py: {error}", file=sys.stderr)
        return 5


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

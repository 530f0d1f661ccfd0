// receipt.cpp - writing, reading and checking receipts (docs/audit-format.md, 7).
#include "stadga/audit/receipt.h"

#include <algorithm>

#include "findings.h"
#include "format.h"
#include "messages.h"
#include "stadga/audit/merkle.h"

namespace stadga::audit {
namespace {

constexpr std::string_view kFirstLine = "c2sp.org/tlog-proof@v1";
constexpr std::string_view kExtra = "extra ";
constexpr std::string_view kIndex = "index ";
constexpr std::size_t kMaxProof = 63;

std::optional<Hash32> hash_from_base64(std::string_view text) {
  const auto bytes = from_base64(text);
  if (!bytes || bytes->size() != 32) return std::nullopt;
  Hash32 hash{};
  std::copy(bytes->begin(), bytes->end(), hash.begin());
  return hash;
}

// Decimal without leading zero, at most 2^63 - 1.
std::optional<std::uint64_t> number_of(std::string_view text) {
  if (text.empty() || text.size() > 19 || (text.size() > 1 && text.front() == '0')) {
    return std::nullopt;
  }
  std::uint64_t number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + static_cast<std::uint64_t>(c - '0');
  }
  if (number > static_cast<std::uint64_t>(INT64_MAX)) return std::nullopt;
  return number;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

Json extra_of(const Receipt& receipt) {
  JsonObject parts;
  for (const auto& [name, part] : receipt.parts) {
    JsonObject object{{"salt", to_base64url(part.salt)}};
    if (part.plain) {
      const auto* data = reinterpret_cast<const std::uint8_t*>(part.plain->data());
      object.emplace("plain", to_base64({data, part.plain->size()}));
    }
    parts.emplace(name, std::move(object));
  }
  JsonObject extra{{"entry", *receipt.entry}};
  if (!parts.empty()) extra.emplace("parts", std::move(parts));
  return extra;
}

bool read_part(const std::string& name, const Json& value, Receipt& receipt) {
  const Json* salt = value.find("salt");
  const auto hash = salt != nullptr && salt->as_string() != nullptr
                        ? hash_from_base64url(*salt->as_string())
                        : std::nullopt;
  if (!hash) return false;
  Disclosure part{*hash, std::nullopt};
  if (const Json* plain = value.find("plain")) {
    const auto bytes =
        plain->as_string() != nullptr ? from_base64(*plain->as_string()) : std::nullopt;
    if (!bytes) return false;
    part.plain.emplace(bytes->begin(), bytes->end());
  }
  receipt.parts.emplace(name, std::move(part));
  return true;
}

// Extra data of another maker is no error: it is passed over unless it is SJ1 with `entry`.
bool read_extra(std::string_view line, Receipt& receipt) {
  const auto bytes = from_base64(line);
  if (!bytes) return false;
  const std::string text(bytes->begin(), bytes->end());
  const JsonReading reading =
      read_json(text, {.max_bytes = kMaxReceiptBytes, .require_canonical = true});
  const Json* entry = reading.problems.empty() ? reading.value.find("entry") : nullptr;
  if (entry == nullptr) return true;
  if (entry->as_string() == nullptr) return false;
  receipt.entry = *entry->as_string();
  const Json* parts = reading.value.find("parts");
  if (parts == nullptr) return true;
  if (parts->as_object() == nullptr) return false;
  return std::all_of(parts->as_object()->begin(), parts->as_object()->end(),
                     [&](const auto& part) { return read_part(part.first, part.second, receipt); });
}

void note(ReceiptReport& report, const char* kind, const std::string& detail = "") {
  report.findings.push_back({report.index, kind, finding_text(kind, detail)});
}

std::string state_of(const ReceiptQuestion& question, const std::string& name,
                     const Hash32& expected, const Disclosure& part, const std::string& origin,
                     ReceiptReport& report) {
  const auto fits = [&](const std::string& bytes) {
    return commitment(part.salt, origin, name, bytes) == expected;
  };
  if (part.plain && !fits(*part.plain)) {
    note(report, "part_mismatch", name);
    return "differs";
  }
  const auto held = question.held.find(name);
  if (held == question.held.end()) return part.plain ? "disclosed" : "bound";
  if (std::any_of(held->second.begin(), held->second.end(), fits)) return "same";
  note(report, "part_differs", name);
  return "differs";
}

void check_parts(const Receipt& receipt, const ReceiptQuestion& question, const EntryView& view,
                 ReceiptReport& report) {
  for (const auto& [name, expected] : view.commitments) {
    const auto part = receipt.parts.find(name);
    report.parts[name] =
        part == receipt.parts.end()
            ? "closed"
            : state_of(question, name, expected, part->second, question.key.name, report);
  }
  for (const auto& [name, part] : receipt.parts) {
    if (view.commitments.count(name) == 0) note(report, "part_mismatch", name);
  }
}

Status answerable(const Receipt& receipt, const ReceiptQuestion& question) {
  if (!receipt.entry && !question.leaf) return messages::receipt_without_record();
  for (const auto& [name, bytes] : question.held) {
    if (receipt.parts.count(name) == 0) return messages::receipt_closed(name);
  }
  return Unit{};
}

}  // namespace

std::string to_text(const Receipt& receipt) {
  std::string text = std::string(kFirstLine) + "\n";
  if (receipt.entry) {
    const std::string extra = canonical_or_die(extra_of(receipt));
    const auto* data = reinterpret_cast<const std::uint8_t*>(extra.data());
    text += std::string(kExtra) + to_base64({data, extra.size()}) + "\n";
  }
  text += std::string(kIndex) + std::to_string(receipt.index) + "\n";
  for (const Hash32& hash : receipt.proof) text += to_base64(hash) + "\n";
  return text + "\n" + receipt.checkpoint;
}

Result<Receipt> parse_receipt(std::string_view text) {
  const Error bad = messages::not_a_receipt();
  const std::size_t split = text.find("\n\n");
  if (text.size() > kMaxReceiptBytes || split == std::string_view::npos) return bad;
  std::vector<std::string_view> lines = lines_of(text.substr(0, split));
  if (lines.empty() || lines.front() != kFirstLine) return bad;
  Receipt receipt;
  std::size_t at = 1;
  if (at < lines.size() && lines[at].starts_with(kExtra)) {
    if (!read_extra(lines[at++].substr(kExtra.size()), receipt)) return bad;
  }
  if (at == lines.size() || !lines[at].starts_with(kIndex)) return bad;
  const auto index = number_of(lines[at++].substr(kIndex.size()));
  if (!index || lines.size() - at > kMaxProof) return bad;
  receipt.index = *index;
  for (; at < lines.size(); ++at) {
    const auto hash = hash_from_base64(lines[at]);
    if (!hash) return bad;
    receipt.proof.push_back(*hash);
  }
  receipt.checkpoint = text.substr(split + 2);
  const auto parsed = parse_note(receipt.checkpoint);
  if (!parsed || !parse_checkpoint(parsed->text)) return bad;
  return receipt;
}

Result<ReceiptReport> check_receipt(const Receipt& receipt, const ReceiptQuestion& question) {
  if (const Status can = answerable(receipt, question); !can) return can.error();
  ReceiptReport report;
  report.index = receipt.index;
  report.origin = question.key.name;
  // What the note says is shown even where nobody vouches for it; the finding says so.
  const auto note_parts = parse_note(receipt.checkpoint);
  const auto said = note_parts ? parse_checkpoint(note_parts->text) : std::nullopt;
  if (!said) return messages::not_a_receipt();
  report.size = said->size;
  report.root = said->root;
  if (!open_checkpoint(receipt.checkpoint, question.key)) note(report, "signature_invalid");
  report.leaf = receipt.entry ? leaf_hash(*receipt.entry) : *question.leaf;
  if (question.leaf && *question.leaf != report.leaf) note(report, "leaf_mismatch");
  if (!verify_inclusion(report.index, report.size, report.leaf, report.root, receipt.proof)) {
    note(report, "proof_mismatch");
  }
  if (!receipt.entry) return report;
  const auto view = read_entry(*receipt.entry);
  if (!view) {
    note(report, "entry_malformed");
    return report;
  }
  report.kind = view->kind;
  report.time = view->time;
  check_parts(receipt, question, *view, report);
  return report;
}

Result<Receipt> receipt_of(Snapshot& log, std::uint64_t index, const Disclosing& disclosing) {
  Receipt receipt;
  receipt.index = index;
  auto head = log.checkpoint();
  if (!head) return head.error();
  receipt.checkpoint = std::move(head).value();
  const auto parsed = parse_note(receipt.checkpoint);
  const auto checkpoint = parsed ? parse_checkpoint(parsed->text) : std::nullopt;
  if (!checkpoint) return messages::head_unreadable("");
  auto entry = log.entry(index);
  if (!entry) return entry.error();
  receipt.entry = std::move(entry->bytes);
  auto proof = log.inclusion_proof(index, checkpoint->size);
  if (!proof) return proof.error();
  receipt.proof = std::move(proof).value();
  for (const bool plain : {false, true}) {
    for (const std::string& name : plain ? disclosing.plain : disclosing.salts) {
      auto part = log.salted_part(index, name);
      if (!part) return part.error();
      Disclosure disclosure{part->salt, std::nullopt};
      if (plain) disclosure.plain = std::move(part->plain);
      receipt.parts.insert_or_assign(name, std::move(disclosure));
    }
  }
  return receipt;
}

}  // namespace stadga::audit

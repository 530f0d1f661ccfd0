#include "compilation.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "stadga/engine/bundle.h"

namespace stadga::cli {
namespace {

// What a result says without naming a fact or a rule that could tell of one.
constexpr std::array<std::string_view, 11> kBareMembers{
    "case_id", "decision_date", "decision_id", "kind",   "municipality", "outcome",
    "ruleset", "semantics",     "stadga",      "status", "values"};

std::string ruleset_sha(const audit::Entry& entry) {
  const Json parsed = read_json(entry.bytes).value;
  const Json* ruleset = parsed.find("ruleset");
  const Json* sha = ruleset != nullptr ? ruleset->find("sha256") : nullptr;
  return sha != nullptr && sha->as_string() != nullptr ? *sha->as_string() : std::string();
}

void collect(const engine::Ruleset& ruleset, std::set<std::string>& names) {
  for (const engine::Fact& fact : ruleset.facts) {
    if (fact.never_compiled) names.insert(fact.name);
  }
}

// The canonical writer takes no decimals; as texts they say the same.
Json writable(const Json& value) {
  if (const auto* decimal = value.as_decimal()) return decimal->text;
  if (const JsonArray* list = value.as_array()) {
    JsonArray out;
    for (const Json& one : *list) out.push_back(writable(one));
    return out;
  }
  if (const JsonObject* object = value.as_object()) {
    JsonObject out;
    for (const auto& [name, one] : *object) out.emplace(name, writable(one));
    return out;
  }
  return value;
}

// "barn", and below it "barn.namn" or "barn/0/namn" as provenance may write it.
bool speaks_of(const std::string& key, const std::set<std::string>& names) {
  return names.count(key.substr(0, key.find_first_of("./"))) != 0;
}

std::optional<std::string> without_facts(const std::string& bytes,
                                         const std::set<std::string>& names) {
  JsonReading reading = read_json(bytes);
  JsonObject* top = reading.problems.empty() ? reading.value.as_object() : nullptr;
  if (top == nullptr) return std::nullopt;
  bool changed = false;
  for (const char* member : {"facts", "provenance"}) {
    const auto at = top->find(member);
    JsonObject* object = at == top->end() ? nullptr : at->second.as_object();
    if (object == nullptr) continue;
    changed =
        std::erase_if(*object, [&](const auto& one) { return speaks_of(one.first, names); }) > 0 ||
        changed;
  }
  if (!changed) return bytes;
  auto text = canonical(writable(reading.value));
  return text ? std::optional(std::move(text).value()) : std::nullopt;
}

std::optional<std::string> bare_result(const std::string& bytes) {
  JsonReading reading = read_json(bytes);
  JsonObject* top = reading.problems.empty() ? reading.value.as_object() : nullptr;
  if (top == nullptr) return std::nullopt;
  std::erase_if(*top, [](const auto& one) {
    return std::find(kBareMembers.begin(), kBareMembers.end(), one.first) == kBareMembers.end();
  });
  auto text = canonical(reading.value);
  return text ? std::optional(std::move(text).value()) : std::nullopt;
}

}  // namespace

const Compilation::Names& Compilation::never_compiled(const audit::Entry& entry) {
  const std::string sha = ruleset_sha(entry);
  const auto known = names_.find(sha);
  if (known != names_.end()) return known->second;
  Names names;
  const auto recorded = snapshot_.recorded(entry.index);
  const auto bundle = recorded ? engine::read_bundle(recorded->bundle_bytes)
                               : Result<engine::Bundle>(recorded.error());
  if (bundle) {
    collect(bundle->package.base, names.emplace());
    for (const auto& [code, ruleset] : bundle->package.municipal) collect(ruleset, *names);
  }
  return names_.emplace(sha, std::move(names)).first->second;
}

std::optional<std::string> Compilation::admitted(const audit::Entry& entry, const std::string& part,
                                                 const std::string& bytes) {
  if (part != "case" && part != "result") return bytes;
  const Names& names = never_compiled(entry);
  if (!names) return std::nullopt;
  if (names->empty()) return bytes;
  return part == "case" ? without_facts(bytes, *names) : bare_result(bytes);
}

}  // namespace stadga::cli

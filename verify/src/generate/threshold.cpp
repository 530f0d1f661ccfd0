// threshold.cpp - from a pair that an atom tells apart to the cases at its limit, by halving.
#include <algorithm>

#include "generate/pair.h"
#include "stadga/base/money.h"

namespace stadga::verify {
namespace {

using engine::Ruleset;
using engine::Type;
using engine::TypeKind;

struct Leaf {
  std::vector<std::string> path;  // fact, fields and indexes; an index is its digits
  Type type;
};

bool is_counted(TypeKind kind) {
  return kind == TypeKind::kInt || kind == TypeKind::kMonths || kind == TypeKind::kDays ||
         kind == TypeKind::kMoney || kind == TypeKind::kDate;
}

std::optional<std::int64_t> number_of(const Json& value, const Type& type) {
  if (const auto* number = value.as_int()) return *number;
  const auto* text = value.as_string();
  if (text == nullptr) return std::nullopt;
  if (type.kind == TypeKind::kMoney) {
    const auto money = parse_money(*text);
    return money ? std::optional(money->ore) : std::nullopt;
  }
  const auto date = type.kind == TypeKind::kDate ? parse_date(*text) : std::nullopt;
  return date ? std::optional(day_number(*date)) : std::nullopt;
}

std::optional<Json> value_of(std::int64_t number, const Type& type) {
  if (type.kind == TypeKind::kDate) {
    const auto date = from_day_number(number);
    return date ? std::optional<Json>(to_string(*date)) : std::nullopt;
  }
  if (type.kind == TypeKind::kMoney) return Json(to_string(Money{number}));
  return Json(number);
}

// Where two values of one type differ; `counted` false where something else than numbers does.
struct Differences {
  std::vector<Leaf> leaves;
  bool counted = true;
};

class Compare {
 public:
  explicit Compare(const Ruleset& ruleset) : ruleset_(ruleset) {}

  void values(const Json& a, const Json& b, const Type& type, const std::vector<std::string>& path) {
    if (a == b) return;
    if (type.assessment) return other();
    if (type.kind == TypeKind::kRecord && a.as_object() != nullptr && b.as_object() != nullptr) {
      return fields(a, b, type.record, path);
    }
    if (type.kind == TypeKind::kList && a.as_array() != nullptr && b.as_array() != nullptr) {
      return items(*a.as_array(), *b.as_array(), type, path);
    }
    const bool numbers = is_counted(type.kind) && number_of(a, type) && number_of(b, type);
    if (!numbers) return other();
    found_.leaves.push_back({path, type});
  }
  [[nodiscard]] const Differences& found() const { return found_; }
  void other() { found_.counted = false; }

 private:
  static std::vector<std::string> below(std::vector<std::string> path, const std::string& step) {
    path.push_back(step);
    return path;
  }
  void fields(const Json& a, const Json& b, engine::RecordId record, const std::vector<std::string>& path) {
    for (const auto& field : ruleset_.at(record).fields) {
      const Json* x = a.find(field.name);
      const Json* y = b.find(field.name);
      if (x == nullptr && y == nullptr) continue;
      if (x == nullptr || y == nullptr) return other();
      values(*x, *y, field.type, below(path, field.name));
    }
  }
  void items(const JsonArray& a, const JsonArray& b, const Type& type, const std::vector<std::string>& path) {
    if (a.size() != b.size()) return other();
    const auto& record = ruleset_.at(type.record);
    Type element;
    element.kind = TypeKind::kRecord;
    element.record = type.record;
    if (record.bare) element = record.fields.front().type;
    for (std::size_t i = 0; i < a.size(); ++i) values(a[i], b[i], element, below(path, std::to_string(i)));
  }

  const Ruleset& ruleset_;
  Differences found_;
};

std::optional<Leaf> only_difference(const Ruleset& ruleset, const Pair& pair) {
  if (!(*pair.yes.find("decision_date") == *pair.no.find("decision_date"))) return std::nullopt;
  Compare compare(ruleset);
  const Json& yes = *pair.yes.find("facts");
  const Json& no = *pair.no.find("facts");
  for (const auto& fact : ruleset.facts) {
    const Json* a = yes.find(fact.name);
    const Json* b = no.find(fact.name);
    if (a == nullptr && b == nullptr) continue;
    if (a == nullptr || b == nullptr) return std::nullopt;
    compare.values(*a, *b, fact.type, {fact.name});
  }
  const Differences& found = compare.found();
  if (!found.counted || found.leaves.size() != 1) return std::nullopt;
  return found.leaves.front();
}

Json* place_of(Json& case_file, const std::vector<std::string>& path) {
  Json* at = &case_file.as_object()->find("facts")->second;
  for (const auto& step : path) {
    if (auto* items = at->as_array()) {
      at = &items->at(static_cast<std::size_t>(*read_json(step).value.as_int()));
    } else {
      at = &at->as_object()->find(step)->second;
    }
  }
  return at;
}

class Halving {
 public:
  Halving(const Replay& replay, const PairAim& aim, const Pair& pair, const Leaf& leaf)
      : replay_(replay), aim_(aim), pair_(pair), leaf_(leaf) {}

  std::optional<Threshold> run() {
    Json yes_file = pair_.yes, no_file = pair_.no;
    std::int64_t yes = *number_of(*place_of(yes_file, leaf_.path), leaf_.type);
    std::int64_t no = *number_of(*place_of(no_file, leaf_.path), leaf_.type);
    while (std::max(yes, no) - std::min(yes, no) > 1) {
      const std::int64_t middle = std::min(yes, no) + (std::max(yes, no) - std::min(yes, no)) / 2;
      const auto truth = holds(middle);
      if (!truth) return std::nullopt;  // between them lies what is no value or no valid case
      (*truth ? yes : no) = middle;
    }
    return around(yes, no);
  }

 private:
  [[nodiscard]] std::optional<Json> with(std::int64_t number) const {
    const auto value = value_of(number, leaf_.type);
    if (!value) return std::nullopt;
    Json out = pair_.yes;
    *place_of(out, leaf_.path) = *value;
    return out;
  }
  [[nodiscard]] std::optional<bool> holds(std::int64_t number) const {
    const auto file = with(number);
    const auto facts = file ? replay_.read(*file) : std::nullopt;
    if (!facts) return std::nullopt;
    return engine::holds(replay_.ruleset(), *facts, aim_.clause->atoms[aim_.atom].expr);
  }
  [[nodiscard]] std::optional<Json> valid(std::int64_t number) const {
    auto file = with(number);
    return file && replay_.read(*file) ? std::move(file) : std::nullopt;
  }

  [[nodiscard]] std::optional<Threshold> around(std::int64_t yes, std::int64_t no) const {
    const auto op = replay_.ruleset().at(aim_.clause->atoms[aim_.atom].expr).op;
    Threshold out;
    for (const auto& step : leaf_.path) out.what += (out.what.empty() ? "" : ".") + step;
    out.type = leaf_.type;
    out.at = holds_at_limit(op) ? yes : no;
    out.below = valid(out.at - 1);
    out.equal = valid(out.at);
    out.above = valid(out.at + 1);
    const auto yes_file = with(yes), no_file = with(no);
    out.is_pair = Pairs(replay_, aim_).shows({*yes_file, *no_file});
    return out;
  }

  const Replay& replay_;
  const PairAim& aim_;
  const Pair& pair_;
  const Leaf& leaf_;
};

}  // namespace

std::optional<Threshold> threshold_between(const Replay& replay, const PairAim& aim, const Pair& pair) {
  const auto& expr = replay.ruleset().at(aim.clause->atoms[aim.atom].expr);
  if (!is_comparison(expr) || aim.clause->each.valid()) return std::nullopt;
  const auto leaf = only_difference(replay.ruleset(), pair);
  if (!leaf) return std::nullopt;
  return Halving(replay, aim, pair, *leaf).run();
}

}  // namespace stadga::verify

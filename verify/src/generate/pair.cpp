// pair.cpp - see pair.h. One side is minimised as a witness is; the other follows it, changed by a patch.
#include "generate/pair.h"

#include <map>
#include <set>

#include "witness.h"

namespace stadga::verify {
namespace {

using engine::Evaluation;

const JsonObject& facts_in(const Json& case_file) { return *case_file.find("facts")->as_object(); }

std::optional<Json> member(const Json& case_file, const char* part, const std::string& name) {
  const Json* object = case_file.find(part);
  const Json* found = object == nullptr ? nullptr : object->find(name);
  return found == nullptr ? std::nullopt : std::optional(*found);
}

void set(Json& case_file, const char* part, const std::string& name, const std::optional<Json>& value) {
  auto& members = *case_file.as_object();
  if (!value && !members.contains(part)) return;
  if (!members.contains(part)) members[part] = JsonObject{};
  auto& object = *members[part].as_object();
  if (value) {
    object[name] = *value;
  } else {
    object.erase(name);
  }
  if (object.empty() && std::string_view(part) == "provenance") members.erase(part);
}

void shift(Json& value, std::int64_t days) {
  if (auto* members = value.as_object()) {
    for (auto& [key, one] : *members) shift(one, days);
  } else if (auto* items = value.as_array()) {
    for (auto& item : *items) shift(item, days);
  } else if (const auto* text = value.as_string()) {
    const auto date = parse_date(*text);
    const auto moved = date ? add_days(*date, days) : std::nullopt;
    if (moved) value = to_string(*moved);
  }
}

Date day_of(const Json& case_file) {
  const Json* day = case_file.find("decision_date");
  return parse_date(day == nullptr || day->as_string() == nullptr ? "" : *day->as_string()).value_or(kMinDate);
}

// What one case has otherwise than another: its own facts there, or that they are left out.
class Patch {
 public:
  Patch(const Json& from, const Json& to) : day_(day_of(from)) {
    std::set<std::string> names;
    for (const Json* file : {&from, &to}) {
      for (const auto& [name, value] : facts_in(*file)) names.insert(name);
    }
    for (const auto& name : names) {
      if (member(from, "facts", name) == member(to, "facts", name)) continue;
      entries_[name] = {member(to, "facts", name), member(to, "provenance", name)};
    }
    if (day_of(to) != day_) apart_ = day_number(day_of(to)) - day_number(day_);
  }

  // The other case beside `file`. `moving`: the patch's dates keep their distance from the decision day.
  [[nodiscard]] Json applied(Json file, bool moving) const {
    const std::int64_t days = day_number(day_of(file)) - day_number(day_);
    for (const auto& [name, entry] : entries_) {
      auto value = entry.value;
      if (value && moving) shift(*value, days);
      set(file, "facts", name, value);
      set(file, "provenance", name, entry.provenance);
    }
    if (apart_ != 0) {
      const auto day = add_days(day_of(file), apart_);
      if (day) (*file.as_object())["decision_date"] = to_string(*day);
    }
    return file;
  }

 private:
  struct Entry {
    std::optional<Json> value, provenance;
  };
  std::map<std::string, Entry> entries_;
  Date day_;
  std::int64_t apart_ = 0;
};

Json file_of(const engine::Case& facts, const std::string& municipality) {
  JsonObject out{{"decision_date", to_string(facts.decision_date)}, {"facts", facts.received_facts}};
  if (!municipality.empty()) out["municipality"] = municipality;
  if (facts.received_provenance) out["provenance"] = *facts.received_provenance;
  return out;
}

Ending ending_of(const Evaluation& e) {
  return {e.status, e.outcome, e.stage, e.referral ? e.referral->rule : std::string()};
}

}  // namespace

Version::Version(const engine::Ruleset& of, const Clause& clause) : ruleset(of), turned(of) {
  using engine::Op;
  turned.exprs.push_back(of.at(clause.root));
  engine::Expr& root = turned.exprs.at(clause.root.value);
  root = {};
  root.op = Op::kNot;
  root.args = {engine::ExprId{static_cast<std::uint32_t>(turned.exprs.size() - 1)}};
  const auto add = [this](engine::Expr expr) {
    ruleset.exprs.push_back(std::move(expr));
    return engine::ExprId{static_cast<std::uint32_t>(ruleset.exprs.size() - 1)};
  };
  const auto on = [&](Op op, Date day) {
    engine::Expr law_day, limit, compared;
    law_day.op = Op::kDecisionDay;
    law_day.type.kind = limit.type.kind = engine::TypeKind::kDate;
    limit.literal = day;
    compared.op = op;
    compared.args = {of.header.law_day.valid() ? of.header.law_day : add(law_day), add(limit)};
    return add(compared);
  };
  engine::Expr both;
  both.op = Op::kAll;
  both.args = {on(Op::kGe, clause.validity.days.from), on(Op::kLe, clause.validity.days.to)};
  in_force = add(both);
}

bool results_differ(const Evaluation& a, const Evaluation& b) {
  return !(ending_of(a) == ending_of(b)) || a.values != b.values;
}

std::optional<Pairs::Seen> Pairs::see(const Json& case_file) const {
  auto facts = replay_.read(case_file);
  if (!facts) return std::nullopt;
  auto evaluation = engine::evaluate(replay_.ruleset(), *facts);
  return Seen{std::move(*facts), std::move(evaluation)};
}

std::optional<bool> Pairs::truth(const Seen& seen, engine::ExprId condition) const {
  return engine::holds(aim_.version->ruleset, seen.facts, condition);
}

// Kleene, as the engine joins them.
std::optional<bool> Pairs::forced(const Seen& seen, engine::ExprId id, bool value) const {
  const engine::Expr& expr = replay_.ruleset().at(id);
  const auto place = place_of(replay_.ruleset(), *aim_.clause, id);
  if (place == aim_.atom) return value;
  if (place || expr.op == engine::Op::kLiteral) return truth(seen, id);
  if (expr.op == engine::Op::kNot) {
    const auto part = forced(seen, expr.args.at(0), value);
    return part ? std::optional(!*part) : part;
  }
  const bool ends = expr.op == engine::Op::kAny;  // what settles it alone
  std::optional<bool> out = !ends;
  for (const auto id_of_part : expr.args) {
    const auto part = forced(seen, id_of_part, value);
    if (part == ends) return ends;
    if (!part) out = std::nullopt;
  }
  return out;
}

bool Pairs::matters(const Seen& seen) const {
  const auto yes = forced(seen, aim_.clause->root, true);
  const auto no = forced(seen, aim_.clause->root, false);
  return yes && no && yes != no;
}

bool Pairs::decides(const Seen& seen) const {
  return results_differ(seen.evaluation, engine::evaluate(aim_.version->turned, seen.facts));
}

// The version is law, and where the result does not tell, its condition counts.
bool Pairs::stands(const Seen& seen) const {
  if (truth(seen, aim_.version->in_force) != true) return false;
  return aim_.result || !aim_.clause->applies.valid() || truth(seen, aim_.clause->applies) == true;
}

// An atom about elements has no truth of its own in a case: there the result must tell.
bool Pairs::told_apart(const Seen& yes, const Seen& no) const {
  const Clause& clause = *aim_.clause;
  const bool apart = results_differ(yes.evaluation, no.evaluation);
  if (!stands(yes) || !stands(no)) return false;
  if (aim_.result && (!apart || (!decides(yes) && !decides(no)))) return false;
  if (clause.each.valid()) return apart;
  if (truth(yes, clause.atoms[aim_.atom].expr) != true || truth(no, clause.atoms[aim_.atom].expr) != false) return false;
  for (std::size_t i = 0; aim_.others_same && i < clause.atoms.size(); ++i) {
    if (i != aim_.atom && truth(yes, clause.atoms[i].expr) != truth(no, clause.atoms[i].expr)) return false;
  }
  if (!aim_.others_same && (!matters(yes) || !matters(no))) return false;
  if (aim_.result) return true;
  const auto a = truth(yes, clause.root);
  const auto b = truth(no, clause.root);
  return a && b && a != b;
}

bool Pairs::shows(const Pair& pair) const {
  const auto yes = see(pair.yes);
  const auto no = yes ? see(pair.no) : std::nullopt;
  return no && told_apart(*yes, *no);
}

std::pair<Ending, Ending> Pairs::endings(const Pair& pair) const {
  return {ending_of(see(pair.yes)->evaluation), ending_of(see(pair.no)->evaluation)};
}

Pair Pairs::with_one_side_smaller(const Pair& pair, const std::vector<Date>& days, bool yes_first) const {
  const Pair turned = yes_first ? pair : pair.swapped();
  const Patch patch(turned.yes, turned.no);
  const auto ends = endings(turned);
  std::optional<Json> other;  // beside the last case that showed it
  const Shows shows = [&](const Shown& shown) {
    if (!(ending_of(shown.evaluation) == ends.first)) return false;
    const Seen first{shown.facts, shown.evaluation};
    const Json file = file_of(shown.facts, replay_.municipality());
    for (const bool moving : {false, true}) {
      const Json beside = patch.applied(file, moving);
      const auto second = see(beside);
      if (!second || !(ending_of(second->evaluation) == ends.second)) continue;
      if (!(yes_first ? told_apart(first, *second) : told_apart(*second, first))) continue;
      other = beside;
      return true;
    }
    return false;
  };
  const auto witness =
      make_witness(replay_, turned.yes, shows, [&](const Evaluation&) { return days; });
  if (!witness || !other) return pair;
  const Pair out{witness->case_file, *other};
  return yes_first ? out : out.swapped();
}

// Facts that need not differ are alike.
Pair Pairs::with_fewer_differences(Pair pair) const {
  const auto ends = endings(pair);
  for (const auto& fact : replay_.ruleset().facts) {
    const auto value = member(pair.yes, "facts", fact.name);
    if (value == member(pair.no, "facts", fact.name)) continue;
    Pair candidate = pair;
    set(candidate.no, "facts", fact.name, value);
    set(candidate.no, "provenance", fact.name, member(pair.yes, "provenance", fact.name));
    if (shows(candidate) && endings(candidate) == ends) pair = std::move(candidate);
  }
  return pair;
}

// `file` with those facts as they are in `from`; `moving`: their days keep their distance from the decision day.
Json Pairs::beside(const Json& file, const Json& from, const std::set<std::uint32_t>& facts, bool moving) const {
  Json out = file;
  const std::int64_t days = day_number(day_of(file)) - day_number(day_of(from));
  for (const auto index : facts) {
    const std::string& name = replay_.ruleset().facts.at(index).name;
    auto value = member(from, "facts", name);
    if (value && moving) shift(*value, days);
    set(out, "facts", name, value);
    set(out, "provenance", name, member(from, "provenance", name));
  }
  return out;
}

std::optional<Pair> Pairs::planted(const Pair& pair, const std::set<std::uint32_t>& facts,
                                   const std::vector<Json>& cases) const {
  std::optional<Pair> first;
  for (auto file = cases.rbegin(); file != cases.rend(); ++file) {
    for (const bool moving : {true, false}) {
      Pair candidate{beside(*file, pair.yes, facts, moving), beside(*file, pair.no, facts, moving)};
      if (!shows(candidate)) continue;
      const auto yes = see(candidate.yes), no = see(candidate.no);
      const bool decided = yes->evaluation.outcome && no->evaluation.outcome;
      if (decided && decides(*yes) && decides(*no)) return candidate;
      if (!first) first = std::move(candidate);
    }
  }
  return first;
}

Pair Pairs::smaller(const Pair& pair, const std::vector<Date>& days) const {
  Pair out = with_fewer_differences(pair);
  out = with_one_side_smaller(out, days, true);
  out = with_one_side_smaller(out, {}, false);
  return with_fewer_differences(std::move(out));
}

}  // namespace stadga::verify

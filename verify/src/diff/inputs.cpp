// diff/inputs.cpp - see diff/inputs.h. Holds text for people.
#include "diff/inputs.h"

#include <algorithm>
#include <set>

#include "diff/changes.h"
#include "stadga/base/money.h"
#include "stadga/base/text.h"
#include "stadga/engine/case.h"

namespace stadga::verify {
namespace {

using engine::Fact;
using engine::Ruleset;
using engine::Type;
using engine::TypeKind;

using Out = std::vector<InputChange>;

void add(Out& out, const std::string& name, const std::string& sv, const std::string& en) {
  const bool told = std::any_of(out.begin(), out.end(), [&](const InputChange& c) {
    return c.name == name && c.what.sv == sv;
  });
  if (!told) out.push_back({name, {sv, en}, false, false});
}

std::string amount(TypeKind kind, std::int64_t value) {
  return kind == TypeKind::kMoney ? to_string(Money{value}) : std::to_string(value);
}

std::string range(const Type& type) {
  if (type.kind == TypeKind::kDate)
    return to_string(type.min_date) + ".." + to_string(type.max_date);
  return amount(type.kind, type.min) + ".." + amount(type.kind, type.max);
}

bool same_range(const Type& a, const Type& b) {
  if (a.kind == TypeKind::kDate) return a.min_date == b.min_date && a.max_date == b.max_date;
  return a.min == b.min && a.max == b.max;
}

bool has_range(TypeKind kind) {
  return kind == TypeKind::kInt || kind == TypeKind::kMonths || kind == TypeKind::kDays ||
         kind == TypeKind::kMoney || kind == TypeKind::kDate;
}

void changed_to(Out& out, const std::string& name, const std::string& sv, const std::string& en,
                const std::string& before, const std::string& after) {
  add(out, name, sv + " " + before + " → " + after, en + " " + before + " → " + after);
}

// A property that the fact gets or loses.
void turned(Out& out, const std::string& name, bool before, bool after, const LocalText& on,
            const LocalText& off) {
  if (before == after) return;
  const LocalText& text = after ? on : off;
  add(out, name, text.sv, text.en);
}

void enumeration(const TypeIn& before, const TypeIn& after, const std::string& name, Out& out) {
  const auto& old_values = before.ruleset.at(before.type.enumeration).values;
  const auto& new_values = after.ruleset.at(after.type.enumeration).values;
  const auto lacks = [](const std::vector<std::string>& in, const std::string& value) {
    return std::find(in.begin(), in.end(), value) == in.end();
  };
  for (const auto& value : new_values) {
    if (lacks(old_values, value)) add(out, name, "nytt värde: " + value, "new value: " + value);
  }
  for (const auto& value : old_values) {
    if (lacks(new_values, value))
      add(out, name, "värdet finns inte längre: " + value, "value removed: " + value);
  }
}

void list(const Type& a, const Type& b, const std::string& name, Out& out) {
  if (a.max_items != b.max_items) {
    changed_to(out, name, "högsta antal", "greatest number of elements",
               std::to_string(a.max_items), std::to_string(b.max_items));
  }
  turned(out, name, a.non_empty, b.non_empty,
         {"minst ett element krävs", "at least one element is needed"},
         {"får vara tom", "may be empty"});
}

std::string or_any(const std::string& pattern) { return pattern.empty() ? "*" : pattern; }

const engine::Term* value_named(const Ruleset& ruleset, const std::string& name) {
  for (const auto& term : ruleset.terms) {
    if (term.is_value && term.name == name) return &term;
  }
  return nullptr;
}

void values_only_in(const Ruleset& here, const Ruleset& there, const LocalText& text, Out& out) {
  for (const auto& term : here.terms) {
    if (!term.is_value || term.each.valid() || value_named(there, term.name) != nullptr) continue;
    out.push_back({term.name, text, true, false});
  }
}

void items_only_in(const Ruleset& here, const Ruleset& there, const LocalText& text, Out& out) {
  for (const auto& items : here.decision.items) {
    const std::string& name = here.at(items.list).name;
    const bool known =
        std::any_of(there.decision.items.begin(), there.decision.items.end(),
                    [&](const auto& other) { return there.at(other.list).name == name; });
    if (!known) out.push_back({name, text, true, false});
  }
}

}  // namespace

bool same_shape(const Type& a, const Type& b) {
  if (a.kind != b.kind || a.record.valid() != b.record.valid()) return false;
  return a.kind != TypeKind::kIdentifier || a.pattern.empty() || b.pattern.empty() ||
         a.pattern == b.pattern;
}

Type narrowest(const Type& a, const Type& b) {
  Type out = a;
  out.assessment = a.assessment || b.assessment;
  out.optional = a.optional && b.optional;
  out.min = std::max(a.min, b.min);
  out.max = std::min(a.max, b.max);
  out.min_date = std::max(a.min_date, b.min_date);
  out.max_date = std::min(a.max_date, b.max_date);
  out.max_items = std::min(a.max_items, b.max_items);
  out.non_empty = a.non_empty || b.non_empty;
  if (out.pattern.empty()) out.pattern = b.pattern;
  out.min_length = std::max(a.min_length, b.min_length);
  const auto longest = [](std::uint32_t length) { return length == 0 ? UINT32_MAX : length; };
  const auto most = std::min(longest(a.max_length), longest(b.max_length));
  out.max_length = most == UINT32_MAX ? 0 : most;
  return out;
}

bool is_empty(const Type& type) {
  if (type.kind == TypeKind::kDate) return type.max_date < type.min_date;
  if (has_range(type.kind)) return type.max < type.min;
  if (type.kind == TypeKind::kList) return type.non_empty && type.max_items == 0;
  return type.kind == TypeKind::kIdentifier && type.max_length > 0 &&
         type.max_length < type.min_length;
}

void describe_only(std::size_t side, const std::string& name, Out& out) {
  if (side == 0) return add(out, name, "frågas inte längre efter", "no longer part of a case");
  add(out, name, "ny uppgift", "new fact");
}

void describe_other_type(const std::string& name, Out& out) {
  add(out, name, "är av en annan typ", "is of another type");
}

void describe_types(const TypeIn& before, const TypeIn& after, const std::string& name, Out& out) {
  const Type& a = before.type;
  const Type& b = after.type;
  turned(out, name, a.optional, b.optional, {"får nu vara inget", "may now be none"},
         {"får inte längre vara inget", "may no longer be none"});
  turned(out, name, a.assessment, b.assessment, {"är nu en bedömning", "is now an assessment"},
         {"är inte längre en bedömning", "is no longer an assessment"});
  if (has_range(a.kind) && !same_range(a, b))
    changed_to(out, name, "intervall", "range", range(a), range(b));
  if (a.kind == TypeKind::kEnum) enumeration(before, after, name, out);
  if (a.kind == TypeKind::kList) list(a, b, name, out);
  if (a.kind != TypeKind::kIdentifier) return;
  if (a.pattern != b.pattern)
    changed_to(out, name, "form", "shape", or_any(a.pattern), or_any(b.pattern));
  if (a.min_length != b.min_length || a.max_length != b.max_length) {
    const auto length = [](const Type& t) {
      return std::to_string(t.min_length) + ".." +
             (t.max_length == 0 ? "" : std::to_string(t.max_length));
    };
    changed_to(out, name, "längd", "length", length(a), length(b));
  }
}

void describe_facts(const Fact& before, const Fact& after, Out& out) {
  const std::string& name = before.name;
  turned(out, name, before.volunteered, after.volunteered,
         {"är nu frivillig", "is now volunteered"},
         {"är inte längre frivillig", "is no longer volunteered"});
  turned(out, name, before.not_after_decision_day, after.not_after_decision_day,
         {"får inte längre vara efter beslutsdagen", "may no longer be after the decision day"},
         {"får nu vara efter beslutsdagen", "may now be after the decision day"});
  turned(out, name, before.provenance_required, after.provenance_required,
         {"källa måste nu anges", "its source must now be given"},
         {"källa behöver inte längre anges", "its source need not be given"});
  if (before.sources != after.sources) {
    add(out, name, "andra källor får lämna den", "other sources may supply it");
  }
  if (before.max_age_days != after.max_age_days) {
    const auto days = [](const Fact& fact) {
      return fact.max_age_days ? std::to_string(*fact.max_age_days) : std::string("-");
    };
    changed_to(out, name, "högsta ålder i dagar", "greatest age in days", days(before),
               days(after));
  }
}

std::vector<TermPair> shared_values(const Ruleset& before, const Ruleset& after) {
  std::vector<TermPair> out;
  for (std::uint32_t i = 0; i < before.terms.size(); ++i) {
    const auto& term = before.terms[i];
    if (!term.is_value || term.each.valid()) continue;
    const auto* other = value_named(after, term.name);
    if (other == nullptr || other->each.valid() || other->type.kind != term.type.kind) continue;
    out.push_back({engine::TermId{i},
                   engine::TermId{static_cast<std::uint32_t>(other - after.terms.data())}});
  }
  return out;
}

void describe_outputs(const Ruleset& before, const Ruleset& after, Out& out) {
  values_only_in(after, before, {"nytt värde i beslutet", "new value in the decision"}, out);
  values_only_in(before, after,
                 {"värdet finns inte längre i beslutet", "value no longer in the decision"}, out);
  for (const auto& term : before.terms) {
    const auto* other = value_named(after, term.name);
    if (!term.is_value || other == nullptr || other->type.kind == term.type.kind) continue;
    out.push_back({term.name, {"värdet är av en annan typ", "the value is of another type"}, true, false});
  }
  items_only_in(after, before, {"prövas nu sak för sak", "now decided piece by piece"}, out);
  items_only_in(before, after,
                {"prövas inte längre sak för sak", "no longer decided piece by piece"}, out);
}

void describe_spellings(const Spelled& before, const Spelled& after, const std::string& name,
                        Out& out) {
  const auto told = [](const Spelled& spelled) {
    std::set<std::string> all;
    for (const auto& alias : spelled.aliases)
      all.insert(alias.text + " = " + value_text(spelled.in.ruleset, spelled.in.type, alias.value));
    return all;
  };
  if (told(before) != told(after))
    add(out, name, "läses även i andra skrivsätt", "is read in other spellings too");
}

void describe_municipalities(const engine::Package& before, const engine::Package& after,
                             Out& out) {
  turned(out, "kommun", before.base.header.all_municipalities,
         after.base.header.all_municipalities,
         {"alla kommuner tas nu emot", "all municipalities are now accepted"},
         {"bara kommuner med egna regler tas nu emot",
          "only municipalities with rules of their own are now accepted"});
  turned(out, "kommun", engine::needs_municipality(before), engine::needs_municipality(after),
         {"måste nu anges", "must now be given"},
         {"behöver inte längre anges", "need not be given any longer"});
}

namespace {

// The days of `mine` that the other lacks.
void describe_days_of_one(const DateInterval& mine, const DateInterval& other,
                          const std::string& name, const LocalText& who, Out& out) {
  const auto tell = [&](Date from, Date to) {
    if (to < from) return;
    const std::string days = to_string(from) + ".." + to_string(to);
    add(out, name, who.sv + " " + days, who.en + " " + days);
  };
  if (other.to < mine.from || mine.to < other.from) return tell(mine.from, mine.to);
  if (mine.from < other.from) tell(mine.from, *add_days(other.from, -1));
  if (other.to < mine.to) tell(*add_days(other.to, 1), mine.to);
}

}  // namespace

void describe_horizon(const Ruleset& before, const Ruleset& after, Out& out) {
  const DateInterval& a = before.header.horizon;
  const DateInterval& b = after.header.horizon;
  if (a.from == b.from && a.to == b.to) return;
  const auto days = [](const DateInterval& d) {
    return to_string(d.from) + ".." + to_string(d.to);
  };
  const bool by_date = before.header.law_day.valid() || after.header.law_day.valid();
  const std::string name = by_date ? "lagdagar" : "beslutsdagar";
  add(out, name, "prövar " + days(a) + " → " + days(b), "covers " + days(a) + " → " + days(b));
  describe_days_of_one(a, b, name, {"bara det gamla prövar", "only the old covers"}, out);
  describe_days_of_one(b, a, name, {"bara det nya prövar", "only the new covers"}, out);
}

}  // namespace stadga::verify

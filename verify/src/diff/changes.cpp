// diff/changes.cpp - see diff/changes.h. The days on which two lists of versions say different
// things are found by a sweep over the days on which some version begins or ends.
#include "diff/changes.h"

#include <algorithm>
#include <set>

#include "stadga/base/money.h"
#include "walk.h"

namespace stadga::verify {
namespace {

using engine::Citation;
using engine::Op;
using engine::Ruleset;
using engine::Type;

// One version of a provision, a parameter or a table.
struct Version {
  engine::Validity validity;
  int says = 0;
  const std::vector<Citation>* citations = nullptr;
  engine::Span span;
  std::string figures;  // of a parameter
  const engine::TableVersion* table = nullptr;
};
using Versions = std::vector<Version>;

struct Subject {
  std::string kind, name, title;
  std::array<Versions, 2> versions;
};

constexpr int kNothing = -2;  // no version, and the law is not said to be silent: not covered

// The nearest version before the day is repealed, or the nearest after it is new (semantics 14).
bool is_silent(const Versions& versions, Date day) {
  const Version* before = nullptr;
  const Version* after = nullptr;
  for (const Version& v : versions) {
    const DateInterval& days = v.validity.days;
    if (days.to < day && (before == nullptr || before->validity.days.to < days.to)) before = &v;
    if (day < days.from && (after == nullptr || days.from < after->validity.days.from)) after = &v;
  }
  return (before != nullptr && before->validity.repealed) ||
         (after != nullptr && after->validity.introduced);
}

std::vector<int> said(const Versions& versions, Date day) {
  std::vector<int> out;
  for (const Version& v : versions) {
    if (v.validity.days.contains(day)) out.push_back(v.says);
  }
  if (out.empty() && !versions.empty() && !is_silent(versions, day)) out.push_back(kNothing);
  std::sort(out.begin(), out.end());
  return out;
}

bool begins(const Versions& versions, Date day, Date first) {
  return std::any_of(versions.begin(), versions.end(), [&](const Version& v) {
    return std::max(v.validity.days.from, first) == day;
  });
}

bool ends_before(const Versions& versions, Date day) {
  return std::any_of(versions.begin(), versions.end(), [&](const Version& v) {
    const auto next = add_days(v.validity.days.to, 1);
    return next && *next == day;
  });
}

// Days inside the horizon on which one of the two says something else, in runs that say the same.
std::vector<DateInterval> changed_days(const Subject& subject, const DateInterval& horizon) {
  std::set<Date> starts{horizon.from};
  for (const Versions& versions : subject.versions) {
    for (const Version& v : versions) {
      if (horizon.contains(v.validity.days.from)) starts.insert(v.validity.days.from);
      const auto next = add_days(v.validity.days.to, 1);
      if (next && horizon.contains(*next)) starts.insert(*next);
    }
  }
  std::vector<DateInterval> out;
  std::array<std::vector<int>, 2> last;
  for (auto day = starts.begin(); day != starts.end(); ++day) {
    const auto next = std::next(day);
    const Date end = next == starts.end() ? horizon.to : *add_days(*next, -1);
    std::array<std::vector<int>, 2> now{said(subject.versions[kOld], *day),
                                        said(subject.versions[kNew], *day)};
    if (now[kOld] != now[kNew]) {
      const bool goes_on = !out.empty() && now == last && *add_days(out.back().to, 1) == *day;
      if (goes_on) {
        out.back().to = end;
      } else {
        out.push_back({*day, end});
      }
    }
    last = std::move(now);
  }
  return out;
}

// Of versions that hold on the first day and say what the other side does not.
std::vector<const Version*> speaking(const Subject& subject, std::size_t side, Date day) {
  const auto others = said(subject.versions[1 - side], day);
  std::vector<const Version*> out;
  for (const Version& v : subject.versions[side]) {
    const bool also = std::find(others.begin(), others.end(), v.says) != others.end();
    if (v.validity.days.contains(day) && !also) out.push_back(&v);
  }
  return out;
}

std::string rows_text(const Ruleset& ruleset, const engine::Table& table,
                      const engine::TableRow& row) {
  std::string out;
  for (std::size_t k = 0; k < row.keys.size(); ++k) {
    const Type& type = table.keys[k].type;
    const std::string first = value_text(ruleset, type, row.keys[k].first);
    const std::string last = value_text(ruleset, type, row.keys[k].last);
    out += (first == last ? first : first + ".." + last) + " | ";
  }
  return out + value_text(ruleset, table.type, row.value);
}

bool has_row(const engine::TableVersion& version, const engine::TableRow& row) {
  return std::any_of(version.rows.begin(), version.rows.end(), [&](const engine::TableRow& other) {
    return other.value == row.value &&
           std::equal(
               other.keys.begin(), other.keys.end(), row.keys.begin(), row.keys.end(),
               [](const auto& a, const auto& b) { return a.first == b.first && a.last == b.last; });
  });
}

// Rows of the one that the other lacks, the first few.
std::string rows_only_in(const Ruleset& ruleset, const engine::Table& table,
                         const engine::TableVersion& here, const engine::TableVersion* there) {
  constexpr std::size_t kShown = 3;
  std::string out;
  std::size_t count = 0;
  for (const auto& row : here.rows) {
    if (there != nullptr && has_row(*there, row)) continue;
    if (++count <= kShown) out += (out.empty() ? "" : "; ") + rows_text(ruleset, table, row);
  }
  if (count > kShown) out += "; … (" + std::to_string(count) + ")";
  return out;
}

class Comparer {
 public:
  Comparer(const Joint& joint, Numbers& numbers)
      : joint_(joint),
        means_{Meaning(numbers, joint.sides[kOld], Depth::kNames),
               Meaning(numbers, joint.sides[kNew], Depth::kNames)} {}

  std::vector<Change> run() {
    add(provisions("requirement", &Ruleset::requirements));
    add(provisions("rule", &Ruleset::rules));
    add(parameters());
    add(tables());
    add_facts();
    add_frame();
    return std::move(out_);
  }

 private:
  template <typename T>
  std::vector<Subject> provisions(const char* kind, std::vector<T> Ruleset::*all) {
    std::vector<Subject> out;
    for (const std::size_t side : {kNew, kOld}) {
      for (const T& item : joint_.sides[side].*all) {
        Subject& subject = subject_of(out, kind, item.id, item.title);
        Version v{item.validity, means_[side].version(item), &item.citations, item.span, "",
                  nullptr};
        subject.versions[side].push_back(std::move(v));
      }
    }
    return out;
  }
  std::vector<Subject> parameters() {
    std::vector<Subject> out;
    for (const std::size_t side : {kNew, kOld}) {
      const Ruleset& ruleset = joint_.sides[side];
      for (const auto& parameter : ruleset.parameters) {
        if (parameter.guideline) continue;
        Subject& subject = subject_of(out, "parameter", parameter.name, parameter.title);
        for (const auto& v : parameter.values) {
          const std::string figures =
              v.value ? value_text(ruleset, parameter.type, *v.value) : "ingen gräns";
          subject.versions[side].push_back(
              {v.validity, means_[side].version(v), &v.citations, v.span, figures, nullptr});
        }
        // Opened to the municipality and not filled: a place with its own range, on every day.
        if (parameter.municipal && parameter.values.empty()) {
          const engine::ParameterId id{
              static_cast<std::uint32_t>(&parameter - ruleset.parameters.data())};
          subject.versions[side].push_back({{{kMinDate, kMaxDate}},
                                            means_[side].parameter(id),
                                            &parameter.citations,
                                            parameter.span,
                                            "",
                                            nullptr});
        }
      }
    }
    return out;
  }
  std::vector<Subject> tables() {
    std::vector<Subject> out;
    for (const std::size_t side : {kNew, kOld}) {
      for (const auto& table : joint_.sides[side].tables) {
        if (table.guideline) continue;
        Subject& subject = subject_of(out, "table", table.name, table.title);
        for (const auto& v : table.versions) {
          subject.versions[side].push_back(
              {v.validity, means_[side].version(table, v), &v.citations, v.span, "", &v});
        }
      }
    }
    return out;
  }
  static Subject& subject_of(std::vector<Subject>& all, const char* kind, const std::string& name,
                             const std::string& title) {
    for (Subject& subject : all) {
      if (subject.name == name) return subject;
    }
    all.push_back({kind, name, title, {}});
    return all.back();
  }

  void add(const std::vector<Subject>& subjects) {
    for (const Subject& subject : subjects) {
      for (const DateInterval& days : changed_days(subject, joint_.law_days)) {
        Change change;
        change.law = law_of(subject, days);
        find_places(change);
        out_.push_back(std::move(change));
      }
    }
  }

  ChangedLaw law_of(const Subject& subject, const DateInterval& days) {
    ChangedLaw law;
    law.kind = subject.kind;
    law.name = subject.name;
    law.title = subject.title;
    law.days = days;
    const Date first = joint_.law_days.from;
    const bool dated = !begins(subject.versions[kOld], days.from, first) &&
                       (begins(subject.versions[kNew], days.from, first) ||
                        ends_before(subject.versions[kNew], days.from));
    law.in_place = !dated;
    const auto before = speaking(subject, kOld, days.from);
    const auto after = speaking(subject, kNew, days.from);
    law.in_old = !before.empty();
    law.in_new = !after.empty();
    const auto lacks = [&](std::size_t side) {
      return said(subject.versions[side], days.from) == std::vector<int>{kNothing};
    };
    law.gap_in_old = lacks(kOld);
    law.gap_in_new = lacks(kNew);
    for (const Version* v : before)
      law.old_citations.insert(law.old_citations.end(), v->citations->begin(), v->citations->end());
    for (const Version* v : after)
      law.new_citations.insert(law.new_citations.end(), v->citations->begin(), v->citations->end());
    if (law.in_old) law.old_span = before.front()->span;
    if (law.in_new) law.new_span = after.front()->span;
    add_figures(law, before, after);
    return law;
  }
  void add_figures(ChangedLaw& law, const std::vector<const Version*>& before,
                   const std::vector<const Version*>& after) const {
    if (law.in_old)
      law.before = figures(kOld, law.name, *before.front(), law.in_new ? after.front() : nullptr);
    if (law.in_new)
      law.after = figures(kNew, law.name, *after.front(), law.in_old ? before.front() : nullptr);
  }
  std::string figures(std::size_t side, const std::string& name, const Version& here,
                      const Version* there) const {
    if (here.table == nullptr) return here.figures;
    const Ruleset& ruleset = joint_.sides[side];
    for (const auto& table : ruleset.tables) {
      if (table.name == name) {
        return rows_only_in(ruleset, table, *here.table, there == nullptr ? nullptr : there->table);
      }
    }
    return "";
  }

  // ---- where a change shows first ----
  void find_places(Change& change) const {
    for (const std::size_t side : {kOld, kNew}) {
      const Ruleset& ruleset = joint_.sides[side];
      for (const auto& rule : ruleset.rules) {
        if (concerns(ruleset, change.law, rule.id, roots(rule))) place(change, ruleset, rule);
      }
      for (const auto& requirement : ruleset.requirements) {
        if (concerns(ruleset, change.law, requirement.id, roots(requirement)))
          note(change.requirements, requirement.id);
      }
    }
  }
  static void place(Change& change, const Ruleset& ruleset, const engine::Rule& rule) {
    if (rule.term.valid()) return note(change.terms, ruleset.at(rule.term).name);
    note(change.requirements, rule.requirement);
  }
  static void note(std::vector<std::string>& names, const std::string& name) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  static bool concerns(const Ruleset& ruleset, const ChangedLaw& law, const std::string& id,
                       const std::vector<engine::ExprId>& from) {
    if (law.kind == "requirement" || law.kind == "rule") return law.name == id;
    bool found = false;
    for (const auto root : from) {
      walk(ruleset, root, [&](engine::ExprId e) {
        const auto& expr = ruleset.at(e);
        found =
            found ||
            (law.kind == "parameter" && expr.op == Op::kParameter &&
             ruleset.at(expr.parameter).name == law.name) ||
            (law.kind == "table" && expr.op == Op::kTable &&
             ruleset.at(expr.table).name == law.name) ||
            (law.kind == "fact" && expr.op == Op::kFact && ruleset.at(expr.fact).name == law.name);
      });
    }
    return found;
  }

  // When a fact is needed: it counts as "nej" or empty where nothing points to it, and blocks
  // nothing where it is volunteered.
  void add_facts() {
    for (std::uint32_t i = 0; i < joint_.sides[kOld].facts.size(); ++i) {
      const engine::FactId id{i};
      const auto& before = joint_.sides[kOld].at(id);
      const auto& after = joint_.sides[kNew].at(id);
      const bool same =
          means_[kOld].expr(before.needed_when) == means_[kNew].expr(after.needed_when);
      if (same && before.volunteered == after.volunteered) continue;
      Change change = everywhere("fact", before.name, before.span, after.span);
      find_places(change);
      out_.push_back(std::move(change));
    }
  }
  void add_frame() {
    if (means_[kOld].frame() == means_[kNew].frame()) return;
    const auto& before = joint_.sides[kOld].decision;
    const auto& after = joint_.sides[kNew].decision;
    out_.push_back(everywhere("decision", after.name, before.span, after.span));
  }
  // What has no days of its own.
  Change everywhere(const char* kind, const std::string& name, const engine::Span& before,
                    const engine::Span& after) const {
    Change out;
    out.law.kind = kind;
    out.law.name = name;
    out.law.days = joint_.law_days;
    out.law.in_old = out.law.in_new = out.law.in_place = true;
    out.law.old_span = before;
    out.law.new_span = after;
    return out;
  }

  const Joint& joint_;
  std::array<Meaning, 2> means_;
  std::vector<Change> out_;
};

}  // namespace

std::string value_text(const Ruleset& ruleset, const Type& type, const engine::Literal& value) {
  if (const auto* v = std::get_if<std::int64_t>(&value)) return std::to_string(*v);
  if (const auto* v = std::get_if<Money>(&value)) return to_string(*v);
  if (const auto* v = std::get_if<Date>(&value)) return to_string(*v);
  if (const auto* v = std::get_if<bool>(&value)) return *v ? "ja" : "nej";
  if (const auto* v = std::get_if<engine::EnumLiteral>(&value))
    return ruleset.at(type.enumeration).values.at(v->index);
  return std::get<std::string>(value);
}

std::vector<Change> changes_between(const Joint& joint, Numbers& numbers) {
  return Comparer(joint, numbers).run();
}

}  // namespace stadga::verify

// oracle.cpp - see oracle.h. Read it beside the table: one function per row group.
#include "rules/oracle.h"

#include <array>
#include <set>
#include <tuple>

#include "rules/names.h"

namespace stadga::rules {
namespace {

// What to ask for: fact, list element, field; ordered as the facts stand in the rule set.
struct Ask {
  int fact = 0, element = -1, field = -1;
  friend auto operator<=>(const Ask&, const Ask&) = default;
};
using Asks = std::set<Ask>;

enum Fact {
  kFactKind,
  kFactRole,
  kFactRegistered,
  kFactStays,
  kFactInsists,
  kFactCertificate,
  kFactPhoto,
  kFactSignature,
  kFactCanSign,
  kFactPolice,
  kFactPermits,
  kFactMonths,
  kFactLasting,
  kFactDifficulties,
  kFactNeedsHelp
};
constexpr std::array kFactNames = {
    name::kKind,        name::kRole,   name::kRegistered, name::kStays,        name::kInsists,
    name::kCertificate, name::kPhoto,  name::kSignature,  name::kCanSign,      name::kPolice,
    name::kPermits,     name::kMonths, name::kLasting,    name::kDifficulties, name::kNeedsHelp};
constexpr std::array kFieldNames = {name::kStatus, name::kLastDay, name::kBlockedFor};

std::string path(const Ask& ask) {
  std::string text = std::string("/facts/") + kFactNames.at(static_cast<std::size_t>(ask.fact));
  if (ask.element < 0) return text;
  return text + "/" + std::to_string(ask.element) + "/" +
         kFieldNames.at(static_cast<std::size_t>(ask.field));
}

// Yes, no or open; when open, what could settle it.
struct Sure {
  enum State { kNo, kYes, kOpen } state = kNo;
  Asks asks;
};
Sure sure(bool value) { return {value ? Sure::kYes : Sure::kNo, {}}; }
Sure open(Ask ask) { return {Sure::kOpen, {ask}}; }
Sure negate(Sure a) {
  if (a.state != Sure::kOpen) a.state = a.state == Sure::kYes ? Sure::kNo : Sure::kYes;
  return a;
}
// `decisive` settles the whole at once: no for all_of, yes for any_of.
Sure combine(const std::vector<Sure>& parts, Sure::State decisive) {
  Sure result = sure(decisive == Sure::kNo);
  for (const Sure& part : parts) {
    if (part.state == decisive) return {decisive, {}};
    if (part.state != Sure::kOpen) continue;
    result.state = Sure::kOpen;
    result.asks.insert(part.asks.begin(), part.asks.end());
  }
  return result;
}
Sure all_of(const std::vector<Sure>& parts) { return combine(parts, Sure::kNo); }
Sure any_of(const std::vector<Sure>& parts) { return combine(parts, Sure::kYes); }

template <typename T>
Sure is(const Known<T>& value, const T& wanted, Ask ask) {
  return value ? sure(*value == wanted) : open(ask);
}
template <typename T>
Sure present(const Known<std::optional<T>>& value, Ask ask) {
  return value ? sure(value->has_value()) : open(ask);
}

// ---- the permits -----------------------------------------------------------------------------

Sure active(const Permit& p, int i) {
  return is(p.status, PermitStatus::kActive, {kFactPermits, i, 0});
}
Sure expired(const Permit& p, int i) {
  return is(p.status, PermitStatus::kExpired, {kFactPermits, i, 0});
}
Sure lost_before(const Permit& p, int i) {
  return all_of({is(p.status, PermitStatus::kBlocked, {kFactPermits, i, 0}),
                 is(p.blocked_for, std::optional(BlockedFor::kLost), {kFactPermits, i, 2})});
}
Sure has_last_day(const Permit& p, int i) { return present(p.last_day, {kFactPermits, i, 1}); }
// No last day, or one that `late` says yes to.
template <typename Late>
Sure no_last_day_or(const Permit& p, int i, Late late) {
  if (!p.last_day) return open({kFactPermits, i, 1});
  return sure(!p.last_day->has_value() || late(**p.last_day));
}

template <typename Test>
std::vector<Sure> each(const ParkingCase& c, Test test) {
  std::vector<Sure> results;
  for (std::size_t i = 0; i < c.permits->size(); ++i) {
    results.push_back(test((*c.permits)[i], static_cast<int>(i)));
  }
  return results;
}
template <typename Test>
Sure some(const ParkingCase& c, Test test) {
  return c.permits ? any_of(each(c, test)) : open({kFactPermits, -1, -1});
}
template <typename Test>
Sure at_least_two(const ParkingCase& c, Test test) {
  if (!c.permits) return open({kFactPermits, -1, -1});
  int yes = 0, maybe = 0;
  Asks asks;
  for (const Sure& one : each(c, test)) {
    yes += one.state == Sure::kYes ? 1 : 0;
    maybe += one.state == Sure::kOpen ? 1 : 0;
    asks.insert(one.asks.begin(), one.asks.end());
  }
  if (yes >= 2) return sure(true);
  return yes + maybe < 2 ? sure(false) : Sure{Sure::kOpen, asks};
}

// ---- values ----------------------------------------------------------------------------------

// A definition's result: a day, an error (no day in the list), or not known.
struct DayResult {
  std::optional<Day> day;
  bool error = false;
  Asks asks;
  [[nodiscard]] bool known() const { return day.has_value() || error; }
  [[nodiscard]] bool same(const DayResult& o) const {
    return known() && o.known() && day == o.day && error == o.error;
  }
};

template <typename Test>
DayResult latest_last_day(const ParkingCase& c, Test test) {
  if (!c.permits) return {{}, false, {{kFactPermits, -1, -1}}};
  DayResult result;
  for (std::size_t i = 0; i < c.permits->size(); ++i) {
    const Permit& p = (*c.permits)[i];
    const Sure counts =
        all_of({test(p, static_cast<int>(i)), has_last_day(p, static_cast<int>(i))});
    result.asks.insert(counts.asks.begin(), counts.asks.end());
    if (counts.state != Sure::kYes) continue;
    result.day = result.day ? std::max(*result.day, **p.last_day) : **p.last_day;
  }
  if (!result.asks.empty()) return {{}, false, result.asks};
  result.error = !result.day.has_value();
  return result;
}

struct Candidate {
  Sure guard;
  DayResult result;
};
// The first rules are exceptions of the last one, which always applies. Every open guard may go
// either way; the result is known when all ways agree. Two different exceptions at once conflict.
DayResult possible(const std::vector<Candidate>& exceptions, const DayResult& otherwise) {
  std::vector<DayResult> ways;
  Asks asks;
  for (std::size_t mask = 0; mask < (std::size_t{1} << exceptions.size()); ++mask) {
    bool possible_way = true;
    std::vector<DayResult> fired;
    for (std::size_t i = 0; i < exceptions.size(); ++i) {
      const bool on = (mask >> i & 1U) != 0;
      const Sure::State state = exceptions[i].guard.state;
      if (state != Sure::kOpen && (state == Sure::kYes) != on) possible_way = false;
      if (on) fired.push_back(exceptions[i].result);
    }
    if (!possible_way) continue;
    if (fired.empty()) fired.push_back(otherwise);
    for (const DayResult& one : fired) {
      ways.push_back(one);
      asks.insert(one.asks.begin(), one.asks.end());
    }
  }
  for (const Candidate& one : exceptions) {
    asks.insert(one.guard.asks.begin(), one.guard.asks.end());
  }
  for (const DayResult& one : ways) {
    if (!one.same(ways.front())) return {{}, false, asks};
  }
  return ways.front();
}

DayResult valid_from(const ParkingCase& c) {
  const auto dated_active = [](const Permit& p, int i) {
    return all_of({active(p, i), has_last_day(p, i)});
  };
  const Sure guard = all_of({is(c.kind, Kind::kRenewal, {kFactKind}), some(c, dated_active)});
  DayResult after = latest_last_day(c, active);
  if (after.day) after.day = std::max(c.day, *after.day + std::chrono::days{1});
  return possible({{guard, after}}, {c.day, false, {}});
}

DayResult valid_to(const ParkingCase& c, const DayResult& from) {
  const Sure lost = is(c.kind, Kind::kLost, {kFactKind});
  const Sure any_active = some(c, active);
  DayResult term;
  if (from.day && c.months) {
    term.day = add_months(*from.day, std::min(60, *c.months)) - std::chrono::days{1};
  } else {
    term.asks = from.asks;
    if (!c.months) term.asks.insert({kFactMonths, -1, -1});
  }
  return possible({{all_of({lost, any_active}), latest_last_day(c, active)},
                   {all_of({lost, negate(any_active)}), latest_last_day(c, lost_before)}},
                  term);
}

// ---- the stages --------------------------------------------------------------------------------

struct Row {
  const char* id;
  Sure defect;  // no: met, yes: not met (or the route applies), open: not known
};

std::vector<Row> form_rows(const ParkingCase& c) {
  const Sure signed_at_all = c.signature ? sure(*c.signature) : open({kFactSignature});
  const Sure cannot_sign = negate(c.can_sign ? sure(*c.can_sign) : open({kFactCanSign}));
  const Sure lost = is(c.kind, Kind::kLost, {kFactKind});
  const Sure no_certificate = negate(present(c.certificate, {kFactCertificate}));
  const Sure no_number = negate(present(c.police, {kFactPolice}));
  const auto guarded = [](const Sure& guard, const Sure& test) {
    return guard.state == Sure::kYes ? test : guard;  // an open guard is asked for first
  };
  return {{"PRH-F1", negate(c.photo ? sure(*c.photo) : open({kFactPhoto}))},
          {"PRH-F2", negate(any_of({signed_at_all, cannot_sign}))},
          {"PRH-F3", guarded(negate(lost), no_certificate)},
          {"PRH-F4", guarded(lost, no_number)}};
}

std::vector<Row> lost_rows(const ParkingCase& c) {
  const auto past = [&c](Day last) { return last < c.day; };
  const auto ended = [&](const Permit& p, int i) { return no_last_day_or(p, i, past); };
  const Sure any_active = some(c, active);
  const Sure any_lost = some(c, lost_before);
  return {
      {"PRH-V5", any_of({all_of({any_active, any_lost}), at_least_two(c, lost_before)})},
      {"PRH-V6", negate(some(c,
                             [](const Permit& p, int i) {
                               return any_of({active(p, i), lost_before(p, i)});
                             }))},
      {"PRH-V7",
       any_of({some(c,
                    [&](const Permit& p, int i) {
                      return all_of({active(p, i), ended(p, i)});
                    }),
               all_of({negate(any_active), some(c,
                                                [&](const Permit& p, int i) {
                                                  return all_of({lost_before(p, i), ended(p, i)});
                                                })})})},
      {"PRH-V8", at_least_two(c, active)}};
}

std::vector<Row> route_rows(const ParkingCase& c) {
  if (*c.kind == Kind::kLost) return lost_rows(c);
  if (*c.kind == Kind::kNew) return {{"PRH-V3", some(c, active)}};
  const Day early = add_months(c.day, 2);
  const auto renewable = [](const Permit& p, int i) {
    return any_of({active(p, i), expired(p, i)});
  };
  const auto too_early = [early](const Permit& p, int i) {
    return all_of(
        {active(p, i), no_last_day_or(p, i, [early](Day last) { return last >= early; })});
  };
  return {{"PRH-V2", negate(some(c, renewable))}, {"PRH-V4", some(c, too_early)}};
}

std::vector<Row> law_rows(const ParkingCase& c) {
  if (*c.kind == Kind::kLost) return {};
  const bool closed = c.investigated.value_or(false);  // then what is unknown is not shown
  const auto not_met = [closed](const Known<bool>& judged, Fact fact) {
    if (judged) return sure(!*judged);
    return closed ? sure(true) : open({fact});
  };
  std::vector<Row> rows = {{"PRH-K1", not_met(c.lasting, kFactLasting)},
                           {"PRH-K2", not_met(c.difficulties, kFactDifficulties)}};
  if (!c.role) rows.push_back({"PRH-K3", open({kFactRole})});
  if (c.role == Role::kPassenger) {
    rows.push_back({"PRH-K3", not_met(c.needs_help, kFactNeedsHelp)});
  }
  return rows;
}

std::vector<std::string> ids(const std::vector<Row>& rows, Sure::State state) {
  std::vector<std::string> result;
  for (const Row& row : rows) {
    if (row.defect.state == state) result.emplace_back(row.id);
  }
  return result;
}
Asks open_asks(const std::vector<Row>& rows) {
  Asks asks;
  for (const Row& row : rows) {
    if (row.defect.state == Sure::kOpen)
      asks.insert(row.defect.asks.begin(), row.defect.asks.end());
  }
  return asks;
}

Answer ask_for(Answer answer, const Asks& asks) {
  bool only_assessments = true;
  for (const Ask& ask : asks) {
    answer.missing.push_back(path(ask));
    only_assessments = only_assessments && ask.fact >= kFactLasting;
  }
  answer.status = only_assessments ? "needs_assessment" : "incomplete";
  return answer;
}
Answer decided(Answer answer, const char* outcome, std::vector<std::string> reasons) {
  answer.status = "determined";
  answer.outcome = outcome;
  answer.reasons = std::move(reasons);
  return answer;
}
Answer referred(Answer answer, std::vector<std::string> reasons) {
  answer.status = "referred";
  answer.referral = reasons.front();
  answer.reasons = std::move(reasons);
  return answer;
}

Answer with_values(const DayResult& from, const DayResult& to) {
  Answer answer;
  if (from.day) answer.values[name::kFrom] = day_text(*from.day);
  if (to.day) answer.values[name::kTo] = day_text(*to.day);
  return answer;
}

Answer in_the_wrong_place(const ParkingCase& c, const Answer& start) {
  if (!c.insists) return ask_for(start, {{kFactInsists}});
  return *c.insists ? decided(start, "avvisning", {"PRH-H1"}) : referred(start, {"PRH-V1"});
}

Answer grant(const ParkingCase& c, const Answer& start, const DayResult& from,
             const DayResult& to) {
  Asks asks = from.known() ? Asks{} : from.asks;
  if (!to.known()) asks.insert(to.asks.begin(), to.asks.end());
  if (!asks.empty()) return ask_for(start, asks);
  std::vector<std::string> reasons;
  for (const Row& row : form_rows(c)) {
    const bool other_kind = std::string(row.id) == (*c.kind == Kind::kLost ? "PRH-F3" : "PRH-F4");
    if (!other_kind) reasons.emplace_back(row.id);
  }
  for (const Row& row : law_rows(c)) reasons.emplace_back(row.id);
  return decided(start, "bifall", reasons);
}

}  // namespace

Answer expected_answer(const ParkingCase& c) {
  const DayResult from = valid_from(c);
  const DayResult to = valid_to(c, from);
  const Answer start = with_values(from, to);

  const Sure elsewhere = any_of({is(c.registered, Registered::kElsewhere, {kFactRegistered}),
                                 all_of({is(c.registered, Registered::kAbroad, {kFactRegistered}),
                                         negate(c.stays ? sure(*c.stays) : open({kFactStays}))})});
  if (elsewhere.state == Sure::kOpen) return ask_for(start, elsewhere.asks);
  if (elsewhere.state == Sure::kYes) return in_the_wrong_place(c, start);

  // One known defect is enough to send the application back, whatever else is unknown.
  for (const auto& rows_of : {form_rows, route_rows}) {
    const std::vector<Row> rows = rows_of(c);
    const std::vector<std::string> found = ids(rows, Sure::kYes);
    if (!found.empty()) return referred(start, found);
    if (const Asks asks = open_asks(rows); !asks.empty()) return ask_for(start, asks);
  }
  // A refusal waits for the whole picture.
  const std::vector<Row> rows = law_rows(c);
  if (const Asks asks = open_asks(rows); !asks.empty()) return ask_for(start, asks);
  const std::vector<std::string> found = ids(rows, Sure::kYes);
  if (!found.empty()) return decided(start, "avslag", found);
  return grant(c, start, from, to);
}

std::string day_text(Day day) {
  const std::chrono::year_month_day date{day};
  const auto padded = [](unsigned value, std::size_t width) {
    std::string text = std::to_string(value);
    return std::string(width - std::min(width, text.size()), '0') + text;
  };
  return padded(static_cast<unsigned>(int{date.year()}), 4) + "-" +
         padded(unsigned{date.month()}, 2) + "-" + padded(unsigned{date.day()}, 2);
}

Day add_months(Day day, int months) {
  const std::chrono::year_month_day moved =
      std::chrono::year_month_day{day} + std::chrono::months{months};
  if (moved.ok()) return Day{moved};
  return Day{moved.year() / moved.month() / std::chrono::last};
}

std::string to_text(const Answer& answer) {
  std::string text = answer.status + " " + answer.outcome + answer.referral;
  for (const auto& [key, value] : answer.values) text += " " + key + "=" + value;
  text += " reasons:";
  for (const std::string& one : answer.reasons) text += " " + one;
  text += " missing:";
  for (const std::string& one : answer.missing) text += " " + one;
  return text;
}

}  // namespace stadga::rules

// search.cpp - one fact at a time, then two and three together; then each requirement by itself,
// combined.
//
// What has an order is tried at the rules' figures outwards from the present value; between the
// first point that reaches the goal and the one before it, bisection finds the nearest value that
// does. A set is tried only when no smaller one reached the goal.
#include <algorithm>
#include <set>

#include "assessments.h"
#include "goal.h"
#include "points.h"
#include "trials.h"

namespace stadga::explain {
namespace {

using engine::Evaluation;
using engine::Outcome;

class Search {
 public:
  Search(const engine::Ruleset& ruleset, const Evaluation& result, const Goal& goal,
         const Places& places, Trials& trials, const SearchLimits& limits)
      : ruleset_(ruleset),
        result_(result),
        goal_(goal),
        places_(places.all),
        trials_(trials),
        limits_(limits) {}

  std::vector<Alternative> run(Date decision_day) {
    day_ = decision_day;
    if (goal_.about == About::kValue && !look_for_best()) return {};
    for (std::size_t i = 0; i < places_.size(); ++i) one(i);
    if (!goal_.sets) return std::move(found_);
    std::stable_sort(coarse_.begin(), coarse_.end(),
                     [](const Ranked& a, const Ranked& b) { return a.rank < b.rank; });
    for (std::uint32_t size = 2; size <= limits_.together && found_.empty(); ++size) {
      Options chosen;
      choose(0, size, chosen);
    }
    return std::move(found_);
  }
  [[nodiscard]] bool stopped() const { return stopped_; }

 private:
  struct Ranked {
    Option option;
    int rank;  // 0: a requirement less stands against, 1: something is other, 2: nothing to see
  };

  [[nodiscard]] bool reached(const Evaluation& now) const {
    if (goal_.about != About::kValue) return goal_.reached(now);
    const auto value = goal_.value(now);
    return value && !goal_.better(*best_, *value) && goal_.better(*value, *goal_.value(result_));
  }

  // The best that any one fact gives; then the goal is that value.
  bool look_for_best() {
    best_ = goal_.value(result_);
    if (!best_) return false;
    for (std::size_t i = 0; i < places_.size(); ++i) {
      for (const Json& value : all_values(i)) {
        const auto now = trials_.run({{i, value}});
        const auto got = now ? goal_.value(*now) : std::nullopt;
        if (got && goal_.better(*got, *best_)) best_ = got;
      }
    }
    return goal_.better(*best_, *goal_.value(result_));
  }

  [[nodiscard]] std::vector<std::int64_t> points(std::size_t place) const {
    if (!has_order(places_[place].type)) return {};
    return points_for(ruleset_, places_[place], day_);
  }
  [[nodiscard]] std::vector<Json> all_values(std::size_t place) const {
    std::vector<Json> out = other_values(ruleset_, places_[place]);
    for (const std::int64_t point : points(place))
      out.push_back(from_number(places_[place].type, point));
    return out;
  }

  // ---- one fact ---------------------------------------------------------------------------------

  void one(std::size_t place) {
    for (const Json& value : other_values(ruleset_, places_[place]))
      attempt({{place, value}}, true);
    const std::vector<std::int64_t> all = points(place);
    if (all.empty()) return;
    const auto now = present(place);
    const auto above = std::upper_bound(all.begin(), all.end(), now.value_or(all.front() - 1));
    const std::vector<std::int64_t> up(above, all.end());
    const std::vector<std::int64_t> down(std::make_reverse_iterator(above), all.rend());
    outwards(place, now, down);
    outwards(place, now, up);
  }

  [[nodiscard]] std::optional<std::int64_t> present(std::size_t place) const {
    const auto& before = places_[place].before;
    return before ? to_number(places_[place].type, *before) : std::nullopt;
  }

  void outwards(std::size_t place, std::optional<std::int64_t> miss,
                const std::vector<std::int64_t>& way) {
    for (const std::int64_t point : way) {
      const Options options{{place, from_number(places_[place].type, point)}};
      if (attempt(options, point == way.back())) return add(nearest(options, 0, miss));
      miss = point;
    }
  }

  // Runs a change of one fact; what does not reach the goal is kept for sets where `keep` or
  // promising. What has no order is added at once; what has is first moved as near as it goes.
  bool attempt(const Options& options, bool keep) {
    const auto now = trials_.run(options);
    if (!now) return false;
    if (reached(*now)) {
      if (!has_order(places_[options[0].place].type) || options[0].value.is_null()) add(options);
      return true;
    }
    const int rank = is_progress(result_, *now) ? 0 : now->values != result_.values ? 1 : 2;
    if (keep || rank == 0) coarse_.push_back({options[0], rank});
    return false;
  }

  // Moves one change of a set that reaches the goal towards `miss`, as long as the goal is reached.
  Options nearest(Options options, std::size_t at, std::optional<std::int64_t> miss) {
    const engine::Type& type = places_[options[at].place].type;
    auto hit = to_number(type, options[at].value);
    while (hit && miss && *hit - *miss != 1 && *miss - *hit != 1) {
      const std::int64_t middle = *miss + (*hit - *miss) / 2;
      Options moved = options;
      moved[at].value = from_number(type, middle);
      const auto now = trials_.run(moved);
      if (now && reached(*now)) {
        hit = middle;
        options = moved;
      } else {
        miss = middle;
      }
    }
    return options;
  }

  // ---- several facts ----------------------------------------------------------------------------

  void choose(std::size_t from, std::uint32_t left, Options& chosen) {
    if (left == 0) {
      if (sets_.contains(places_in(chosen))) return;  // one way of a set of facts is enough
      const auto now = trials_.run(chosen);
      if (!now || !reached(*now)) return;
      sets_.insert(places_in(chosen));
      return add(moved_near(chosen));
    }
    for (std::size_t i = from; i < coarse_.size() && !full(); ++i) {
      if (has_place(chosen, coarse_[i].option.place)) continue;
      chosen.push_back(coarse_[i].option);
      choose(i + 1, left - 1, chosen);
      chosen.pop_back();
    }
  }

  [[nodiscard]] bool full() {
    stopped_ = stopped_ || trials_.spent() || (goal_.sets && found_.size() >= limits_.shown);
    return stopped_;
  }

  static std::set<std::size_t> places_in(const Options& options) {
    std::set<std::size_t> out;
    for (const Option& one : options) out.insert(one.place);
    return out;
  }

  static bool has_place(const Options& options, std::size_t place) {
    return std::any_of(options.begin(), options.end(),
                       [&](const Option& one) { return one.place == place; });
  }

  Options moved_near(Options options) {
    for (std::size_t i = 0; i < options.size(); ++i) {
      const bool ordered = has_order(places_[options[i].place].type) && !options[i].value.is_null();
      if (ordered) options = nearest(options, i, present(options[i].place));
    }
    return options;
  }

  void add(const Options& options) {
    // The last word on a suggestion is a run of its own: what is printed is what this gave.
    const auto now = trials_.run(options);
    if (!now || !reached(*now)) return;
    Alternative out{goal_.about, goal_.subject, trials_.changes(options),
                    now->status, now->outcome,  goal_.value(*now),
                    {}};
    found_.push_back(std::move(out));
  }

  const engine::Ruleset& ruleset_;
  const Evaluation& result_;
  const Goal& goal_;
  const std::vector<Place>& places_;
  Trials& trials_;
  const SearchLimits& limits_;
  Date day_;
  std::optional<Json> best_;
  std::vector<Ranked> coarse_;
  std::set<std::set<std::size_t>> sets_;  // that reached the goal
  std::vector<Alternative> found_;
  bool stopped_ = false;
};

bool is_protected(const Alternative& one) {
  return std::any_of(one.changes.begin(), one.changes.end(),
                     [](const Change& change) { return change.is_protected; });
}

std::vector<std::string> paths_of(const Alternative& one) {
  std::vector<std::string> out;
  for (const Change& change : one.changes) out.push_back(change.path);
  return out;
}

// A grant says more than that the case would have been examined.
void prefer_grants(std::vector<Alternative>& found) {
  const auto grants = [](const Alternative& one) {
    return one.outcome == Outcome::kGrant || one.outcome == Outcome::kPartial;
  };
  if (std::any_of(found.begin(), found.end(), grants)) {
    std::erase_if(found, [&](const Alternative& one) { return !grants(one); });
  }
}

// What nobody is asked to change comes last; at most `shown` different sets of facts are kept.
void take(std::vector<Alternative> found, const SearchLimits& limits, Alternatives& out) {
  prefer_grants(found);
  std::stable_sort(found.begin(), found.end(), [](const Alternative& a, const Alternative& b) {
    return is_protected(a) < is_protected(b);
  });
  std::set<std::vector<std::string>> kept;
  for (Alternative& one : found) {
    const auto paths = paths_of(one);
    if (kept.size() >= limits.shown && !kept.contains(paths)) {
      ++out.left_out;
      continue;
    }
    kept.insert(paths);
    out.found.push_back(std::move(one));
  }
}

// What was done in one search, added up.
class Hunt {
 public:
  Hunt(const engine::Package& package, const engine::Ruleset& ruleset, const engine::Case& facts,
       const Evaluation& result, const SearchLimits& limits)
      : package_(package), ruleset_(ruleset), facts_(facts), result_(result), limits_(limits) {}

  Alternatives run() {
    const std::vector<Goal> goals = goals_of(ruleset_, result_);
    out_.searched = !goals.empty();
    auto left = static_cast<std::uint32_t>(goals.size());
    for (const Goal& goal : goals) {
      const std::uint32_t share = (limits_.trials - std::min(limits_.trials, out_.trials)) / left--;
      const std::uint32_t end = out_.trials + share;
      std::vector<Alternative> found =
          search(goal, (share + 1) / 2);  // half is kept for what follows
      if (found.empty() && goal.about == About::kOutcome)
        found = requirement_by_requirement(goal, end);
      take(std::move(found), limits_, out_);
    }
    for (Alternative& one : out_.found) one.reassess = to_reassess(ruleset_, facts_, one.changes);
    return std::move(out_);
  }

 private:
  std::vector<Alternative> search(const Goal& goal, std::uint32_t trials_allowed) {
    Places places = places_of(ruleset_, facts_, goal.reach);
    if (goal.about == About::kItem) leave_out_other_items(goal.subject, places.all);
    Trials trials(package_, facts_, places.all, trials_allowed);
    Search search(ruleset_, result_, goal, places, trials, limits_);
    std::vector<Alternative> found = search.run(facts_.decision_date);
    out_.trials += trials.count();
    out_.cut = out_.cut || trials.spent() || search.stopped();
    out_.withheld = std::max(out_.withheld, places.withheld);
    return found;
  }

  // An item is judged by its own facts and by the case's, not by its neighbours'.
  static void leave_out_other_items(const std::string& item, std::vector<Place>& places) {
    const std::string list = item.substr(0, item.rfind('/') + 1);
    std::erase_if(places, [&](const Place& place) {
      return place.path.starts_with(list) && !place.path.starts_with(item + "/");
    });
  }

  // The smallest set for each requirement that stands against the applicant, put together: more
  // facts than are tried at once, and still no part of it is enough.
  std::vector<Alternative> requirement_by_requirement(const Goal& goal, std::uint32_t end) {
    const std::vector<Goal> parts = parts_of(ruleset_, result_);
    if (parts.size() < 2) return {};
    std::vector<Change> all;
    auto left = static_cast<std::uint32_t>(parts.size());
    for (const Goal& part : parts) {
      const std::vector<Alternative> found =
          search(part, (end - std::min(end, out_.trials)) / left--);
      if (found.empty()) return {};
      for (const Change& change : found.front().changes) add(all, change);
    }
    return combined(goal, without_needless(goal, std::move(all)));
  }

  static void add(std::vector<Change>& all, const Change& change) {
    if (std::none_of(all.begin(), all.end(),
                     [&](const Change& one) { return one.path == change.path; }))
      all.push_back(change);
  }

  std::optional<Evaluation> replay(const std::vector<Change>& changes) {
    ++out_.trials;
    const auto text = canonical(with_changes(case_file(facts_), changes));
    if (!text) return std::nullopt;
    const engine::CaseReading reading = engine::read_case(package_, *text);
    return reading.value ? std::optional(engine::evaluate(*reading.ruleset, *reading.value))
                         : std::nullopt;
  }

  std::vector<Change> without_needless(const Goal& goal, std::vector<Change> changes) {
    for (std::size_t i = 0; i < changes.size() && changes.size() > 1;) {
      std::vector<Change> fewer = changes;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
      const auto now = replay(fewer);
      if (now && goal.reached(*now)) {
        changes = std::move(fewer);
      } else {
        ++i;
      }
    }
    return changes;
  }

  std::vector<Alternative> combined(const Goal& goal, std::vector<Change> changes) {
    const auto now = replay(changes);
    if (!now || !goal.reached(*now)) return {};
    return {{goal.about,
             goal.subject,
             std::move(changes),
             now->status,
             now->outcome,
             std::nullopt,
             {}}};
  }

  const engine::Package& package_;
  const engine::Ruleset& ruleset_;
  const engine::Case& facts_;
  const Evaluation& result_;
  const SearchLimits& limits_;
  Alternatives out_;
};

}  // namespace

Alternatives find_alternatives(const engine::Package& package, const engine::Ruleset& ruleset,
                               const engine::Case& facts, const Evaluation& result,
                               const SearchLimits& limits) {
  return Hunt(package, ruleset, facts, result, limits).run();
}

}  // namespace stadga::explain

// asking_search.cpp - three-valued evaluation against all completions.
#include "asking_search.h"

#include <algorithm>
#include <optional>

#include "asking_list.h"

namespace stadga::verify {
namespace {

constexpr std::uint64_t kMostSteps = 60'000'000;  // evaluations of a completion

class Search {
 public:
  Search(const AskingModel& model, bool until_true)
      : model_(model), until_true_(until_true), list_(model) {}

  Asking run() {
    if (!list_.close()) return Asking::kTooLarge;
    const bool done = each_choice(model_.places, true, [&](const Classes& classes) {
      return outside_lists(classes) && inside_list(classes);
    });
    if (done) return Asking::kExact;
    return steps_ > kMostSteps ? Asking::kTooLarge : Asking::kNeedless;
  }

 private:
  // ---- one case ----------------------------------------------------------------------------------

  Answers roots(const Classes& classes, const ListAnswer& list_test) const {
    Answers out;
    for (const auto& root : model_.roots) {
      out.push_back(within(root, model_.places, classes, list_test));
    }
    return out;
  }

  struct Asked {
    std::set<std::size_t> places, tests;
  };
  std::optional<Asked> asked(const Classes& classes,
                             const ListAnswer& list_test) const {
    const Answers now = roots(classes, list_test);
    if (until_true_ && std::count(now.begin(), now.end(), Truth::kTrue) > 0) return std::nullopt;
    Asked out;
    for (const auto& root : model_.roots) {
      reach(root, model_.places, classes, list_test, out.places, out.tests);
    }
    return out;
  }

  bool step() { return ++steps_ <= kMostSteps; }

  // Facts outside lists, with the whole list known or unknown.
  bool outside_lists(const Classes& classes) {
    for (const Rest& rest : list_.whole()) {
      const auto tests = [&](std::size_t i) { return list_.test(i, rest.now); };
      const auto found = asked(classes, tests);
      if (!found) continue;
      for (const std::size_t place : found->places) {
        if (!matters(classes, place, rest.completed)) return false;
      }
    }
    if (model_.list_tests.empty()) return true;
    const auto unknown = [](std::size_t) { return Truth::kUnknown; };
    const auto found = asked(classes, unknown);
    if (!found) return true;
    for (const std::size_t place : found->places) {
      if (!matters(classes, place, list_.completed())) return false;
    }
    return found->tests.empty() || list_matters(classes);
  }

  bool matters(const Classes& classes, std::size_t place, const std::vector<Counts>& lists) {
    Classes others = classes;
    others[place] = 0;
    for (const Classes& whole : completions(model_.places, others)) {
      for (const Counts counts : lists) {
        const auto tests = [&](std::size_t i) { return list_.test(i, counts); };
        std::optional<Answers> first;
        for (std::size_t c = 0; c < model_.places[place].classes.size(); ++c) {
          Classes tried = whole;
          tried[place] = static_cast<int>(c);
          Answers answers = roots(tried, tests);
          if (!step()) return false;
          if (!first) first = answers;
          if (*first != answers) return true;
        }
      }
    }
    return false;
  }

  bool list_matters(const Classes& classes) {
    for (const Classes& whole : completions(model_.places, classes)) {
      std::set<Answers> seen;
      for (const Counts counts : list_.completed()) {
        if (!step()) return false;
        seen.insert(roots(whole, [&](std::size_t i) { return list_.test(i, counts); }));
        if (seen.size() > 1) return true;
      }
    }
    return false;
  }

  // A field of one element, for every rest of the list.
  bool inside_list(const Classes& classes) {
    if (model_.list_tests.empty()) return true;
    return each_choice(model_.element_places, true, [&](const Classes& element) {
      if (std::count(element.begin(), element.end(), kUnknownClass) == 0) return true;
      const Answers now = list_.answers_of(element);
      return std::all_of(list_.all_but_one().begin(), list_.all_but_one().end(), [&](const Rest& rest) {
        return element_matters(classes, element, now, rest);
      });
    });
  }

  bool element_matters(const Classes& classes, const Classes& element, const Answers& now,
                       const Rest& rest) {
    const Counts counts = list_.with(rest.now, now);
    const auto found = asked(classes, [&](std::size_t i) { return list_.test(i, counts); });
    if (!found) return true;
    std::set<std::size_t> fields;
    std::set<std::size_t> none;
    for (const std::size_t index : found->tests) {
      reach(model_.conditions[model_.list_tests[index].condition], model_.element_places, element,
            no_list, fields, none);
    }
    return std::all_of(fields.begin(), fields.end(), [&](std::size_t field) {
      return field_matters(classes, element, field, rest);
    });
  }

  bool field_matters(const Classes& classes, const Classes& element, std::size_t field,
                     const Rest& rest) {
    Classes others = element;
    others[field] = 0;
    for (const Classes& whole : completions(model_.element_places, others)) {
      std::set<Answers> kinds;
      for (std::size_t c = 0; c < model_.element_places[field].classes.size(); ++c) {
        Classes tried = whole;
        tried[field] = static_cast<int>(c);
        kinds.insert(list_.answers_of(tried));
      }
      if (kinds.size() > 1 && kinds_differ(classes, kinds, rest)) return true;
      if (steps_ > kMostSteps) return false;
    }
    return false;
  }

  bool kinds_differ(const Classes& classes, const std::set<Answers>& kinds, const Rest& rest) {
    for (const Classes& whole : completions(model_.places, classes)) {
      for (const Counts counts : rest.completed) {
        std::set<Answers> seen;
        for (const Answers& kind : kinds) {
          if (!step()) return false;
          const Counts sum = list_.with(counts, kind);
          seen.insert(roots(whole, [&](std::size_t i) { return list_.test(i, sum); }));
        }
        if (seen.size() > 1) return true;
      }
    }
    return false;
  }

  const AskingModel& model_;
  bool until_true_;
  AskedList list_;
  std::uint64_t steps_ = 0;
};

}  // namespace

Asking search_needless(const AskingModel& model, bool until_true) {
  return Search(model, until_true).run();
}

}  // namespace stadga::verify

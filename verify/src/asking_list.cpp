// asking_list.cpp - sums of elements, by length until nothing new comes.
#include "asking_list.h"

#include <algorithm>
#include <optional>

namespace stadga::verify {
namespace {

using engine::Op;

constexpr std::size_t kMostRests = 6'000;

// Where the count of elements with this answer to a condition stands.
std::size_t place_of(std::size_t condition, Truth answer) {
  return 9 * condition + (answer == Truth::kTrue ? 0 : answer == Truth::kUnknown ? 3 : 6);
}
std::uint8_t count_at(Counts counts, std::size_t place) {
  return static_cast<std::uint8_t>((counts >> place) & 7U);
}

void make_unique(std::vector<Counts>& counts) {
  std::sort(counts.begin(), counts.end());
  counts.erase(std::unique(counts.begin(), counts.end()), counts.end());
}

std::optional<bool> compared(const ListTest& test, std::int64_t low, std::int64_t high) {
  const std::int64_t n = test.number;
  const auto both = [](bool yes, bool no) { return yes || no ? std::optional(yes) : std::nullopt; };
  switch (test.comparison) {
    case Op::kGe: return both(low >= n, high < n);
    case Op::kGt: return both(low > n, high <= n);
    case Op::kLt: return both(high < n, low >= n);
    case Op::kLe: return both(high <= n, low > n);
    case Op::kEq: return both(low == n && high == n, high < n || low > n);
    default: return both(high < n || low > n, low == n && high == n);
  }
}

}  // namespace

AskedList::AskedList(const AskingModel& model) : model_(model) {
  limits_.assign(model.conditions.size(), 1);
  for (const auto& test : model.list_tests) {
    auto& limit = limits_[test.condition];
    limit = std::max(limit, static_cast<std::uint8_t>(test.number + 1));
  }
}

Answers AskedList::answers_of(const Classes& element) const {
  Answers out;
  for (const auto& condition : model_.conditions) {
    out.push_back(within(condition, model_.element_places, element, no_list));
  }
  return out;
}

Counts AskedList::with(Counts counts, const Answers& element) const {
  for (std::size_t i = 0; i < element.size(); ++i) {
    if (element[i] == Truth::kFalse) continue;
    const std::size_t place = place_of(i, element[i]);
    if (count_at(counts, place) < limits_[i]) counts += Counts{1} << place;
  }
  return counts;
}

std::set<AskedList::Kind> AskedList::kinds() const {
  std::set<Kind> out;
  each_choice(model_.element_places, true, [&](const Classes& element) {
    Kind kind{answers_of(element), {}};
    for (const auto& whole : completions(model_.element_places, element)) {
      kind.completed.insert(answers_of(whole));
    }
    out.insert(std::move(kind));
    return true;
  });
  return out;
}

Rest AskedList::extended(const Rest& rest, const Kind& kind) const {
  Rest out{with(rest.now, kind.answers), {}};
  for (const Counts counts : rest.completed) {
    for (const Answers& answers : kind.completed) out.completed.push_back(with(counts, answers));
  }
  make_unique(out.completed);
  return out;
}

bool AskedList::close() {
  if (model_.conditions.size() > kMostConditions) return false;
  const std::set<Kind> elements = kinds();
  std::set<Rest> found{{0, {0}}};
  std::set<Rest> last = found;
  for (std::uint32_t length = 1; length <= model_.max_items && !last.empty(); ++length) {
    if (length == model_.max_items) all_but_one_.assign(found.begin(), found.end());
    std::set<Rest> next;
    for (const Rest& rest : last) {
      for (const auto& kind : elements) {
        Rest longer = extended(rest, kind);
        if (found.insert(longer).second) next.insert(std::move(longer));
      }
      if (found.size() > kMostRests) return false;
    }
    last = std::move(next);
  }
  whole_.assign(found.begin(), found.end());
  if (all_but_one_.empty()) all_but_one_ = whole_;
  for (const Rest& rest : whole_) {
    completed_.insert(completed_.end(), rest.completed.begin(), rest.completed.end());
  }
  make_unique(completed_);
  return true;
}

Truth AskedList::test(std::size_t index, Counts counts) const {
  const ListTest& test = model_.list_tests[index];
  const std::int64_t low = count_at(counts, place_of(test.condition, Truth::kTrue));
  const std::int64_t perhaps = count_at(counts, place_of(test.condition, Truth::kUnknown));
  const std::int64_t trouble = count_at(counts, place_of(test.condition, Truth::kTrouble));
  const auto known = compared(test, low, low + perhaps + trouble);
  if (known) return *known ? Truth::kTrue : Truth::kFalse;
  return perhaps > 0 ? Truth::kUnknown : Truth::kTrouble;
}

}  // namespace stadga::verify

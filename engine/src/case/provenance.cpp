#include "case/provenance.h"

#include <algorithm>

#include "case/messages.h"

namespace stadga::engine {
namespace {

constexpr std::size_t kLongestText = 200;

bool digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool two_digits_below(std::string_view text, int limit) {
  return text.size() == 2 && digits(text) && (text[0] - '0') * 10 + (text[1] - '0') < limit;
}

// The day of "2026-11-20" or "2026-11-20T10:00:00[.123]Z"; second 60 is a leap second.
std::optional<Date> day_of(std::string_view text) {
  const std::optional<Date> date = parse_date(text.substr(0, 10));
  if (!date || text.size() == 10) return date;
  std::string_view time = text.substr(10);
  if (time.size() < 10 || time.front() != 'T' || time.back() != 'Z') return std::nullopt;
  time = time.substr(1, time.size() - 2);
  const bool clock = two_digits_below(time.substr(0, 2), 24) && time[2] == ':' &&
                     two_digits_below(time.substr(3, 2), 60) && time[5] == ':' &&
                     two_digits_below(time.substr(6, 2), 61);
  const std::string_view fraction = time.substr(8);
  const bool whole = fraction.empty() || (fraction[0] == '.' && digits(fraction.substr(1)));
  return clock && whole ? date : std::nullopt;
}

class ProvenanceReader {
 public:
  ProvenanceReader(std::optional<Date> decision_date, Problems& problems)
      : decision_date_(decision_date), problems_(problems) {}

  void read(const Fact& fact, const Json& entry, const std::string& path, FactValue& value) {
    if (entry.as_object() == nullptr) {
      problems_.add("S4010", path, messages::not_object(messages::member(fact.name)));
      return;
    }
    reject_unknown_keys(problems_, *entry.as_object(), path, {"source", "at", "document"});
    read_source(fact, entry, pointer(path, "source"));
    const std::optional<Date> day = read_at(fact, entry, pointer(path, "at"));
    if (const Json* document = entry.find("document")) {
      const std::string* text = document->as_string();
      if (text == nullptr || !is_plain_text(*text, kLongestText)) {
        problems_.add("S4029", pointer(path, "document"), messages::bad_text(kLongestText));
      }
    }
    if (day && is_too_old(fact, *day)) {
      value = FactValue{};
      value.unknown_reason = "too_old";
    }
  }

 private:
  void read_source(const Fact& fact, const Json& entry, const std::string& path) {
    const Json* member = entry.find("source");
    if (member == nullptr) {
      problems_.add("S4011", path, messages::member_missing("source"));
      return;
    }
    const std::string* source = member->as_string();
    const auto& allowed = fact.sources;
    if (source != nullptr && allowed.empty() && is_plain_text(*source, kLongestText)) return;
    if (source != nullptr && std::find(allowed.begin(), allowed.end(), *source) != allowed.end()) {
      return;
    }
    std::string list;
    for (const std::string& name : allowed) list += (list.empty() ? "" : ", ") + name;
    if (source == nullptr || allowed.empty()) {
      problems_.add("S4029", path, messages::bad_text(kLongestText));
    } else {
      problems_.add("S4025", path, messages::wrong_source(*source, list));
    }
  }

  // Where the rule set names a greatest age and requires provenance, the time cannot be left out.
  std::optional<Date> read_at(const Fact& fact, const Json& entry, const std::string& path) {
    const Json* member = entry.find("at");
    if (member == nullptr) {
      if (fact.max_age_days && fact.provenance_required) {
        problems_.add("S4011", path, messages::member_missing("at"));
      }
      return std::nullopt;
    }
    const std::string* text = member->as_string();
    const std::optional<Date> day = text == nullptr ? std::nullopt : day_of(*text);
    if (!day) problems_.add("S4027", path, messages::bad_time(text == nullptr ? "" : *text));
    return day;
  }

  [[nodiscard]] bool is_too_old(const Fact& fact, Date day) const {
    return decision_date_ && fact.max_age_days &&
           days_between(day, *decision_date_) > *fact.max_age_days;
  }

  std::optional<Date> decision_date_;
  Problems& problems_;
};

}  // namespace

void apply_provenance(const Ruleset& ruleset, const Json* provenance,
                      std::optional<Date> decision_date, std::vector<FactValue>& facts,
                      Problems& problems) {
  if (provenance != nullptr && provenance->as_object() == nullptr) {
    problems.add("S4010", "/provenance", messages::not_object(messages::member("provenance")));
    return;
  }
  std::vector<std::string> names;
  for (const Fact& fact : ruleset.facts) names.push_back(fact.name);
  if (provenance != nullptr) {
    reject_unknown_keys(problems, *provenance->as_object(), "/provenance", names);
  }
  ProvenanceReader reader(decision_date, problems);
  for (std::size_t i = 0; i < ruleset.facts.size(); ++i) {
    const Fact& fact = ruleset.facts[i];
    const std::string path = pointer("/provenance", fact.name);
    const Json* entry = provenance == nullptr ? nullptr : provenance->find(fact.name);
    if (entry != nullptr) {
      reader.read(fact, *entry, path, facts[i]);
    } else if (fact.provenance_required && facts[i].known != nullptr) {
      problems.add("S4026", path, messages::provenance_required());
    }
  }
}

}  // namespace stadga::engine

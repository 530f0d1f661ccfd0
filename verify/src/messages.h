// messages.h - what a finding says to a jurist, in both languages. The only file of verify/src,
// beside example_values.cpp, messages_*.cpp, case_words.cpp, diff/inputs.cpp, diff/words.cpp,
// diff/text.cpp and report_text.cpp, whose .cpp holds text for people.
#pragma once
#include <string>
#include <vector>

#include "stadga/base/date.h"
#include "stadga/base/json.h"
#include "stadga/base/result.h"
#include "stadga/engine/model.h"
#include "stadga/verify/check.h"

namespace stadga::verify::messages {

struct Finding {
  LocalText message, help;
};

[[nodiscard]] Finding conflict(const std::string& subject, const std::vector<std::string>& rules);
[[nodiscard]] Finding hidden_conflict(const std::string& value);
[[nodiscard]] Finding gap_in_decision(const std::string& at, const std::string& detail);
[[nodiscard]] Finding gap_in_term(const std::string& term);
[[nodiscard]] Finding gap_in_table(const std::string& table);
[[nodiscard]] Finding guarantee(const std::string& id, const std::string& title);
[[nodiscard]] Finding monotone(const std::string& id, const std::string& title,
                               const std::string& subject);
// Without a subject: the outcome.
[[nodiscard]] Finding no_two_cases(const std::string& id, const std::string& title, const std::string& fact);
[[nodiscard]] Finding depends(const std::string& id, const std::string& title, const std::string& subject,
                              const std::string& fact);
[[nodiscard]] Finding cliff(const std::string& id, const std::string& title, const std::string& subject,
                            const std::string& fact);
[[nodiscard]] Finding dead_rule(const std::string& id, const std::string& title);
[[nodiscard]] Finding dead_outside_horizon(const std::string& id, const std::string& title,
                                           const DateInterval& horizon);
[[nodiscard]] Finding dead_target(const std::string& id, const std::string& title,
                                  const std::string& term);
[[nodiscard]] Finding days_missing(const std::string& subject,
                                   const std::vector<DateInterval>& days);
[[nodiscard]] Finding days_doubled(const std::string& subject,
                                   const std::vector<DateInterval>& days);
[[nodiscard]] Finding arithmetic(const std::string& id, const std::string& title,
                                 const std::string& detail);
[[nodiscard]] Finding nonbinding_outcome(const std::string& outcome, const LocalText& provisions,
                                         const LocalText& otherwise);
[[nodiscard]] Finding nonbinding_value(const std::string& value, const LocalText& provisions,
                                       const LocalText& otherwise);
[[nodiscard]] Finding unknown_safety();
// A fact that `missing` lists although no value of it can matter.
[[nodiscard]] Finding needless_question(const std::string& id, const std::string& title,
                                        const std::string& fact);

// messages_limits.cpp: what stands outside what a municipality, a trial or an automated function may do.
// A value that is named differs; else the outcome does.
[[nodiscard]] Finding unassessed(const std::string& fact, const LocalText& assessed);
[[nodiscard]] Finding automatic_by_other_route(const LocalText& provisions);
[[nodiscard]] Finding trial_leaks(const std::string& id, const std::string& title, const DateInterval& days,
                                  const std::vector<std::string>& fillings, const LocalText& without);
[[nodiscard]] Finding not_opened(const std::string& value, const LocalText& provisions,
                                 const LocalText& without);
[[nodiscard]] Finding below_floor(const std::string& value, const std::vector<std::string>& fillings,
                                  const LocalText& local, const LocalText& national, bool free);
[[nodiscard]] Finding shadowed(const std::string& id, const std::string& title,
                               const std::vector<std::string>& before, bool is_default);
// messages_needless.cpp: what could be left out.
[[nodiscard]] Finding redundant_exception(const std::string& id, const std::string& title,
                                          const std::vector<std::string>& bases);
// A part of a condition: where it begins, and in words unless it takes too many.
struct Part {
  std::uint32_t line = 0;
  std::string words;
};
[[nodiscard]] Finding vacuous(const std::string& id, const std::string& title, const std::vector<Part>& parts,
                              const std::vector<std::string>& facts);
[[nodiscard]] Finding always_holds(const std::string& id, const std::string& title, bool is_guard);
[[nodiscard]] Finding overlap(const std::string& target, const std::vector<std::string>& rules);
[[nodiscard]] Finding cites_later_law(const std::string& id, Date first, const LocalText& law, int year);
// Nothing to say here: another kind says it.
[[nodiscard]] LocalText said_by(const std::string& kind);
[[nodiscard]] Finding out_of_bounds(const std::string& term, const std::string& value);

// Constructs for which it is not known whether a question can be needless.
[[nodiscard]] LocalText construct_shared_fact();
[[nodiscard]] LocalText construct_lists();
[[nodiscard]] LocalText construct_nested_list();
[[nodiscard]] LocalText construct_list_value();
[[nodiscard]] LocalText construct_outer_fact();
[[nodiscard]] LocalText construct_day();
[[nodiscard]] LocalText construct_large();
[[nodiscard]] LocalText construct_no_case();

// A proved obligation says what has been shown; the other two say why nothing has.
[[nodiscard]] LocalText proved(const std::string& kind);
[[nodiscard]] LocalText undecided();
// messages_constructs.cpp: of a key there, or of a name of the rule set.
[[nodiscard]] LocalText out_of_core(const std::string& construct);
[[nodiscard]] LocalText construct(const std::string& key);
[[nodiscard]] bool is_known_construct(const std::string& key);
[[nodiscard]] LocalText asking_proved();
[[nodiscard]] LocalText asking_open(const std::string& id, const LocalText& construct);

// "13 kap. 8 § första stycket tredje meningen trafikförordningen"
[[nodiscard]] LocalText citation(const engine::Ruleset& ruleset, const engine::Citation& citation);
[[nodiscard]] LocalText weight(engine::Weight weight);
[[nodiscard]] LocalText status(const std::string& status);
// 'PRH-A1 "Metergräns" (Sundsvall_regelkod, sedvana)', joined.
[[nodiscard]] LocalText provisions(const engine::Ruleset& ruleset,
                                   const std::vector<std::string>& ids);
// What a case gets: {"status", "outcome", "value"} in words.
[[nodiscard]] LocalText ending(const JsonObject& result);
[[nodiscard]] LocalText severity(Severity severity);
[[nodiscard]] std::string days(const std::vector<DateInterval>& days, MessageLanguage language);

}  // namespace stadga::verify::messages

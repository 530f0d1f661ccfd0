#include "stadga/explain/details.h"

#include <array>

#include "words.h"

namespace stadga::explain {
namespace {

struct Detail {
  std::string_view name;
  LocalText text;
};

}  // namespace

LocalText detail_words(std::string_view detail) {
  static const auto kDetails = std::to_array<Detail>({
      {"outside_horizon",
       {"beslutsdagen ligger utanför de dagar som regelverket svarar för",
        "the day of the decision is outside the days that the rule set answers for"}},
      {"no_stage", {"inget steg i beslutet passar", "no stage of the decision fits"}},
      {"no_rule", {"ingen regel är tillämplig", "no rule applies"}},
      {"no_version",
       {"regelverket har ingen version som gäller den dagen",
        "the rule set has no version that is in force that day"}},
      {"rules_differ", {"reglerna ger olika svar", "the rules give different answers"}},
      {"division_by_zero", {"division med noll", "division by zero"}},
      {"overflow", {"talet är för stort", "the number is too large"}},
      {"empty_list", {"det finns ingen rad att välja bland", "there is no entry to choose from"}},
      {"missing_value", {"ett värde saknas", "a value is missing"}},
      {"no_limit", {"kommunen har ingen gräns", "the municipality has no limit"}},
      {"calendar_overflow", {"dagen ligger utanför kalendern", "the day is outside the calendar"}},
      {"no_period",
       {"regelverket har inga värden för den tid som ärendet avser",
        "the rule set has no values for the time that the case concerns"}},
      {"no_row", {"ingen rad i tabellen passar", "no row of the table fits"}},
      {"no_applicable_requirement", {"inget krav är tillämpligt", "no requirement applies"}},
      {"no_requirement_in_force",
       {"inget krav gäller den dagen", "no requirement is in force that day"}},
      {"two_versions", {"två versioner gäller samma dag", "two versions are in force on one day"}},
  });
  for (const Detail& known : kDetails) {
    if (known.name == detail) return known.text;
  }
  const std::string words = spoken(std::string(detail));
  return {words, words};
}

}  // namespace stadga::explain

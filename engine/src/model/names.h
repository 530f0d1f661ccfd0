// names.h - the spelling of the model's enumerations in the canonical form. These words are part
// of every hash: they are added to, never changed (docs/bundle.md).
#pragma once
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "stadga/engine/model.h"

namespace stadga::engine {

template <typename E>
struct Names;

template <>
struct Names<Weight> {
  static constexpr std::array kList{"lag",         "forordning", "foreskrift", "praxis",
                                    "allmant_rad", "riktlinje",  "sedvana"};
};
template <>
struct Names<TypeKind> {
  static constexpr std::array kList{"bool",  "enum",       "int",     "months", "days", "date",
                                    "money", "identifier", "pattern", "record", "list"};
};
template <>
struct Names<Op> {
  static constexpr std::array kList{"literal",
                                    "none",
                                    "fact",
                                    "field",
                                    "element",
                                    "parameter",
                                    "term",
                                    "decision_day",
                                    "not",
                                    "all",
                                    "any",
                                    "eq",
                                    "ne",
                                    "lt",
                                    "le",
                                    "gt",
                                    "ge",
                                    "is_one_of",
                                    "matches",
                                    "exists",
                                    "absent",
                                    "add",
                                    "sub",
                                    "scale",
                                    "least",
                                    "greatest",
                                    "add_months",
                                    "sub_months",
                                    "add_days",
                                    "sub_days",
                                    "some",
                                    "every",
                                    "count",
                                    "list_least",
                                    "list_greatest",
                                    "list_sum",
                                    "requirement_is",
                                    "table",
                                    "ratio",
                                    "age",
                                    "year_of",
                                    "first_of_month",
                                    "last_of_month",
                                    "day_of_month",
                                    "days_between",
                                    "months_between",
                                    "next_workday",
                                    "qualified"};
  static_assert(kList.size() == static_cast<std::size_t>(Op::kQualified) + 1);
};
template <>
struct Names<LeapRule> {
  static constexpr std::array kList{"last_of_february", "first_of_march"};
};
template <>
struct Names<GuaranteeKind> {
  static constexpr std::array kList{"always",        "never_rises",   "never_falls",
                                    "never_depends", "falls_at_most", "rises_at_most"};
};
template <>
struct Names<RequirementState> {
  static constexpr std::array kList{"not_applicable", "met", "not_met", "not_shown"};
};
template <>
struct Names<RequirementKind> {
  static constexpr std::array kList{"obstacle", "form", "route", "substance"};
};
template <>
struct Names<Favour> {
  static constexpr std::array kList{"none", "higher", "lower"};
};
template <>
struct Names<Outcome> {
  static constexpr std::array kList{"dismissal", "referral", "rejection", "grant", "partial"};
};
template <>
struct Names<StageTest> {
  static constexpr std::array kList{"obstacle", "form_defect", "route", "not_met", "all_met"};
};
template <>
struct Names<AppealRoute> {
  static constexpr std::array kList{"unset", "administrative", "legality", "none"};
};
template <>
struct Names<Rounding> {
  static constexpr std::array kList{"half_up", "half_even", "up", "down"};
};

template <typename E>
[[nodiscard]] const char* word(E value) {
  return Names<E>::kList.at(static_cast<std::size_t>(value));
}

template <typename E>
[[nodiscard]] std::optional<E> from_word(std::string_view text) {
  const auto& list = Names<E>::kList;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (text == list[i]) return static_cast<E>(i);
  }
  return std::nullopt;
}

}  // namespace stadga::engine

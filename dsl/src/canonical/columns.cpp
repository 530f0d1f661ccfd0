#include "canonical/columns.h"

#include <algorithm>
#include <array>
#include <vector>

#include "stadga/base/text.h"

namespace stadga::dsl::canonical {
namespace {

using syntax::Keywords;
using syntax::Kw;

bool has_clause(const syntax::Decl& declaration, Kw kw) {
  return std::any_of(declaration.clauses.begin(), declaration.clauses.end(), [&](const syntax::Clause& c) { return c.kw == kw; });
}

// The keywords that make the column; empty for declarations without one.
std::vector<Kw> column_of(const syntax::Decl& declaration) {
  switch (declaration.kw) {
    case Kw::kRuleset:
      return {Kw::kVersion, Kw::kLanguage, Kw::kDecidedBy, Kw::kAnswersFor, Kw::kAppealed, Kw::kNotAppealed,
              Kw::kCommunication, Kw::kReview, Kw::kLawDay};
    case Kw::kFact: return {Kw::kSuppliedBy, Kw::kQuestion};
    case Kw::kTable: return {Kw::kBasis, Kw::kInForce, Kw::kAppliesTo, Kw::kNote};
    case Kw::kParameter: case Kw::kMunicipal: case Kw::kFills:
      if (has_clause(declaration, Kw::kAppliesTo)) return {Kw::kBasis, Kw::kInForce, Kw::kAppliesTo, Kw::kNote};
      return {Kw::kBasis, Kw::kInForce};
    case Kw::kGuarantee: return {Kw::kBasis, Kw::kWhen, Kw::kStatement};
    case Kw::kTrial: return {Kw::kBasis, Kw::kParticipates, Kw::kDisapplies};
    case Kw::kDelegation: return {Kw::kBasis, Kw::kInForce};
    case Kw::kObstacle: case Kw::kToCaseworker: case Kw::kFormRequirement: case Kw::kRequirement:
      return {Kw::kBasis, Kw::kInForce, Kw::kCondition, Kw::kGuideline, Kw::kWhen, Kw::kText, Kw::kLawDay};
    case Kw::kRule:
      if (has_clause(declaration, Kw::kByPractice)) {
        return {Kw::kBasis, Kw::kInForce, Kw::kByPractice, Kw::kGoesBefore, Kw::kWhen, Kw::kEffect, Kw::kText, Kw::kLawDay};
      }
      return {Kw::kBasis, Kw::kInForce, Kw::kGoesBefore, Kw::kWhen, Kw::kEffect, Kw::kText, Kw::kLawDay};
    case Kw::kScenario: return {Kw::kStartsFrom, Kw::kMunicipality, Kw::kDecisionDate};
    default: return {};
  }
}

// What stands below another clause is set in the same column where there is room.
bool follows_column(const Place& place, const std::vector<Kw>& column) {
  if (std::find(column.begin(), column.end(), place.kw) != column.end()) return true;
  return place.level > 1 && (place.kw == Kw::kBasis || place.kw == Kw::kQuote || place.kw == Kw::kNote);
}

bool label_is_first_word(Kw declaration, Kw clause) {
  static constexpr std::array kPhrases{Kw::kAnswersFor, Kw::kAppealed, Kw::kNotAppealed, Kw::kCommunication};
  return declaration == Kw::kRuleset && std::find(kPhrases.begin(), kPhrases.end(), clause) != kPhrases.end();
}

std::size_t label_width(const Keywords& keywords, Kw declaration, Kw clause) {
  const std::string_view phrase = syntax::phrase(clause, keywords.language());
  const bool first = label_is_first_word(declaration, clause);
  return count_code_points(first ? phrase.substr(0, phrase.find(' ')) : phrase);
}

}  // namespace

std::size_t label_length(const Keywords& keywords, Kw declaration, Kw clause) {
  return label_is_first_word(declaration, clause) ? 1 : keywords.length(clause);
}

std::optional<std::uint32_t> value_column(const Keywords& keywords, const Place& place) {
  const std::vector<Kw> column = column_of(*place.decl);
  if (column.empty() || !follows_column(place, column)) return std::nullopt;
  std::size_t widest = 0;
  for (const Kw kw : column) widest = std::max(widest, label_width(keywords, place.decl->kw, kw));
  return static_cast<std::uint32_t>(2 + widest + 2);
}

}  // namespace stadga::dsl::canonical

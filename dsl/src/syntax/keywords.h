// keywords.h - the keyword phrases: one Swedish and one English phrase for each, one meaning.
//
// Phrases are matched by the grammar over word tokens, so a keyword is one only where it is
// expected: `status` may be a field and a keyword of scenarios. A file uses one language.
#pragma once
#include <optional>
#include <vector>

#include "syntax/token.h"

namespace stadga::dsl::syntax {

enum class Language : std::uint8_t { kSwedish, kEnglish };

// Where a phrase can begin a line of its own. Only those phrases are looked for at line starts.
enum class Role : std::uint8_t {
  kDeclaration, kEnd, kClause, kAnyClause, kScenarioClause, kExpectation, kInline,
};

enum class Kw : std::uint16_t {
  kRuleset, kSource, kFact, kRecord, kTerm, kValue, kParameter, kMunicipal, kObstacle,
  kToCaseworker, kFormRequirement, kRequirement, kRule, kDecision, kMunicipality, kFills,
  kGuarantee, kTrial, kDelegation, kNeededWhen, kNeededWhenInvoked, kAlsoRead, kStatement, kDecidesEach, kParticipates,
  kDisapplies, kPartOfTrial, kLawDay, kRows,
  kScenario, kEnd, kVersion, kLanguage, kDecidedBy, kAnswersFor, kNote, kAppealed, kNotAppealed,
  kCommunication, kAllMunicipalities, kReview, kVerifiedTo, kDecided, kSuppliedBy, kQuestion,
  kWithProvenance, kNotAfterDecisionDay, kSensitive, kNeverCompiled, kVoluntary, kBasis, kQuote,
  kInForce, kOnlyInFavour, kAppliesWhen, kCondition, kTextMet, kTextNotMet, kTextNotShown, kText,
  kWhen, kNotShownWhen, kGuideline, kSpeaksFor, kSpeaksAgainst, kSufficientAlone, kGoesBefore,
  kOtherwise, kEffect, kMissingDay, kTo, kStartsFrom, kDecisionDate, kFacts, kExpected, kStatus,
  kOutcome, kReasons, kReferral, kMissingFacts, kProblem, kWeight, kWeightStatute,
  kWeightOrdinance, kWeightRegulation, kWeightCaseLaw, kWeightGeneralAdvice, kWeightBoardPolicy,
  kWeightCustom, kSfs, kTsfs, kYesNo, kYes, kNo, kChoice, kInteger, kMonths, kMonth, kDays, kDay,
  kYears, kDate, kKronor, kKr, kIdentifier, kCharacters, kMatching, kPattern, kAssessment,
  kAssessmentOf, kListOf, kAtLeastOne, kOrNone, kNone, kNoLimit, kOldDays, kBecause,
  kAdministrative, kLegalityReview, kFirstDay, kLastDay, kWithoutFirstDay, kIntroduced,
  kRepealed, kIs, kNot, kAllOf, kAnyOf, kAtLeast, kAtMost, kMoreThan, kLessThan, kBefore, kAfter,
  kNotBefore, kNotAfter, kExists, kAbsent, kFollows, kSomeIn, kNoneIn, kEveryIn, kSatisfies,
  kAndSomeExists, kEvenIfNone, kTheRequirement, kIsMet, kIsNotMet, kIsNotShown, kIsNotApplicable,
  kDecisionDay, kDayBefore, kDayAfter, kTheLeast, kTheGreatest, kTheEarliest, kTheLatest, kOf,
  kIn, kCountIn, kWhere, kSumOf,
  // tables, elements, rounding, ages and periods
  kTable, kAppliesTo, kByPractice, kLeapBirth, kPeriods, kFor, kForEvery, kSomeElement, kNoElement,
  kEveryElement, kTheNumber, kTheValue, kRoundedTo, kOre, kWholeKronor, kTensOfKronor,
  kHundredsOfKronor, kHalfUp, kHalfEven, kUp, kDown, kPercentOf, kAgeOn, kBorn, kYearOf,
  kFirstOfMonth, kLastOfMonth, kDayOfMonth, kDaysFrom, kMonthsFrom, kUntil, kOrNextWorkday, kWeeks,
  kWeek, kLiesWithin, kConsecutiveAmong, kTurnsInFebruary, kTurnsInMarch,
  kChapter, kStycke, kSentence, kPointShort, kPoint, kWording,
  kFirst, kSecond, kThird, kFourth, kFifth, kSixth, kSeventh, kEighth, kNinth, kTenth, kLast,
  kAsValue, kNeverRises, kNeverFalls, kNeverDepends, kFallsAtMost, kRisesAtMost, kRisesBy, kTheOutcome, kAppliedFor, kGranted, kLabelled, kAutomatedFunction,
  kInStages, kRowName,
  kLaterFavours, kEarlierFavours, kHigherFavours, kLowerFavours, kDismissal, kRejection, kGrant,
  kObstacleExists, kRouteApplies, kFormFails, kNotAllMet, kAllMet, kStates, kUnknown, kLeftOut,
  kAssessedBy, kNoValue, kIsUnknown, kNotCovered,
};
inline constexpr std::size_t kKwCount = static_cast<std::size_t>(Kw::kNotCovered) + 1;

struct Keyword {
  Kw kw;
  Role role;
  const char* swedish;
  const char* english;
};
[[nodiscard]] const Keyword& keyword(Kw kw);
[[nodiscard]] std::string_view phrase(Kw kw, Language language);

// The table made ready for matching: each phrase as the texts of its tokens. Immutable.
class Keywords {
 public:
  explicit Keywords(Language language);

  [[nodiscard]] Language language() const { return language_; }
  // Number of tokens that the phrase takes at `at`; 0 when it does not stand there.
  [[nodiscard]] std::size_t match(std::string_view text, const Token* at, Kw kw) const;
  // The longest phrase at `at` among those whose role is in `roles`.
  [[nodiscard]] std::optional<Kw> longest(std::string_view text, const Token* at,
                                          const std::vector<Role>& roles) const;
  [[nodiscard]] std::size_t length(Kw kw) const;

 private:
  [[nodiscard]] const std::vector<std::string_view>& parts(Kw kw) const;
  Language language_;
  std::vector<std::vector<std::string_view>> parts_;
};

// Words that are never read as a name where a value or a condition is expected.
[[nodiscard]] bool is_reserved(std::string_view word, Language language);

// The language of a file: that of its first declaration keyword; Swedish when none tells.
[[nodiscard]] Language file_language(std::string_view text, const TokenStream& stream);

}  // namespace stadga::dsl::syntax

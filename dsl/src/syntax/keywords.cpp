// keywords.cpp - the table, and matching of phrases against tokens. Holds letters outside ASCII.
#include "syntax/keywords.h"

#include <algorithm>
#include <array>

#include "syntax/lexer.h"

namespace stadga::dsl::syntax {
namespace {

constexpr std::array<Keyword, kKwCount> kTable{{
    {Kw::kRuleset, Role::kDeclaration, "regelverk", "ruleset"},
    {Kw::kSource, Role::kDeclaration, "källa", "source"},
    {Kw::kFact, Role::kDeclaration, "uppgift", "fact"},
    {Kw::kRecord, Role::kDeclaration, "post", "record"},
    {Kw::kTerm, Role::kDeclaration, "begrepp", "term"},
    {Kw::kValue, Role::kDeclaration, "värde", "value"},
    {Kw::kParameter, Role::kDeclaration, "parameter", "parameter"},
    {Kw::kMunicipal, Role::kDeclaration, "kommunen får bestämma", "the municipality may set"},
    {Kw::kObstacle, Role::kDeclaration, "prövningshinder", "obstacle"},
    {Kw::kToCaseworker, Role::kDeclaration, "till handläggare", "to caseworker"},
    {Kw::kFormRequirement, Role::kDeclaration, "formkrav", "form requirement"},
    {Kw::kRequirement, Role::kDeclaration, "krav", "requirement"},
    {Kw::kRule, Role::kDeclaration, "regel", "rule"},
    {Kw::kDecision, Role::kDeclaration, "beslut", "decision"},
    {Kw::kMunicipality, Role::kDeclaration, "kommun", "municipality"},
    {Kw::kFills, Role::kDeclaration, "bestämmer", "sets"},
    {Kw::kGuarantee, Role::kDeclaration, "ska alltid gälla", "must always hold"},
    {Kw::kTrial, Role::kDeclaration, "försök", "trial"},
    {Kw::kDelegation, Role::kDeclaration, "delegation till automatiserad beslutsfunktion", "delegation to an automated decision function"},
    {Kw::kNeededWhen, Role::kClause, "behövs när", "needed when"},
    {Kw::kNeededWhenInvoked, Role::kClause, "behövs bara när det åberopas", "needed only when invoked"},
    {Kw::kAlsoRead, Role::kClause, "läses även", "also read"},
    {Kw::kStatement, Role::kClause, "villkor", "statement"},
    {Kw::kDecidesEach, Role::kClause, "prövar varje", "decides each"},
    {Kw::kParticipates, Role::kClause, "deltar", "participates"},
    {Kw::kDisapplies, Role::kClause, "sätter ur kraft", "disapplies"},
    {Kw::kPartOfTrial, Role::kClause, "ingår i försök", "part of trial"},
    {Kw::kLawDay, Role::kClause, "lagdag", "law day"},
    {Kw::kRows, Role::kScenarioClause, "rader", "rows"},
    {Kw::kScenario, Role::kDeclaration, "typfall", "scenario"},
    {Kw::kEnd, Role::kEnd, "slut", "end"},
    {Kw::kVersion, Role::kClause, "version", "version"},
    {Kw::kLanguage, Role::kClause, "språk", "language"},
    {Kw::kDecidedBy, Role::kClause, "avgörs av", "decided by"},
    {Kw::kAnswersFor, Role::kClause, "prövar beslutsdagar", "answers for decision days"},
    {Kw::kNote, Role::kAnyClause, "anmärkning", "note"},
    {Kw::kAppealed, Role::kClause, "överklagas genom", "appealed by"},
    {Kw::kNotAppealed, Role::kClause, "överklagas inte", "not appealed"},
    {Kw::kCommunication, Role::kClause, "kommunicering före beslut till nackdel", "communication before an adverse decision"},
    {Kw::kAllMunicipalities, Role::kClause, "kommuner alla", "all municipalities"},
    {Kw::kReview, Role::kClause, "granskning", "review"},
    {Kw::kVerifiedTo, Role::kClause, "kontrollerad t.o.m.", "verified to"},
    {Kw::kDecided, Role::kClause, "beslutad", "decided"},
    {Kw::kSuppliedBy, Role::kClause, "från", "supplied by"},
    {Kw::kQuestion, Role::kClause, "fråga", "question"},
    {Kw::kWithProvenance, Role::kClause, "med ursprung", "with provenance"},
    {Kw::kNotAfterDecisionDay, Role::kClause, "inte efter beslutsdagen", "not after the decision day"},
    {Kw::kSensitive, Role::kClause, "känslig", "sensitive"},
    {Kw::kNeverCompiled, Role::kClause, "aldrig i sammanställning", "never in compilations"},
    {Kw::kVoluntary, Role::kClause, "frivillig", "voluntary"},
    {Kw::kBasis, Role::kClause, "stöd", "basis"},
    {Kw::kQuote, Role::kClause, "lagtext", "quote"},
    {Kw::kInForce, Role::kClause, "gäller", "in force"},
    {Kw::kOnlyInFavour, Role::kClause, "endast till fördel för den enskilde", "only in favour of the individual"},
    {Kw::kAppliesWhen, Role::kClause, "tillämpas när", "applies when"},
    {Kw::kCondition, Role::kClause, "rekvisit", "condition"},
    {Kw::kTextMet, Role::kClause, "text när uppfyllt", "text when met"},
    {Kw::kTextNotMet, Role::kClause, "text när inte uppfyllt", "text when not met"},
    {Kw::kTextNotShown, Role::kClause, "text när inte visat", "text when not shown"},
    {Kw::kText, Role::kClause, "text", "text"},
    {Kw::kWhen, Role::kClause, "när", "when"},
    {Kw::kNotShownWhen, Role::kClause, "inte visat när", "not shown when"},
    {Kw::kGuideline, Role::kClause, "riktmärke", "guideline"},
    {Kw::kSpeaksFor, Role::kClause, "talar för", "speaks for"},
    {Kw::kSpeaksAgainst, Role::kClause, "talar mot", "speaks against"},
    {Kw::kSufficientAlone, Role::kClause, "räcker ensamt för avslag av", "sufficient alone for rejection by"},
    {Kw::kGoesBefore, Role::kClause, "går före", "goes before"},
    {Kw::kOtherwise, Role::kClause, "i övriga fall", "otherwise"},
    {Kw::kEffect, Role::kClause, "rättsföljd", "effect"},
    {Kw::kMissingDay, Role::kClause, "finns inte dagen: månadens sista dag", "missing day: last day of the month"},
    {Kw::kTo, Role::kClause, "till", "for"},
    {Kw::kStartsFrom, Role::kScenarioClause, "utgår från", "starts from"},
    {Kw::kDecisionDate, Role::kScenarioClause, "beslutsdag", "decision date"},
    {Kw::kFacts, Role::kScenarioClause, "uppgifter", "facts"},
    {Kw::kExpected, Role::kScenarioClause, "väntat", "expected"},
    {Kw::kStatus, Role::kExpectation, "status", "status"},
    {Kw::kOutcome, Role::kExpectation, "utfall", "outcome"},
    {Kw::kReasons, Role::kExpectation, "skäl", "reasons"},
    {Kw::kReferral, Role::kExpectation, "hänvisning", "referral"},
    {Kw::kMissingFacts, Role::kExpectation, "saknas", "missing"},
    {Kw::kProblem, Role::kExpectation, "fel", "problem"},
    {Kw::kWeight, Role::kInline, "vikt", "weight"},
    {Kw::kWeightStatute, Role::kInline, "lag", "statute"},
    {Kw::kWeightOrdinance, Role::kInline, "förordning", "ordinance"},
    {Kw::kWeightRegulation, Role::kInline, "föreskrift", "regulation"},
    {Kw::kWeightCaseLaw, Role::kInline, "praxis", "case law"},
    {Kw::kWeightGeneralAdvice, Role::kInline, "allmänt råd", "general advice"},
    {Kw::kWeightBoardPolicy, Role::kInline, "riktlinje", "board policy"},
    {Kw::kWeightCustom, Role::kInline, "sedvana", "custom"},
    {Kw::kSfs, Role::kInline, "sfs", "sfs"},
    {Kw::kTsfs, Role::kInline, "tsfs", "tsfs"},
    {Kw::kYesNo, Role::kInline, "ja/nej", "yes/no"},
    {Kw::kYes, Role::kInline, "ja", "yes"},
    {Kw::kNo, Role::kInline, "nej", "no"},
    {Kw::kChoice, Role::kInline, "val", "choice"},
    {Kw::kInteger, Role::kInline, "heltal", "integer"},
    {Kw::kMonths, Role::kInline, "månader", "months"},
    {Kw::kMonth, Role::kInline, "månad", "month"},
    {Kw::kDays, Role::kInline, "dagar", "days"},
    {Kw::kDay, Role::kInline, "dag", "day"},
    {Kw::kYears, Role::kInline, "år", "years"},
    {Kw::kDate, Role::kInline, "datum", "date"},
    {Kw::kKronor, Role::kInline, "kronor", "kronor"},
    {Kw::kKr, Role::kInline, "kr", "kr"},
    {Kw::kIdentifier, Role::kInline, "beteckning", "identifier"},
    {Kw::kCharacters, Role::kInline, "tecken", "characters"},
    {Kw::kMatching, Role::kInline, "enligt", "matching"},
    {Kw::kPattern, Role::kInline, "mönster", "pattern"},
    {Kw::kAssessment, Role::kInline, "bedömning", "assessment"},
    {Kw::kAssessmentOf, Role::kInline, "bedömning av", "assessment of"},
    {Kw::kListOf, Role::kInline, "lista av", "list of"},
    {Kw::kAtLeastOne, Role::kInline, "minst en", "at least one"},
    {Kw::kOrNone, Role::kInline, "eller inget", "or none"},
    {Kw::kNone, Role::kInline, "inget", "none"},
    {Kw::kNoLimit, Role::kInline, "ingen gräns", "no limit"},
    {Kw::kOldDays, Role::kInline, "dagar gammal", "days old"},
    {Kw::kBecause, Role::kInline, "därför att", "because"},
    {Kw::kAdministrative, Role::kInline, "förvaltningsbesvär", "administrative appeal"},
    {Kw::kLegalityReview, Role::kInline, "laglighetsprövning", "legality review"},
    {Kw::kFirstDay, Role::kInline, "fr.o.m.", "from"},
    {Kw::kLastDay, Role::kInline, "t.o.m.", "to"},
    {Kw::kWithoutFirstDay, Role::kInline, "utan känd första dag", "without known first day"},
    {Kw::kIntroduced, Role::kInline, "nytt", "new"},
    {Kw::kRepealed, Role::kInline, "upphävt", "repealed"},
    {Kw::kIs, Role::kInline, "är", "is"},
    {Kw::kNot, Role::kInline, "inte", "not"},
    {Kw::kAllOf, Role::kInline, "alla av", "all of"},
    {Kw::kAnyOf, Role::kInline, "någon av", "any of"},
    {Kw::kAtLeast, Role::kInline, "minst", "at least"},
    {Kw::kAtMost, Role::kInline, "högst", "at most"},
    {Kw::kMoreThan, Role::kInline, "mer än", "more than"},
    {Kw::kLessThan, Role::kInline, "mindre än", "less than"},
    {Kw::kBefore, Role::kInline, "före", "before"},
    {Kw::kAfter, Role::kInline, "efter", "after"},
    {Kw::kNotBefore, Role::kInline, "tidigast", "no earlier than"},
    {Kw::kNotAfter, Role::kInline, "senast", "no later than"},
    {Kw::kExists, Role::kInline, "finns", "exists"},
    {Kw::kAbsent, Role::kInline, "saknas", "is absent"},
    {Kw::kFollows, Role::kInline, "följer", "follows"},
    {Kw::kSomeIn, Role::kInline, "något i", "some in"},
    {Kw::kNoneIn, Role::kInline, "inget i", "none in"},
    {Kw::kEveryIn, Role::kInline, "varje i", "every in"},
    {Kw::kSatisfies, Role::kInline, "uppfyller", "satisfies"},
    {Kw::kAndSomeExists, Role::kInline, "och minst en finns", "and at least one exists"},
    {Kw::kEvenIfNone, Role::kInline, "även om ingen finns", "even if none exists"},
    {Kw::kTheRequirement, Role::kInline, "kravet", "the requirement"},
    {Kw::kIsMet, Role::kInline, "är uppfyllt", "is met"},
    {Kw::kIsNotMet, Role::kInline, "är inte uppfyllt", "is not met"},
    {Kw::kIsNotShown, Role::kInline, "är inte visat", "is not shown"},
    {Kw::kIsNotApplicable, Role::kInline, "är inte tillämpligt", "is not applicable"},
    {Kw::kDecisionDay, Role::kInline, "beslutsdagen", "the decision day"},
    {Kw::kDayBefore, Role::kInline, "dagen före", "the day before"},
    {Kw::kDayAfter, Role::kInline, "dagen efter", "the day after"},
    {Kw::kTheLeast, Role::kInline, "det minsta", "the least"},
    {Kw::kTheGreatest, Role::kInline, "det största", "the greatest"},
    {Kw::kTheEarliest, Role::kInline, "det tidigaste", "the earliest"},
    {Kw::kTheLatest, Role::kInline, "det senaste", "the latest"},
    {Kw::kOf, Role::kInline, "av", "of"},
    {Kw::kIn, Role::kInline, "i", "in"},
    {Kw::kCountIn, Role::kInline, "antalet i", "the number in"},
    {Kw::kWhere, Role::kInline, "där", "where"},
    {Kw::kSumOf, Role::kInline, "summan av", "the sum of"},
    {Kw::kTable, Role::kDeclaration, "tabell", "table"},
    {Kw::kAppliesTo, Role::kClause, "tillämpas på", "applies to"},
    {Kw::kByPractice, Role::kClause, "enligt praxis", "according to practice"},
    {Kw::kLeapBirth, Role::kClause, "den som är född 29 februari", "a person born on 29 February"},
    {Kw::kPeriods, Role::kInline, "perioder", "periods"},
    {Kw::kFor, Role::kInline, "för", "for"},
    {Kw::kForEvery, Role::kInline, "för varje", "for every"},
    {Kw::kSomeElement, Role::kInline, "något", "some"},
    {Kw::kNoElement, Role::kInline, "inget", "no"},
    {Kw::kEveryElement, Role::kInline, "varje", "every"},
    {Kw::kTheNumber, Role::kInline, "antalet", "the number of"},
    {Kw::kTheValue, Role::kInline, "värdet", "the value"},
    {Kw::kRoundedTo, Role::kInline, "avrundat till", "rounded to"},
    {Kw::kOre, Role::kInline, "öre", "öre"},
    {Kw::kWholeKronor, Role::kInline, "hel krona", "whole kronor"},
    {Kw::kTensOfKronor, Role::kInline, "tiotal kronor", "tens of kronor"},
    {Kw::kHundredsOfKronor, Role::kInline, "hundratal kronor", "hundreds of kronor"},
    {Kw::kHalfUp, Role::kInline, "halva uppåt", "half up"},
    {Kw::kHalfEven, Role::kInline, "halva till jämnt", "half to even"},
    {Kw::kUp, Role::kInline, "uppåt", "up"},
    {Kw::kDown, Role::kInline, "nedåt", "down"},
    {Kw::kPercentOf, Role::kInline, "procent av", "percent of"},
    {Kw::kAgeOn, Role::kInline, "åldern", "the age on"},
    {Kw::kBorn, Role::kInline, "för den som är född", "of a person born"},
    {Kw::kYearOf, Role::kInline, "kalenderåret för", "the calendar year of"},
    {Kw::kFirstOfMonth, Role::kInline, "första dagen i månaden för", "the first day of the month of"},
    {Kw::kLastOfMonth, Role::kInline, "sista dagen i månaden för", "the last day of the month of"},
    {Kw::kDayOfMonth, Role::kInline, "dagen i månaden för", "the day of the month of"},
    {Kw::kDaysFrom, Role::kInline, "antalet dagar från", "the number of days from"},
    {Kw::kMonthsFrom, Role::kInline, "antalet månader från", "the number of months from"},
    {Kw::kUntil, Role::kInline, "till", "to"},
    {Kw::kOrNextWorkday, Role::kInline, "eller närmast följande vardag", "or the next working day"},
    {Kw::kWeeks, Role::kInline, "veckor", "weeks"},
    {Kw::kWeek, Role::kInline, "vecka", "week"},
    {Kw::kLiesWithin, Role::kInline, "ligger inom", "lies within"},
    {Kw::kConsecutiveAmong, Role::kInline, "månader i följd bland", "consecutive months among"},
    {Kw::kTurnsInFebruary, Role::kInline, "fyller år 28 februari", "has a birthday on 28 February"},
    {Kw::kTurnsInMarch, Role::kInline, "fyller år 1 mars", "has a birthday on 1 March"},
    {Kw::kChapter, Role::kInline, "kap.", "ch."},
    {Kw::kStycke, Role::kInline, "stycket", "stycke"},
    {Kw::kSentence, Role::kInline, "meningen", "sentence"},
    {Kw::kPointShort, Role::kInline, "p.", "p."},
    {Kw::kPoint, Role::kInline, "punkten", "point"},
    {Kw::kWording, Role::kInline, "lydelse", "wording"},
    {Kw::kFirst, Role::kInline, "första", "first"},
    {Kw::kSecond, Role::kInline, "andra", "second"},
    {Kw::kThird, Role::kInline, "tredje", "third"},
    {Kw::kFourth, Role::kInline, "fjärde", "fourth"},
    {Kw::kFifth, Role::kInline, "femte", "fifth"},
    {Kw::kSixth, Role::kInline, "sjätte", "sixth"},
    {Kw::kSeventh, Role::kInline, "sjunde", "seventh"},
    {Kw::kEighth, Role::kInline, "åttonde", "eighth"},
    {Kw::kNinth, Role::kInline, "nionde", "ninth"},
    {Kw::kTenth, Role::kInline, "tionde", "tenth"},
    {Kw::kLast, Role::kInline, "sista", "last"},
    {Kw::kAsValue, Role::kInline, "som", "as"},
    {Kw::kNeverRises, Role::kInline, "stiger aldrig med", "never rises with"},
    {Kw::kNeverFalls, Role::kInline, "sjunker aldrig med", "never falls with"},
    {Kw::kNeverDepends, Role::kInline, "beror aldrig på", "never depends on"},
    {Kw::kFallsAtMost, Role::kInline, "sjunker högst", "falls at most"},
    {Kw::kRisesAtMost, Role::kInline, "stiger högst", "rises at most"},
    {Kw::kRisesBy, Role::kInline, "stiger med", "rises by"},
    {Kw::kTheOutcome, Role::kInline, "utfallet", "the outcome"},
    {Kw::kAppliedFor, Role::kInline, "sökt", "applied for"},
    {Kw::kGranted, Role::kInline, "beviljat", "granted"},
    {Kw::kLabelled, Role::kInline, "benämnt", "named"},
    {Kw::kAutomatedFunction, Role::kInline, "automatiserad beslutsfunktion", "automated decision function"},
    {Kw::kInStages, Role::kInline, "i stegen", "in stages"},
    {Kw::kRowName, Role::kInline, "namn", "name"},
    {Kw::kLaterFavours, Role::kInline, "senare är till fördel", "later is in favour"},
    {Kw::kEarlierFavours, Role::kInline, "tidigare är till fördel", "earlier is in favour"},
    {Kw::kHigherFavours, Role::kInline, "högre är till fördel", "higher is in favour"},
    {Kw::kLowerFavours, Role::kInline, "lägre är till fördel", "lower is in favour"},
    {Kw::kDismissal, Role::kInline, "avvisning", "dismissal"},
    {Kw::kRejection, Role::kInline, "avslag", "rejection"},
    {Kw::kGrant, Role::kInline, "bifall", "grant"},
    {Kw::kObstacleExists, Role::kInline, "ett prövningshinder finns", "an obstacle exists"},
    {Kw::kRouteApplies, Role::kInline, "någon väg gäller", "any route applies"},
    {Kw::kFormFails, Role::kInline, "ett formkrav brister", "a form requirement fails"},
    {Kw::kNotAllMet, Role::kInline, "minst ett krav inte är uppfyllt eller inte är visat", "at least one requirement is not met or not shown"},
    {Kw::kAllMet, Role::kInline, "alla krav är uppfyllda", "all requirements are met"},
    {Kw::kStates, Role::kInline, "anger", "states"},
    {Kw::kUnknown, Role::kInline, "okänd", "unknown"},
    {Kw::kLeftOut, Role::kInline, "utelämnas", "left out"},
    {Kw::kAssessedBy, Role::kInline, "bedömt av", "assessed by"},
    {Kw::kNoValue, Role::kInline, "inget värde", "no value"},
    {Kw::kIsUnknown, Role::kInline, "är okänt", "is unknown"},
    {Kw::kNotCovered, Role::kInline, "täcks inte", "is not covered"},
}};

constexpr bool table_is_ordered() {
  for (std::size_t i = 0; i < kTable.size(); ++i) {
    if (static_cast<std::size_t>(kTable[i].kw) != i) return false;
  }
  return true;
}
static_assert(table_is_ordered(), "keyword() indexes the table by Kw");

std::vector<std::string_view> split(std::string_view words) {
  std::vector<std::string_view> out;
  for (const Token& token : lex(words).tokens) {
    if (token.kind != Tok::kEndOfFile) out.push_back(slice(words, token.span));
  }
  return out;
}

// Phrases that begin a value or a condition: a name that equals one could never be used.
constexpr std::array kReserved{
    Kw::kYes, Kw::kNo, Kw::kNone, Kw::kNot, Kw::kDecisionDay, Kw::kAtLeast, Kw::kAtMost,
    Kw::kBefore, Kw::kAfter, Kw::kNotBefore, Kw::kNotAfter, Kw::kIs, Kw::kExists, Kw::kAbsent,
    Kw::kFollows, Kw::kWhere, Kw::kSatisfies, Kw::kTheRequirement, Kw::kMunicipality, Kw::kUnknown,
    Kw::kLeftOut, Kw::kEnd, Kw::kOf, Kw::kIn, Kw::kFor, Kw::kTheValue};

}  // namespace

const Keyword& keyword(Kw kw) { return kTable[static_cast<std::size_t>(kw)]; }

std::string_view phrase(Kw kw, Language language) {
  return language == Language::kSwedish ? keyword(kw).swedish : keyword(kw).english;
}

Keywords::Keywords(Language language) : language_(language) {
  parts_.reserve(kTable.size());
  for (const Keyword& entry : kTable) parts_.push_back(split(phrase(entry.kw, language)));
}

const std::vector<std::string_view>& Keywords::parts(Kw kw) const {
  return parts_[static_cast<std::size_t>(kw)];
}

std::size_t Keywords::length(Kw kw) const { return parts(kw).size(); }

std::size_t Keywords::match(std::string_view text, const Token* at, Kw kw) const {
  const auto& words = parts(kw);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Token& token = at[i];  // the end of file matches no word, so this stays inside
    if (token.kind == Tok::kEndOfFile || token.kind == Tok::kText) return 0;
    if (i > 0 && token.head != 0) return 0;
    if (slice(text, token.span) != words[i]) return 0;
  }
  return words.size();
}

std::optional<Kw> Keywords::longest(std::string_view text, const Token* at,
                                    const std::vector<Role>& roles) const {
  std::optional<Kw> best;
  for (const Keyword& entry : kTable) {
    if (std::find(roles.begin(), roles.end(), entry.role) == roles.end()) continue;
    const std::size_t n = match(text, at, entry.kw);
    if (n > 0 && (!best || n > length(*best))) best = entry.kw;
  }
  return best;
}

bool is_reserved(std::string_view word, Language language) {
  return std::any_of(kReserved.begin(), kReserved.end(), [&](Kw kw) { return phrase(kw, language) == word; });
}

Language file_language(std::string_view text, const TokenStream& stream) {
  const std::vector<Role> roles{Role::kDeclaration};
  const Keywords swedish(Language::kSwedish);
  const Keywords english(Language::kEnglish);
  for (const Token& token : stream.tokens) {
    if (!token.first_on_line || token.span.column != 1) continue;
    const bool sv = swedish.longest(text, &token, roles).has_value();
    const bool en = english.longest(text, &token, roles).has_value();
    if (sv != en) return sv ? Language::kSwedish : Language::kEnglish;
  }
  return Language::kSwedish;
}

}  // namespace stadga::dsl::syntax

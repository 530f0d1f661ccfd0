// grammar_decl.cpp - heads of declarations, types and clauses. Scenarios: grammar_scenario.cpp.
//
// A clause is its keyword and what follows on the line; which clauses a declaration may hold, and how
// they nest by indentation, is not the grammar's concern (parser.cpp, sema).
#include <array>

#include "syntax/grammar.h"
#include "syntax/rules.h"

namespace stadga::dsl::syntax::grammar {
namespace {

constexpr std::array kTextClauses{Kw::kNote,       Kw::kReview,      Kw::kQuestion,     Kw::kQuote,
                                  Kw::kTextMet,    Kw::kTextNotMet,  Kw::kTextNotShown, Kw::kText,
                                  Kw::kSpeaksFor,  Kw::kSpeaksAgainst};
constexpr std::array kPlainClauses{Kw::kAllMunicipalities, Kw::kNotAppealed,  Kw::kCommunication,
                                   Kw::kWithProvenance,    Kw::kSensitive,    Kw::kNotAfterDecisionDay,
                                   Kw::kNeverCompiled,     Kw::kVoluntary,    Kw::kNeededWhenInvoked, Kw::kOtherwise,
                                   Kw::kMissingDay};
constexpr std::array kBirthdays{Kw::kTurnsInFebruary, Kw::kTurnsInMarch};
constexpr std::array kConditionClauses{Kw::kAppliesWhen, Kw::kCondition, Kw::kNotShownWhen, Kw::kWhen,
                                       Kw::kGuideline,   Kw::kNeededWhen};
constexpr std::array kListClauses{Kw::kSuppliedBy, Kw::kGoesBefore, Kw::kDisapplies};
constexpr std::array kDateClauses{Kw::kVerifiedTo, Kw::kDecided};
constexpr std::array kNameClauses{Kw::kLanguage, Kw::kTo, Kw::kPartOfTrial};
constexpr std::array kDayRanges{Kw::kAnswersFor, Kw::kParticipates};
constexpr std::array kNever{Kw::kNeverRises, Kw::kNeverFalls, Kw::kNeverDepends};
constexpr std::array kMovesAtMost{Kw::kFallsAtMost, Kw::kRisesAtMost};
constexpr std::array kAnswers{Kw::kYes, Kw::kNo};
constexpr std::array kAppeals{Kw::kAdministrative, Kw::kLegalityReview};
constexpr std::array kWeights{Kw::kWeightStatute,       Kw::kWeightOrdinance,   Kw::kWeightRegulation,
                              Kw::kWeightCaseLaw,       Kw::kWeightGeneralAdvice, Kw::kWeightBoardPolicy,
                              Kw::kWeightCustom};
constexpr std::array kFavours{Kw::kLaterFavours, Kw::kEarlierFavours, Kw::kHigherFavours, Kw::kLowerFavours};
constexpr std::array kTitled{Kw::kObstacle, Kw::kToCaseworker, Kw::kFormRequirement, Kw::kRequirement,
                             Kw::kRule,     Kw::kGuarantee,    Kw::kTrial};
constexpr std::array kNamed{Kw::kDecision, Kw::kFills};
constexpr std::array kOutcomes{Kw::kDismissal, Kw::kToCaseworker, Kw::kRejection, Kw::kGrant};
constexpr std::array kTests{Kw::kObstacleExists, Kw::kRouteApplies, Kw::kFormFails, Kw::kNotAllMet, Kw::kAllMet};
constexpr std::array kMetOrNot{Kw::kIsNotMet, Kw::kIsMet};

using Names = std::vector<Name>;
const x3::rule<struct NamesId, Names> names{"names"};
const x3::rule<struct ChoicesId, Names> choices{"choices"};
const x3::rule<struct BoundId, Bound> bound{"bound"};
const x3::rule<struct ScalarId, Type> scalar{"scalar"};
const x3::rule<struct TypeId, Type> type{"type"};
const x3::rule<struct PeriodId, Period> period{"period"};
const x3::rule<struct ChapterId, std::string> chapter{"chapter"};
const x3::rule<struct SectionId, std::string> section{"section"};
const x3::rule<struct StyckeId, std::string> stycke{"stycke"};
const x3::rule<struct SentenceId, std::string> sentence{"sentence"};
const x3::rule<struct PointId, std::string> point{"point"};
const x3::rule<struct CitationId, Citation> citation{"citation"};
const x3::rule<struct ValidityId, Validity> validity{"validity"};
const x3::rule<struct FieldId, Field> field{"field"};
const x3::rule<struct AlsoReadId, AlsoRead> also_read{"also_read"};
const x3::rule<struct NeverId, Never> never{"never"};
const x3::rule<struct AppliedId, Applied> applied{"applied"};
const x3::rule<struct ProvisionId, Citation> provision{"provision"};
const x3::rule<struct RouteId, Clause> route{"route"};
const x3::rule<struct ClauseId, Clause> clause{"clause"};
const x3::rule<struct HeadId, Decl> head{"head"};
const x3::rule<struct StageId, Stage> stage{"stage"};

constexpr SetUnit unit(Unit u) { return {u}; }
struct SetWord {
  TypeWord word;
  template <class C>
  void operator()(C& c) const {
    x3::_val(c).word = word;
  }
};
constexpr SetWord word(TypeWord w) { return {w}; }

const auto comma = tok(Tok::kComma);
const auto names_def = name[push] >> *(comma > name[push]);
const auto choices_def = tok(Tok::kLeftBrace) > name[push] > *(comma > name[push]) > tok(Tok::kRightBrace);

// ---- types -------------------------------------------------------------------------------------

constexpr auto set_month = [](auto& c) {
  x3::_val(c).date = x3::_attr(c);
  x3::_val(c).is_date = x3::_val(c).is_month = true;
};
const auto bound_def =
    quiet(month[set_month]) |
    date[set<&Bound::date>][assign<&Bound::is_date, true>] |
    ((number[set<&Bound::number>] | (tok(Tok::kMinus) >> number[set<&Bound::number>] >> x3::eps[negate])) >>
     -kw(Kw::kKr)[unit(Unit::kMoney)]);

const auto range = bound[set<&Type::min>] > tok(Tok::kRange) > bound[set<&Type::max>];
constexpr auto set_pattern = [](auto& c) { x3::_val(c).pattern = std::move(x3::_attr(c).text); };
constexpr auto set_exact = [](auto& c) { x3::_val(c).number = x3::_attr(c); };

constexpr auto set_element = [](auto& c) {
  x3::_val(c).name = x3::_attr(c).name;
  x3::_val(c).element = {std::move(x3::_attr(c))};
};
// What a person can be asked to judge, and what can be known without one.
const auto judged_or_known =
    (kw(Kw::kChoice)[word(TypeWord::kChoice)] > choices[set<&Type::values>]) |
    (kw(Kw::kInteger)[word(TypeWord::kInt)] > range) | (kw(Kw::kMonths)[word(TypeWord::kMonths)] > range) |
    (kw(Kw::kDays)[word(TypeWord::kDays)] > range) | (kw(Kw::kYears)[word(TypeWord::kYears)] > range) |
    (kw(Kw::kDate)[word(TypeWord::kDate)] >> -range) |
    (quiet(kw(Kw::kMonth))[word(TypeWord::kMonth)] >> -range) | (kw(Kw::kKronor)[word(TypeWord::kMoney)] > range);
const auto scalar_def = spanned(
    ((kw(Kw::kYesNo)[word(TypeWord::kBool)]) | judged_or_known |
     (kw(Kw::kIdentifier)[word(TypeWord::kIdentifier)] > range > kw(Kw::kCharacters) >>
      -(kw(Kw::kMatching) > text[set_pattern])) |
     (kw(Kw::kPattern)[word(TypeWord::kPattern)]) |
     (kw(Kw::kAssessmentOf)[assign<&Type::assessed, true>] > judged_or_known) |
     (kw(Kw::kAssessment)[word(TypeWord::kAssessment)]) |
     name[set<&Type::name>][word(TypeWord::kRecord)]));
const auto type_def = spanned(
    labelled(Label::kType,
             ((kw(Kw::kListOf)[word(TypeWord::kList)] > scalar[set_element] > kw(Kw::kAtMost) >
               number[set<&Type::max_items>] >> -kw(Kw::kAtLeastOne)[assign<&Type::non_empty, true>]) |
              scalar[self]) >>
                 -kw(Kw::kOrNone)[assign<&Type::optional, true>]));

const auto also_read_def =
    kw(Kw::kAlsoRead) > text[add<&AlsoRead::texts>] > *(comma >> text[add<&AlsoRead::texts>]) > kw(Kw::kAsValue) >
    (one_of(kAnswers)[set<&AlsoRead::answer>] | name[set<&AlsoRead::value>]);

const auto field_def = name[set<&Field::name>] > tok(Tok::kColon) > type[set<&Field::type>] >>
                       *also_read[add<&Field::also>];

// ---- law ---------------------------------------------------------------------------------------

const auto chapter_def = provision_number[self] >> kw(Kw::kChapter);
const auto section_def = provision_number[self] >> tok(Tok::kSection);
const auto stycke_def = ordinal[self] >> kw(Kw::kStycke);
const auto sentence_def = ordinal[self] >> kw(Kw::kSentence);
const auto point_def = provision_number[self] >> (kw(Kw::kPointShort) | kw(Kw::kPoint));

const auto citation_def = spanned(
    name[set<&Citation::source>] >>
    labelled(Label::kCitationPart, -chapter[set<&Citation::chapter>] >> -section[set<&Citation::section>] >>
                                       -stycke[set<&Citation::stycke>] >> -sentence[set<&Citation::mening>] >>
                                       -point[set<&Citation::punkt>]) >>
    -(kw(Kw::kWording) > act_number[set<&Citation::wording>]));

const auto last_day = kw(Kw::kLastDay) > date[set<&Validity::to>];
const auto validity_def = spanned(
    ((kw(Kw::kFirstDay) > date[set<&Validity::from>]) |
     kw(Kw::kWithoutFirstDay)[assign<&Validity::first_known, false>]) >>
    -(last_day) >> -kw(Kw::kIntroduced)[assign<&Validity::introduced, true>] >>
    -kw(Kw::kRepealed)[assign<&Validity::repealed, true>]);

// A month as a first day is its first, as a last day its last; alone it is the whole month.
constexpr auto whole_month = [](auto& c) {
  x3::_val(c).from = x3::_attr(c);
  x3::_val(c).to = last_day_of(x3::_attr(c));
};
constexpr auto whole_day = [](auto& c) { x3::_val(c).from = x3::_val(c).to = x3::_attr(c); };
constexpr auto to_month = [](auto& c) { x3::_val(c).to = last_day_of(x3::_attr(c)); };
const auto last_period = quiet(month[to_month]) | date[set<&Period::to>];
const auto first_period = quiet(month[set<&Period::from>]) | date[set<&Period::from>];
const auto period_def = spanned(
    quiet(kw(Kw::kPeriods))[assign<&Period::any, true>] |
    (kw(Kw::kFirstDay) > first_period >> -(kw(Kw::kLastDay) > last_period)) |
    ((quiet(month[whole_month]) | date[whole_day]) >> ((kw(Kw::kLastDay) > last_period) | !kw(Kw::kUntil))));

// ---- clauses -----------------------------------------------------------------------------------

constexpr auto set_kw = set<&Clause::kw>;
struct SetKw {
  Kw k;
  template <class C>
  void operator()(C& c) const {
    x3::_val(c).kw = k;
  }
};
constexpr SetKw is(Kw k) { return {k}; }
constexpr auto set_also = [](auto& c) {
  x3::_val(c).kw = Kw::kAlsoRead;
  x3::_val(c).also = std::move(x3::_attr(c));
};
constexpr auto name_from_text = [](auto& c) { x3::_val(c).name = {x3::_attr(c), {}}; };

const auto never_changes = one_of(kNever)[set<&Never::kind>] > path[set<&Never::with>];
const auto moves_at_most = one_of(kMovesAtMost)[set<&Never::kind>] > sum[set<&Never::most>] > kw(Kw::kWhen) >
                           path[set<&Never::with>] > kw(Kw::kRisesBy) > sum[set<&Never::step>];
const auto never_def = (kw(Kw::kTheOutcome)[assign<&Never::outcome, true>] > kw(Kw::kNeverDepends)[assign<&Never::kind, Kw::kNeverDepends>] >
                        path[set<&Never::with>]) |
                       (path[set<&Never::subject>] >> (never_changes | moves_at_most));

const auto applied_def = name[set<&Applied::binder>] > kw(Kw::kIn) > name[set<&Applied::list>] > tok(Tok::kColon) >
                         kw(Kw::kAppliedFor) > sum[set<&Applied::sought>] > comma > kw(Kw::kGranted) >
                         name[set<&Applied::granted>] > comma > kw(Kw::kLabelled) > name[set<&Applied::label>];

// 12 ch. 2 section appealed by ...: a line below a source.
const auto provision_def = spanned(labelled(Label::kCitationPart, -chapter[set<&Citation::chapter>] >>
                                                                      section[set<&Citation::section>]));
const auto route_def = spanned(provision[set<&Clause::citation>] >
                               ((kw(Kw::kAppealed)[is(Kw::kAppealed)] > one_of(kAppeals)[set<&Clause::choice>]) |
                                kw(Kw::kNotAppealed)[is(Kw::kNotAppealed)]));

const auto clause_def = spanned(
    (one_of(kTextClauses)[set_kw] > text[set<&Clause::text>]) | one_of(kPlainClauses)[set_kw] |
    (one_of(kConditionClauses)[set_kw] > condition[set<&Clause::expr>]) |
    (one_of(kListClauses)[set_kw] > names[set<&Clause::names>]) |
    (one_of(kDateClauses)[set_kw] > date[set<&Clause::date>]) |
    (one_of(kNameClauses)[set_kw] > name[set<&Clause::name>]) |
    (kw(Kw::kVersion)[is(Kw::kVersion)] > rest_of_line[name_from_text]) |
    (kw(Kw::kDecidedBy)[is(Kw::kDecidedBy)] >
     (kw(Kw::kAutomatedFunction)[assign<&Clause::choice, Kw::kAutomatedFunction>] | rest_of_line[name_from_text])) |
    also_read[set_also] | (kw(Kw::kLawDay)[is(Kw::kLawDay)] > sum[set<&Clause::expr>]) |
    (kw(Kw::kStatement)[is(Kw::kStatement)] > (never[set<&Clause::never>] | condition[set<&Clause::expr>])) |
    (kw(Kw::kDecidesEach)[is(Kw::kDecidesEach)] > applied[set<&Clause::applied>]) |
    (kw(Kw::kBasis)[is(Kw::kBasis)] > citation[set<&Clause::citation>]) |
    (kw(Kw::kByPractice)[is(Kw::kByPractice)] > citation[set<&Clause::citation>]) |
    (kw(Kw::kLeapBirth)[is(Kw::kLeapBirth)] > one_of(kBirthdays)[set<&Clause::choice>]) |
    (kw(Kw::kAppliesTo)[is(Kw::kAppliesTo)] > period[set<&Clause::period>] >>
     -(kw(Kw::kFor) > sum[set<&Clause::expr>])) |
    (kw(Kw::kInForce)[is(Kw::kInForce)] > validity[set<&Clause::validity>] >> -sum[set<&Clause::expr>]) |
    (kw(Kw::kEffect)[is(Kw::kEffect)] > name[set<&Clause::name>] >>
     -(tok(Tok::kDot) > name[set<&Clause::stage>]) >
     (one_of(kMetOrNot)[set<&Clause::choice>] | (kw(Kw::kIs) > condition[set<&Clause::expr>]))) |
    (kw(Kw::kAtMost)[is(Kw::kAtMost)] > number[set_exact] > kw(Kw::kOldDays)) |
    (kw(Kw::kOnlyInFavour)[is(Kw::kOnlyInFavour)] > tok(Tok::kColon) > one_of(kFavours)[set<&Clause::choice>]) |
    (kw(Kw::kSufficientAlone)[is(Kw::kSufficientAlone)] > text[set<&Clause::text>] > kw(Kw::kBecause) >
     text[set<&Clause::second_text>]) |
    (kw(Kw::kAppealed)[is(Kw::kAppealed)] > one_of(kAppeals)[set<&Clause::choice>] >> -text[set<&Clause::text>]) |
    (one_of(kDayRanges)[set_kw] > kw(Kw::kFirstDay) > date[set<&Clause::date>] >
     kw(Kw::kLastDay) > date[set<&Clause::second_date>]));

// ---- heads -------------------------------------------------------------------------------------

constexpr auto set_title = [](auto& c) { x3::_val(c).title = std::move(x3::_attr(c).text); };
constexpr auto prefix_act = [](auto& c) { x3::_val(c).act = "TSFS " + x3::_attr(c); };
constexpr auto set_decl = set<&Decl::kw>;
struct SetDecl {
  Kw k;
  template <class C>
  void operator()(C& c) const {
    x3::_val(c).kw = k;
  }
};
constexpr SetDecl declares(Kw k) { return {k}; }

const auto typed = tok(Tok::kColon) > type[set<&Decl::type>];
const auto in_stages = kw(Kw::kInStages) > names[set<&Decl::value_stages>];
const auto for_each = kw(Kw::kForEvery) > free_name[set<&Decl::binder>] > kw(Kw::kIn) > path[set<&Decl::each>];
const auto keys = tok(Tok::kLeftParen) > (field[add<&Decl::fields>] % comma) > tok(Tok::kRightParen);
const auto source_head = kw(Kw::kSource)[declares(Kw::kSource)] > name[set<&Decl::name>] >>
                         -((kw(Kw::kSfs) > act_number[set<&Decl::act>]) | (kw(Kw::kTsfs) > act_number[prefix_act])) >
                         text[set_title] > kw(Kw::kWeight) > one_of(kWeights)[set<&Decl::weight>];

const auto head_def = spanned(
    (kw(Kw::kRuleset)[declares(Kw::kRuleset)] > name[set<&Decl::name>] > text[set_title]) | source_head |
    (kw(Kw::kRecord)[declares(Kw::kRecord)] > name[set<&Decl::name>] > tok(Tok::kLeftBrace) >
     +(field[add<&Decl::fields>] >> -comma) > tok(Tok::kRightBrace)) |
    (kw(Kw::kFact)[declares(Kw::kFact)] > name[set<&Decl::name>] > typed) |
    (kw(Kw::kTerm)[declares(Kw::kTerm)] > name[set<&Decl::name>] >> -quiet(for_each) > typed >> -in_stages) |
    (kw(Kw::kTable)[declares(Kw::kTable)] > name[set<&Decl::name>] >> -keys > typed > text[set_title]) |
    (kw(Kw::kValue)[declares(Kw::kValue)] > name[set<&Decl::name>] > typed >> -in_stages >>
     -one_of(kFavours)[set<&Decl::favour>]) |
    kw(Kw::kDelegation)[declares(Kw::kDelegation)] |
    (kw(Kw::kParameter)[declares(Kw::kParameter)] > name[set<&Decl::name>] > typed > text[set_title]) |
    (kw(Kw::kMunicipal)[declares(Kw::kMunicipal)] >> -kw(Kw::kGuideline)[assign<&Decl::guideline, true>] >
     -quiet(kw(Kw::kTable))[assign<&Decl::is_table, true>] > name[set<&Decl::name>] >> -quiet(keys) > typed >
     text[set_title]) |
    (one_of(kTitled)[set_decl] > name[set<&Decl::name>] > text[set_title]) |
    (one_of(kNamed)[set_decl] > name[set<&Decl::name>]) |
    (kw(Kw::kMunicipality)[declares(Kw::kMunicipality)] > digits[set<&Decl::name>] > text[set_title]) |
    (kw(Kw::kScenario)[declares(Kw::kScenario)] > text[set_title]));

const auto stage_def = spanned(
    number[set<&Stage::number>] > tok(Tok::kDot) >
    labelled(Label::kOutcome, one_of(kOutcomes)[set<&Stage::outcome>]) > kw(Kw::kWhen) >
    labelled(Label::kStageTest, one_of(kTests)[set<&Stage::test>]) >>
    -(tok(Tok::kColon) > names[set<&Stage::only>]) >> -(kw(Kw::kStates) > names[set<&Stage::states>]));

BOOST_SPIRIT_DEFINE(names, choices, bound, scalar, type, chapter, section, stycke, sentence, point, citation, validity,
                    period, also_read, never, applied, provision, route, field, clause, head, stage)

}  // namespace
}  // namespace stadga::dsl::syntax::grammar

namespace stadga::dsl::syntax {

bool parse_head(ParseState& state, const Token*& at, const Token* end, Decl& out) {
  return grammar::run(state, grammar::head, at, end, out);
}
bool parse_clause(ParseState& state, const Token*& at, const Token* end, Clause& out) {
  return grammar::run(state, grammar::clause, at, end, out);
}
bool parse_route(ParseState& state, const Token*& at, const Token* end, Clause& out) {
  return grammar::run(state, grammar::route, at, end, out);
}
bool parse_stage(ParseState& state, const Token*& at, const Token* end, Stage& out) {
  return grammar::run(state, grammar::stage, at, end, out);
}

}  // namespace stadga::dsl::syntax

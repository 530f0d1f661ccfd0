// syntax.cpp - see syntax.h.
#include "messages/syntax.h"

#include <algorithm>

#include "stadga/base/text.h"

namespace stadga::dsl::messages {
namespace {

using syntax::Keywords;
using syntax::Kw;
using syntax::Label;
using syntax::Language;
using syntax::ParseState;
using syntax::Role;
using syntax::Tok;
using syntax::Token;

LocalText token_name(Tok kind) {
  switch (kind) {
    case Tok::kEndOfFile: return {"filens slut", "the end of the file"};
    case Tok::kWord: return {"ett ord", "a word"};
    case Tok::kNumber: return {"ett tal", "a number"};
    case Tok::kDecimal: return {"ett belopp med ören", "an amount with decimals"};
    case Tok::kDate: return {"ett datum som 2026-11-22", "a date like 2026-11-22"};
    case Tok::kText: return {"en text inom citattecken", "a quoted text"};
    case Tok::kLeftBrace: return {"`{`", "`{`"};
    case Tok::kRightBrace: return {"`}`", "`}`"};
    case Tok::kLeftParen: return {"`(`", "`(`"};
    case Tok::kRightParen: return {"`)`", "`)`"};
    case Tok::kLeftBracket: return {"`[`", "`[`"};
    case Tok::kRightBracket: return {"`]`", "`]`"};
    case Tok::kComma: return {"`,`", "`,`"};
    case Tok::kColon: return {"`:`", "`:`"};
    case Tok::kDot: return {"`.`", "`.`"};
    case Tok::kRange: return {"`..`", "`..`"};
    case Tok::kEquals: return {"`=`", "`=`"};
    case Tok::kPlus: return {"`+`", "`+`"};
    case Tok::kMinus: return {"`-`", "`-`"};
    case Tok::kStar: return {"`*`", "`*`"};
    case Tok::kSlash: return {"`/`", "`/`"};
    case Tok::kSection: return {"`§`", "`§`"};
    case Tok::kBar: return {"`|`", "`|`"};
    case Tok::kError: return {"ett tecken som inte hör till språket", "a character outside the language"};
    case Tok::kBlockBegin: return {"en lista med streck", "a list of bullets"};
    case Tok::kItem: return {"ett nytt streck", "a new bullet"};
    case Tok::kBlockEnd: return {"listans slut", "the end of the list"};
  }
  return {};
}

LocalText label_name(Label label) {
  switch (label) {
    case Label::kCondition: return {"ett villkor", "a condition"};
    case Label::kValue: return {"ett värde eller ett namn", "a value or a name"};
    case Label::kBullets:
      return {"en lista: streck på raderna under eller parenteser", "a list: bullets on the lines below or parentheses"};
    case Label::kName: return {"ett namn", "a name"};
    case Label::kType: return {"en typ", "a type"};
    case Label::kCitationPart: return {"kapitel, paragraf, stycke eller mening", "chapter, section, stycke or sentence"};
    case Label::kFactValue: return {"ett värde på uppgiften", "a value of the fact"};
    case Label::kOutcome: return {"ett utfall", "an outcome"};
    case Label::kStageTest: return {"stegets prövning", "the stage's test"};
    case Label::kRestOfLine: return {"något på samma rad", "something on the same line"};
    case Label::kMonth: return {"en månad som 2026-01", "a month like 2026-01"};
  }
  return {};
}

LocalText slot_name(std::size_t i, const Keywords& keywords) {
  if (i < syntax::kTokCount) return token_name(static_cast<Tok>(i));
  if (i < syntax::kTokCount + syntax::kKwCount) {
    const std::string words(phrase(static_cast<Kw>(i - syntax::kTokCount), keywords.language()));
    return {"`" + words + "`", "`" + words + "`"};
  }
  return label_name(static_cast<Label>(i - syntax::kTokCount - syntax::kKwCount));
}

// Labels first, then keywords, then other tokens; long sets are cut.
LocalText expected_list(const ParseState& state) {
  constexpr std::size_t kShown = 5;
  std::vector<LocalText> names;
  const std::size_t labels = syntax::kTokCount + syntax::kKwCount;
  const auto take = [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      if (state.expected[i]) names.push_back(slot_name(i, *state.keywords));
    }
  };
  take(labels, state.expected.size());
  take(syntax::kTokCount, labels);
  take(0, syntax::slot(Tok::kDot));
  take(syntax::slot(Tok::kSection), syntax::kTokCount);
  if (names.empty()) take(0, syntax::kTokCount);  // operators can stand nearly everywhere
  if (names.empty()) return {"en ny rad", "a new line"};
  if (names.size() > kShown) names.resize(kShown);
  LocalText out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool last = i + 1 == names.size();
    const char* sv = i == 0 ? "" : last ? " eller " : ", ";
    const char* en = i == 0 ? "" : last ? " or " : ", ";
    out.sv += sv + names[i].sv;
    out.en += en + names[i].en;
  }
  return out;
}

std::string shown(std::string_view token) {
  constexpr std::size_t kMost = 40;
  std::string out = printable(token);
  if (count_code_points(out) <= kMost) return out;
  std::size_t end = 0;
  for (std::size_t n = 0; n < kMost; ++n) {
    ++end;
    while (end < out.size() && (static_cast<unsigned char>(out[end]) & 0xC0U) == 0x80U) ++end;
  }
  return out.substr(0, end) + "...";
}

LocalText found_name(const ParseState& state, const Token& token) {
  switch (token.kind) {
    case Tok::kEndOfFile: case Tok::kBlockBegin: case Tok::kItem: case Tok::kBlockEnd:
      return token_name(token.kind);
    default: {
      const std::string text = "`" + shown(state.slice_of(token)) + "`";
      return {text, text};
    }
  }
}

bool in_other_language(const ParseState& state, const Token& found, const std::vector<Role>& roles) {
  const bool swedish = state.keywords->language() == Language::kSwedish;
  const Keywords other(swedish ? Language::kEnglish : Language::kSwedish);
  return other.longest(state.text, &found, roles).has_value() &&
         !state.keywords->longest(state.text, &found, roles).has_value();
}

LocalText one_language(const ParseState& state) {
  if (state.keywords->language() == Language::kSwedish) {
    return {"filen är skriven med svenska nyckelord: använd dem i hela filen",
            "the file is written with Swedish keywords: use them throughout"};
  }
  return {"filen är skriven med engelska nyckelord: använd dem i hela filen",
          "the file is written with English keywords: use them throughout"};
}

// The keyword phrase that the words at `found` are nearest to, if any is near.
std::string near_keyword(const ParseState& state, const Token& found, const std::vector<Role>& roles) {
  std::string best;
  std::size_t best_distance = 3;
  for (std::size_t i = 0; i < syntax::kKwCount; ++i) {
    const Kw kw = static_cast<Kw>(i);
    if (std::find(roles.begin(), roles.end(), keyword(kw).role) == roles.end()) continue;
    std::string words;
    const Token* token = &found;
    for (std::size_t n = 0; n < state.keywords->length(kw) && token->kind == Tok::kWord; ++n, ++token) {
      words += (n == 0 ? "" : " ") + std::string(state.slice_of(*token));
    }
    const std::string_view target = phrase(kw, state.keywords->language());
    const std::size_t distance = edit_distance(words, target);
    if (distance > 0 && distance < best_distance && distance * 3 <= count_code_points(target)) {
      best_distance = distance;
      best = std::string(target);
    }
  }
  return best;
}

const std::vector<Role> kLineStarts{Role::kDeclaration, Role::kEnd, Role::kClause, Role::kAnyClause,
                                    Role::kScenarioClause, Role::kExpectation};

LocalText keyword_help(const ParseState& state, const Token& found) {
  if (found.kind == Tok::kWord && in_other_language(state, found, kLineStarts)) return one_language(state);
  std::string near = found.kind == Tok::kWord ? near_keyword(state, found, kLineStarts) : "";
  // A misspelled operator was read as a name, and the mistake shows one word later.
  const bool after_word = &found > state.first && (&found)[-1].kind == Tok::kWord && !state.was_keyword(&found - 1);
  if (near.empty() && after_word) near = near_keyword(state, (&found)[-1], {Role::kInline});
  if (near.empty()) return {};
  return {"menade du `" + near + "`?", "did you mean `" + near + "`?"};
}

}  // namespace

Advice lex_problem(syntax::LexProblemKind kind, std::string_view token) {
  using K = syntax::LexProblemKind;
  const std::string it = "`" + shown(token) + "`";
  switch (kind) {
    case K::kByteOrderMark:
      return {"S1001", {"filen börjar med en byteordningsmarkering", "the file begins with a byte order mark"},
              {"spara filen som UTF-8 utan BOM", "save the file as UTF-8 without a BOM"}};
    case K::kBadUtf8:
      return {"S1002", {"här är filen inte giltig UTF-8", "the file is not well-formed UTF-8 here"},
              {"spara filen som UTF-8", "save the file as UTF-8"}};
    case K::kNotNfc:
      return {"S1003", {it + " är skrivet med lösa accenttecken", it + " is written with combining characters"},
              {"skriv om ordet; bokstäver som å, ä och ö ska vara ett tecken (NFC)",
               "type the word anew; letters like å, ä and ö must be one character (NFC)"}};
    case K::kForeignLetter:
      return {"S1004", {it + " innehåller bokstäver ur ett annat alfabet", it + " holds letters of another script"},
              {"skriv namnet med latinska bokstäver; vissa tecken ser lika ut men är andra",
               "write the name in Latin letters; some characters look alike but differ"}};
    case K::kUnknownCharacter:
      return {"S1005", {"tecknet " + it + " hör inte till språket", "the character " + it + " is not part of the language"},
              {"ta bort tecknet", "remove the character"}};
    case K::kTypographicQuote:
      return {"S1006", {"texter skrivs med raka citattecken", "texts are written with straight quotation marks"},
              {"byt " + it + " mot \"", "replace " + it + " by \""}};
    case K::kTypographicDash:
      return {"S1007", {"här står ett långt streck", "there is a long dash here"},
              {"byt " + it + " mot ett vanligt bindestreck: -", "replace " + it + " by a plain hyphen: -"}};
    case K::kOpenText:
      return {"S1008", {"texten avslutas inte på raden", "the text is not closed on its line"},
              {"sätt ett citattecken sist; en text får inte gå över flera rader",
               "put a quotation mark at its end; a text may not run over several lines"}};
    case K::kBadEscape:
      return {"S1009", {"okänt tecken efter omvänt snedstreck", "unknown character after a backslash"},
              {"skriv \\\" för citattecken och \\\\ för omvänt snedstreck",
               "write \\\" for a quotation mark and \\\\ for a backslash"}};
    case K::kControlCharacter:
      return {"S1010", {"texten innehåller ett osynligt styrtecken", "the text holds an invisible control character"},
              {"skriv om texten utan tabbar och dolda tecken", "write the text anew without tabs and hidden characters"}};
    case K::kTabBeforeBullet:
      return {"S1011", {"raden är indragen med tabb", "the line is indented with a tab"},
              {"dra in listor med mellanslag, så att det syns vad som hör ihop",
               "indent lists with spaces, so that one sees what belongs together"}};
    case K::kBulletOutOfLine:
      return {"S1012", {"strecket står inte rakt under något tidigare streck",
                        "the bullet does not stand under any earlier bullet"},
              {"ställ streck i samma lista i samma kolumn", "put the bullets of one list in one column"}};
  }
  return {"S1005", {}, {}};
}

Advice literal_problem(syntax::LiteralProblemKind kind, std::string_view token) {
  using K = syntax::LiteralProblemKind;
  const std::string it = "`" + shown(token) + "`";
  switch (kind) {
    case K::kNoSuchDay:
      return {"S1013", {"dagen " + it + " finns inte", "there is no day " + it},
              {"skriv en dag mellan 1900-01-01 och 2199-12-31", "write a day between 1900-01-01 and 2199-12-31"}};
    case K::kNumberTooLarge:
      return {"S1014", {"talet är för stort", "the number is too large"},
              {"största talet är 9007199254740991 (i ören för belopp)",
               "the largest number is 9007199254740991 (in öre for amounts)"}};
    case K::kDecimals:
      return {"S1015", {it + " har inte två decimaler", it + " does not have two decimals"},
              {"skriv belopp som `12,50 kr` eller `12 kr`", "write amounts as `12,50 kr` or `12 kr`"}};
  }
  return {"S1014", {}, {}};
}

Advice unexpected(const ParseState& state, const Token& found) {
  const LocalText wanted = expected_list(state);
  const LocalText got = found_name(state, found);
  Advice out{"S1101",
             {"här väntades " + wanted.sv + ", men här står " + got.sv,
              "expected " + wanted.en + ", but found " + got.en},
             {}};
  const bool bullets = found.kind == Tok::kBlockBegin;
  if (bullets) {
    out.help = {"en lista med streck får bara följa på `alla av`, `någon av`, `det minsta av` och liknande",
                "a list of bullets may only follow `all of`, `any of`, `the least of` and the like"};
  } else {
    out.help = keyword_help(state, found);
  }
  return out;
}

Advice too_deep() {
  return {"S1102",
          {"villkoret är nästlat djupare än 256 nivåer", "the condition is nested deeper than 256 levels"},
          {"dela upp det med begrepp", "split it up by means of terms"}};
}

Advice no_declaration(const ParseState& state, const Token& found) {
  const LocalText got = found_name(state, found);
  const Language own = state.keywords->language();
  const std::string one(phrase(Kw::kRequirement, own));
  const std::string other(phrase(Kw::kRule, own));
  return {"S1103",
          {"här väntades en deklaration som `" + one + "` eller `" + other + "`, men här står " + got.sv,
           "expected a declaration like `" + one + "` or `" + other + "`, but found " + got.en},
          keyword_help(state, found)};
}

Advice missing_end(const std::string& keyword, const std::string& name) {
  const std::string what = "`" + keyword + (name.empty() ? "" : " " + name) + "`";
  return {"S1104", {what + " avslutas inte", what + " is not closed"},
          {"skriv `slut` på en egen rad efter den sista raden", "write `end` on a line of its own after the last line"}};
}

Advice stray_end() {
  return {"S1105", {"här avslutas något som inte är påbörjat", "this closes something that was not opened"},
          {"ta bort raden, eller laga deklarationen ovanför", "remove the line, or mend the declaration above"}};
}

Advice unknown_clause(const ParseState& state, const Token& found) {
  const LocalText got = found_name(state, found);
  return {"S1106", {"raden börjar med " + got.sv + ", som inte är något nyckelord här",
                    "the line begins with " + got.en + ", which is no keyword here"},
          keyword_help(state, found)};
}

Advice quote_without_citation() {
  return {"S1107", {"lagtexten står inte under något `stöd`", "the quote does not stand under a `basis`"},
          {"skriv citatet på raden under den hänvisning som det hör till",
           "write the quote on the line below the citation that it belongs to"}};
}

Advice indicator_text_alone() {
  return {"S1108", {"raden hör till ett `riktmärke`, men inget står ovanför",
                    "the line belongs to a `guideline`, but none stands above"},
          {"skriv `riktmärke` med sitt villkor på en rad ovanför", "write `guideline` with its condition on a line above"}};
}

}  // namespace stadga::dsl::messages

// random_source.h - random rule sets as text that always compile: facts of every type, lists, records,
// tables, parameters, terms with exceptions and stages, provisions, an overlay and scenarios; written by an
// untidy hand (gaps, empty lines, comments anywhere). The same seed gives the same bytes. Test code only.
#pragma once
#include <string>
#include <vector>

#include "stadga/dsl/compile.h"
#include "support/random_case.h"

namespace stadga::dsl::test {

class RandomSource {
 public:
  explicit RandomSource(std::uint64_t seed) : random_(seed) {}

  // Tidy files; rules over one to three of them.
  SourceSet run() {
    names();
    header();
    declare();
    provisions();
    decision();
    SourceSet out{{"regler.stadga", head_}};
    const auto files = random_.below(3);
    for (std::uint64_t i = 0; i < files; ++i) out.push_back({"mer-" + std::to_string(i) + ".stadga", ""});
    for (const std::string& decl : decls_) out[random_.below(out.size())].text += decl;
    std::erase_if(out, [](const engine::SourceFile& file) { return file.text.empty(); });
    if (random_.chance(70)) out.push_back({"kommuner/2281-prov.stadga", overlay()});
    out.push_back({"typfall/01.stadga", scenarios()});
    return out;
  }

 private:
  using Strings = std::vector<std::string>;

  template <typename T>
  const T& pick(const std::vector<T>& items) {
    return items[random_.below(items.size())];
  }
  std::string one(std::initializer_list<const char*> items) { return *(items.begin() + static_cast<long>(random_.below(items.size()))); }
  std::string number(int low, int high) { return std::to_string(random_.between(low, high)); }
  std::string maybe(std::uint64_t percent, const std::string& text) { return random_.chance(percent) ? text : ""; }
  std::string id(const char* prefix) { return prefix + std::to_string(++ids_) + maybe(20, "-b"); }
  std::string title() { return "\"" + one({"Rätt", "Tid \\\"nu\\\"", "En {{klammer", "Åtgärd -- ej kommentar", "x"}) + " " + number(1, 99) + "\""; }
  std::string day(int from = 2025, int to = 2030) {
    return number(from, to) + "-0" + number(1, 9) + "-" + one({"01", "15", "28"});
  }

  // Names, some of them words that are keywords elsewhere.
  void names() {
    Strings pool{"status", "namn", "utfall", "lydelse", "öppen", "ägare", "mått_2", "kap", "version_b", "rader", "skäl", "fel"};
    for (std::size_t i = pool.size(); i > 1; --i) std::swap(pool[i - 1], pool[random_.below(i)]);
    flags_ = {pool[0], pool[1], "c1"};
    choice_ = pool[2];
    whole_ = pool[3];
    money_ = pool[4];
    days_ = pool[5];
    date_ = pool[6];
    optional_date_ = pool[7];
    list_ = pool[8];
    record_fact_ = pool[9];
  }

  void header() {
    head_ = "regelverk prov " + title() + "\n  version " + number(1, 9) + "\n  språk sv\n  avgörs av nämnden\n";
    head_ += "  prövar beslutsdagar fr.o.m. 2025-01-01 t.o.m. 2030-12-31\n" + maybe(40, "    anmärkning \"så långt\"\n");
    head_ += maybe(40, "  överklagas genom " + one({"förvaltningsbesvär", "laglighetsprövning"}) + "\n    stöd Lag 9 §\n");
    head_ += maybe(30, "  kommunicering före beslut till nackdel\n    stöd Lag 10 §\n") + maybe(50, "  kommuner alla\n");
    head_ += maybe(40, "  granskning \"ingen\"\n") + "  den som är född 29 februari fyller år " + one({"28 februari", "1 mars"}) + "\n    anmärkning \"valt\"\n";
    head_ += "källa Lag sfs 2024:" + number(1, 999) + " \"lagen\" vikt lag" + maybe(50, " kontrollerad t.o.m. " + day()) + "\n";
    head_ += "källa Praxis \"ett mål\" vikt " + one({"praxis", "allmänt råd", "sedvana"}) + "\n";
    head_ += maybe(50, "källa Plan \"en riktlinje\" vikt riktlinje\n  beslutad " + day(2020, 2024) + "\n");
  }

  std::string fact_lines() {
    return maybe(30, "  från sökanden, region\n") + maybe(40, "  fråga \"Hur är det {{här?\"\n") + maybe(15, "  känslig\n") +
           maybe(15, "  aldrig i sammanställning\n") + maybe(15, "  med ursprung\n");
  }
  void fact(const std::string& name, const std::string& type, const std::string& lines = "") {
    decls_.push_back("uppgift " + name + " : " + type + "\n" + fact_lines() + lines);
  }

  void declare() {
    fact(flags_[0], "ja/nej", maybe(50, "  läses även \"Y\", \"1\" som ja\n"));
    fact(flags_[1], "ja/nej", random_.chance(50) ? "  behövs när " + flags_[0] + " är ja\n" : maybe(30, "  behövs bara när det åberopas\n"));
    fact(flags_[2], "bedömning");
    fact(choice_, "val { röd, grön, blå_2 }", maybe(50, "  läses även \"R\" som röd\n"));
    fact(whole_, "heltal 0.." + number(5, 900));
    fact(money_, "kronor " + one({"0", "-100"}) + "..100 000");
    fact(days_, "dagar 0..60");
    fact(date_, "datum" + maybe(30, " 2020-01-01..2035-12-31"), maybe(40, "  inte efter beslutsdagen\n"));
    fact(optional_date_, "datum eller inget");
    fact("månaden", "månad 2025-01..2030-12");
    fact("tidigare", "lista av månad högst 12");
    fact("nr", "beteckning 1..9 tecken" + maybe(40, " enligt \"K##-@\"") + " eller inget", maybe(50, "  frivillig\n"));
    fact(record_fact_, "Post" + maybe(50, " eller inget"));
    fact(list_, "lista av Post högst " + number(1, 4) + maybe(40, " minst en"));
    decls_.push_back("post Post {\n  ja_fält : ja/nej" + maybe(40, " läses även \"J\" som ja") + "\n  belopp : kronor 0..9 000\n  när_då : datum eller inget\n}\n");
    decls_.push_back("parameter gräns : heltal 0..99 \"Gräns\"\n  stöd " + cite() + "\n  gäller fr.o.m. 2024-01-01 t.o.m. 2026-06-30" +
                     maybe(40, " nytt") + "   " + number(1, 99) + "\n  gäller fr.o.m. 2026-07-01   " + number(1, 99) + "\nslut\n");
    decls_.push_back("kommunen får bestämma tak : kronor 0..9 000 \"Tak\"\n  stöd " + cite() + "\n" +
                     maybe(40, "  endast till fördel för den enskilde: högre är till fördel\n") + "  gäller " + one({"fr.o.m. 2024-01-01", "utan känd första dag"}) + "   " + number(1, 8000) + " kr\nslut\n");
    decls_.push_back("kommunen får bestämma riktmärke märke : heltal 1..99 \"Märke\"\n  stöd Praxis\nslut\n");
    table();
  }

  void table() {
    const std::string split = number(2, 8);
    const std::string after = std::to_string(std::stoi(split) + 1);
    decls_.push_back("tabell tal ( n : heltal 0..99, f : val { röd, grön, blå_2 } ) : kronor 0..9 000 " + title() + "\n  stöd " + cite() +
                     "\n  gäller fr.o.m. 2024-01-01\n  tillämpas på " + one({"2025-01 t.o.m. 2030-12", "fr.o.m. 2025-01"}) + "\n  | 0.." + split + " | * | " +
                     number(0, 900) + " |\n  | " + after + ".. | röd | " + number(0, 900) + ",50 |\n  | " + after + ".. | grön | 7 |\nslut\n");
  }

  std::string cite() {
    return "Lag " + maybe(40, number(1, 9) + " kap. ") + number(1, 40) + " §" + maybe(40, " " + one({"första", "andra", "tionde", "sista"}) + " stycket") +
           maybe(30, " " + one({"första", "tredje"}) + " meningen") + maybe(20, " " + number(1, 9) + one({" p.", " punkten"})) +
           maybe(30, "   lydelse 2014:" + number(1, 999));
  }
  std::string law() { return "  stöd " + cite() + "\n" + maybe(25, "    lagtext \"så står det\"\n") + "  gäller fr.o.m. 2024-01-01" + maybe(25, " t.o.m. 2029-12-31 upphävt") + "\n"; }

  // ---- expressions -------------------------------------------------------------------------------

  std::string money(int depth) {
    switch (random_.below(depth <= 0 ? 4 : 10)) {
      case 0: return number(0, 900) + one({" kr", ",50 kr"});
      case 1: return money_;
      case 2: return "kommun.tak";
      case 3: return money_terms_.empty() ? "0 kr" : pick(money_terms_);
      case 4: return "(" + money(depth - 1) + one({" + ", " - "}) + money(depth - 1) + ")";
      case 5: return "(" + one({"det minsta av (", "det största av ("}) + money(depth - 1) + ", " + money(depth - 1) + "))";
      case 6: return "(summan av belopp i " + list_ + maybe(50, " där " + element()) + ")";
      case 7: return "(summan av x.belopp för varje x i " + list_ + ")";
      case 8: return "tal(" + one({"3", "9"}) + ", " + choice_ + ") för månaden";
      default: return "(" + money(depth - 1) + one({" * 0,25", " / 3", " * 2 / 7"}) + " avrundat till " + rounding() + ")";
    }
  }
  std::string rounding() {
    return one({"öre", "hel krona", "tiotal kronor", "hundratal kronor"}) + ", " + one({"halva uppåt", "halva till jämnt", "uppåt", "nedåt"});
  }
  std::string whole(int depth) {
    switch (random_.below(depth <= 0 ? 3 : 7)) {
      case 0: return number(0, 99);
      case 1: return whole_;
      case 2: return "gräns";
      case 3: return "(antalet i " + list_ + " där " + element() + ")";
      case 4: return "(antalet x i " + list_ + ")";
      case 5: return "(dagen i månaden för " + date_ + ")";
      default: return "(åldern beslutsdagen för den som är född " + date_ + ")";
    }
  }
  std::string date(int depth) {
    switch (random_.below(depth <= 0 ? 3 : 8)) {
      case 0: return day();
      case 1: return date_;
      case 2: return "beslutsdagen";
      case 3: return "(dagen " + one({"före ", "efter "}) + date(depth - 1) + ")";
      case 4: return "(" + date(depth - 1) + " + " + number(1, 30) + " dagar)";
      case 5: return "(" + one({"första", "sista"}) + " dagen i månaden för " + date(depth - 1) + ")";
      case 6: return "(" + one({"det senaste av (", "det tidigaste av ("}) + date(depth - 1) + ", " + date(depth - 1) + "))";
      default: return "(" + date(0) + " + " + number(1, 4) + " veckor eller närmast följande vardag)";
    }
  }
  std::string element() {
    switch (random_.below(3)) {
      case 0: return "ja_fält är ja";
      case 1: return "när_då finns";
      default: return "belopp är " + one({"minst ", "mindre än "}) + number(1, 900) + " kr";
    }
  }

  // A condition on one line; inside parentheses its lists stand in parentheses.
  std::string flat(int depth) {
    const std::string order = one({" är minst ", " är högst ", " är mer än ", " är mindre än "});
    switch (random_.below(depth <= 0 ? 4 : 12)) {
      case 0: return pick(flags_) + one({" är ja", " är nej"});
      case 1: return choice_ + one({" är röd", " är inte grön", " är någon av (röd, blå_2)", " är inte någon av (grön)"});
      case 2: return optional_date_ + one({" finns", " saknas"});
      case 3: return flag_terms_.empty() ? "nr finns" : pick(flag_terms_) + " är ja";
      case 4: return money(1) + order + money(1);
      case 5: return whole(1) + order + whole(0);
      case 6: return date(1) + one({" är före ", " är efter ", " är tidigast ", " är senast "}) + date(1);
      case 7: return one({"något i ", "inget i "}) + list_ + " uppfyller " + element();
      case 8: return "varje x i " + list_ + " uppfyller x." + one({"ja_fält är ja", "belopp är minst 5 kr"}) + one({" och minst en finns", " även om ingen finns"});
      case 9: return "inte " + flat(depth - 1);
      case 10: return one({"alla av (", "någon av ("}) + flat(depth - 1) + ", " + flat(depth - 1) + ")";
      default:
        if (!requirements_.empty()) return "kravet " + pick(requirements_) + one({" är uppfyllt", " är inte uppfyllt", " är inte visat", " är inte tillämpligt"});
        return "inte månaden ligger inom 24 månader efter 6 månader i följd bland m för varje m i tidigare";
    }
  }
  // A condition as a clause has it: bullets, nested, or one line.
  std::string condition(const std::string& indent, int depth = 2) {
    if (depth <= 0 || random_.chance(45)) return flat(2);
    std::string out = one({"alla av", "någon av"});
    for (auto n = 1 + random_.below(3); n > 0; --n) out += "\n" + indent + "- " + condition(indent + "  ", depth - 1);
    return out;
  }

  // ---- provisions ----------------------------------------------------------------------------------

  void provisions() {
    decls_.push_back("begrepp delvis : kronor 0..9 000 i stegen första_steget, andra_steget\n");
    rules("delvis.första_steget", "money");
    money_terms_.push_back("delvis.första_steget");
    rules("delvis", "money");
    decls_.push_back("begrepp sann : ja/nej\n");
    rules("sann", "flag");
    flag_terms_.push_back("sann");
    decls_.push_back("begrepp kostnad för varje posten i " + list_ + " : kronor 0..9 000\n");
    decls_.push_back("regel " + id("E") + " " + title() + "\n" + law() + "  när posten." + one({"ja_fält är ja", "belopp är minst 5 kr"}) + "\n  rättsföljd kostnad är " + one({"posten.belopp", "belopp + 5 kr"}) + "\nslut\n");
    for (auto n = 1 + random_.below(3); n > 0; --n) provision();
    decls_.push_back("värde svar : kronor 0..99 000" + maybe(50, "   högre är till fördel") + "\n");
    rules("svar", "money");
    decls_.push_back("värde till_dag : datum" + maybe(50, "   senare är till fördel") + "\n");
    rules("till_dag", "date");
    if (random_.chance(60)) {
      decls_.push_back("ska alltid gälla " + id("G") + " " + title() + "\n" + maybe(50, "  när " + flags_[0] + " är ja\n") + "  villkor " +
                       (random_.chance(50) ? "svar " + one({"stiger", "sjunker"}) + " aldrig med " + one({money_.c_str(), (list_ + ".belopp").c_str()}) : "svar är minst 0 kr") + "\nslut\n");
    }
  }

  void rules(const std::string& term, const std::string& kind) {
    Strings before;
    for (auto n = 1 + random_.below(3); n > 0; --n) {
      const std::string own = id("R");
      std::string text = "regel " + own + " " + title() + "\n" + law() + maybe(30, "  enligt praxis Praxis\n");
      if (!before.empty() && random_.chance(50)) text += "  går före " + pick(before) + "\n";
      text += n == 1 && before.empty() ? "  i övriga fall\n" : "  när " + condition("    ") + "\n";
      const std::string value = kind == "money" ? money(2) : kind == "date" ? date(2) : one({"ja", "nej"});
      text += "  rättsföljd " + term + " är " + value + "\n";
      decls_.push_back(text + maybe(30, "  text \"så {" + money_ + "} är det\"\n") + "slut\n");
      before.push_back(own);
    }
  }

  void provision() {
    const std::string own = id("K");
    const std::string kind = one({"krav ", "formkrav ", "prövningshinder "});
    std::string text = kind + own + " " + title() + "\n" + law() + maybe(40, "  tillämpas när " + condition("    ") + "\n") + "  rekvisit " + condition("    ") + "\n";
    if (kind != "prövningshinder ") {
      text += maybe(30, "  inte visat när " + flags_[2] + " är ja\n");
      text += maybe(40, "  riktmärke " + whole_ + " är minst kommun.märke\n    talar för \"minst {kommun.märke}\"\n    talar mot \"färre\"\n");
    }
    if (kind == "krav ") text += maybe(30, "  räcker ensamt för avslag av \"en jurist\" därför att \"så är det\"\n");
    text += maybe(60, "  text när uppfyllt \"det är uppfyllt\"\n");
    decls_.push_back(text + "slut\n");
    requirements_.push_back(own);
    if (random_.chance(40) && kind != "prövningshinder ") {
      decls_.push_back("regel " + id("U") + " " + title() + "\n" + law() + "  går före " + own + "\n  när " + flags_[1] + " är ja\n  rättsföljd " + own + one({" är uppfyllt", " är inte uppfyllt"}) + "\nslut\n");
    }
    if (random_.chance(40)) decls_.push_back("till handläggare " + id("V") + " " + title() + "\n" + law() + "  när " + condition("    ") + "\n  text \"se efter\"\nslut\n");
  }

  void decision() {
    decls_.push_back("beslut prov\n  1. avvisning när ett prövningshinder finns\n  2. till handläggare när någon väg gäller\n"
                     "  3. till handläggare när ett formkrav brister\n  4. avslag när minst ett krav inte är uppfyllt eller inte är visat\n"
                     "  5. bifall när alla krav är uppfyllda" + maybe(70, " anger svar, till_dag") + "\nslut\n");
  }

  // ---- overlay and scenarios -----------------------------------------------------------------------

  std::string overlay() {
    std::string out = "kommun 2281 \"Prov\"\n  till prov\nkälla Beslut \"ett beslut\" vikt riktlinje\n  beslutad 2024-05-05\n";
    out += "bestämmer tak\n  stöd Beslut\n  gäller fr.o.m. 2025-01-01   " + number(8000, 9000) + " kr\nslut\n";
    out += maybe(60, "bestämmer märke\n  gäller fr.o.m. 2025-01-01   ingen gräns\nslut\n");
    return out + maybe(50, "krav " + id("L") + " " + title() + "\n  stöd Beslut\n  gäller fr.o.m. 2025-01-01\n  rekvisit " + condition("    ") + "\nslut\n");
  }

  std::string fact_value(const std::string& name) {
    if (name == flags_[2]) return one({"ja", "nej"}) + " bedömt av \"h\" därför att \"u\"";
    if (name == flags_[0] || name == flags_[1]) return one({"ja", "nej", "okänd", "okänd \"brevet kom inte\""});
    if (name == choice_) return one({"röd", "grön", "blå_2"});
    if (name == whole_) return number(0, 5);
    if (name == money_) return number(0, 900) + one({" kr", ",50 kr", ""});
    if (name == days_) return number(0, 60) + " dagar";
    if (name == date_) return day(2025, 2026) + maybe(30, " från sökanden 2026-01-01 \"A-1\"");
    if (name == optional_date_) return one({"inget", "2025-03-03"});
    if (name == record_fact_) return "{ ja_fält = ja, belopp = " + number(1, 90) + " kr }";
    return "[ { ja_fält = nej, belopp = 5 kr, när_då = inget } ]";
  }
  std::string scenarios() {
    const Strings names{flags_[0], flags_[1], flags_[2], choice_, whole_, money_, days_, date_, optional_date_, record_fact_, list_};
    std::string out = "typfall \"ett\"\n  kommun 2281\n  beslutsdag " + day(2026, 2028) + "\n  uppgifter\n";
    for (const std::string& name : names) out += maybe(60, "    " + name + " = " + fact_value(name) + "\n");
    out += maybe(30, "    månaden = 2026-01\n") + maybe(30, "    tidigare = [ 2025-01, 2025-02 ]\n") + maybe(30, "    nr utelämnas\n");
    out += "  anmärkning " + title() + "\n  väntat\n    status incomplete\n" + maybe(50, "    svar = " + number(1, 9) + " kr\n") + maybe(50, "    saknas inget\n") + "slut\n";
    if (random_.chance(40)) return out;
    const std::string& a = pick(names);
    out += "typfall \"rader\"\n  utgår från \"ett\"\n  rader\n    | namn | kommun | beslutsdag | " + a + " | tidigare.0 | väntat status | väntat till_dag |\n";
    for (auto n = 1 + random_.below(3); n > 0; --n) {
      out += "    | \"rad " + std::to_string(n) + "\" | " + one({"2281", "0180", ""}) + " | " + maybe(50, day(2026, 2028)) + " | " + (random_.chance(70) ? fact_value(a) : "") +
             " | " + maybe(50, "2025-0" + number(1, 9)) + " | " + one({"incomplete", "error", ""}) + " | " + one({"inget värde", "2026-05-05", ""}) + " |\n";
    }
    return out + "slut\n";
  }

  support::Random random_;
  std::string head_;
  Strings decls_, flags_, money_terms_, flag_terms_, requirements_;
  std::string choice_, whole_, money_, days_, date_, optional_date_, list_, record_fact_;
  int ids_ = 0;
};

// The same words by an untidy hand: wider gaps, blanks at line ends, empty lines, comments between and
// after lines, CR before LF. Indents stay: they are meaning.
[[nodiscard]] inline std::string untidy(const std::string& text, std::uint64_t seed, bool comments = true) {
  support::Random random(seed);
  std::string out;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = text.find('\n', begin);
    std::string line = text.substr(begin, end - begin);
    begin = end + 1;
    if (comments && random.chance(12)) out += std::string(random.below(7), ' ') + "-- kommentar: slut, `regel`, \"citat\n";
    if (random.chance(8)) out += "\n";
    const std::size_t gap = line.rfind("   ");
    if (gap != std::string::npos && gap > line.find_first_not_of(' ')) line.insert(gap, random.below(4), ' ');
    if (comments && random.chance(12)) line += "   -- efter raden";
    out += line + std::string(random.below(3), ' ') + (random.chance(20) ? "\r\n" : "\n");
  }
  return out;
}

}  // namespace stadga::dsl::test

// generated_rules.cpp - see generated_rules.h.
#include "generated_rules.h"

#include <vector>

namespace stadga::bench {
namespace {

constexpr int kPerMatter = 20;
constexpr int kBands = 15;
constexpr int kWidth = 60'000;

std::string text(int number) { return std::to_string(number); }

std::string head(const char* word, const std::string& id, int number) {
  return std::string(word) + " " + id + " \"" + id + "\"\n  stöd Lagen " + text(number) +
         " §\n  gäller fr.o.m. 2020-01-01\n";
}

class Matter {
 public:
  Matter(int index, int matters) : index_(index), next_((index + 1) % matters), number_(index * kPerMatter) {}

  std::string facts() const {
    return "uppgift tal" + text(index_) + " : heltal 0..1000000\nuppgift val" + text(index_) +
           " : val { a, b, c, d }\nuppgift dag" + text(index_) + " : datum\nvärde summa" + text(index_) +
           " : kronor 0..1 000 000\n";
  }

  std::string rules() {
    std::string out;
    for (int band = 0; band < kBands; ++band) out += in_band(band);
    out += exception("a");
    out += exception("b");
    for (const char* choice : {"a", "b", "c"}) out += requirement(choice);
    return out;
  }

 private:
  std::string effect(int amount) const {
    return "  rättsföljd summa" + text(index_) + " är " + text(amount) + " kr\nslut\n";
  }

  std::string in_band(int band) {
    const std::string tal = "tal" + text(index_);
    const std::string id = "R" + text(++number_);
    bands_.push_back(id);
    std::string out = head("regel", id, number_);
    const std::string low = tal + " är minst " + text(band * kWidth);
    const std::string high = tal + " är mindre än " + text((band + 1) * kWidth);
    if (band == 0) {
      out += "  när " + high + "\n";
    } else if (band + 1 == kBands) {
      out += "  när " + low + "\n";
    } else {
      out += "  när alla av\n    - " + low + "\n    - " + high + "\n";
    }
    return out + effect(100 * (band + 1));
  }

  std::string exception(const std::string& choice) {
    const std::string id = "R" + text(++number_);
    std::string before;
    for (const auto& band : bands_) before += (before.empty() ? "" : ", ") + band;
    return head("regel", id, number_) + "  går före " + before + "\n  när val" + text(index_) + " är " + choice + "\n" +
           effect(number_);
  }

  std::string requirement(const std::string& choice) {
    const int threshold = 1'000 * (++number_ % kPerMatter + 1);
    return head("krav", "K" + text(number_), number_) + "  tillämpas när val" + text(index_) + " är inte " + choice +
           "\n  rekvisit någon av\n    - dag" + text(index_) + " är före 2001-01-01\n    - tal" + text(next_) +
           " är minst " + text(threshold) + "\nslut\n";
  }

  int index_, next_, number_;
  std::vector<std::string> bands_;
};

}  // namespace

std::string generated_rules(int rules) {
  const int matters = rules / kPerMatter;
  std::string facts;
  std::string provisions;
  std::string values;
  for (int i = 0; i < matters; ++i) {
    Matter matter(i, matters);
    facts += matter.facts();
    provisions += matter.rules();
    values += (values.empty() ? "summa" : ", summa") + text(i);
  }
  return "regelverk prov \"Prov\"\n  version  1\n  språk    sv\n"
         "  prövar   beslutsdagar fr.o.m. 2020-01-01 t.o.m. 2029-12-31\n  överklagas inte\n\n"
         "källa Lagen  sfs 2019:1  \"provlagen\"  vikt lag  kontrollerad t.o.m. 2025-01-01\n\n" +
         facts + provisions +
         "beslut prov\n  1. avslag när minst ett krav inte är uppfyllt eller inte är visat\n"
         "  2. bifall när alla krav är uppfyllda\n    anger " +
         values + "\nslut\n";
}

}  // namespace stadga::bench

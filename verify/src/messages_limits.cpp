// messages_limits.cpp - what is said when a municipality, a trial or an automated function goes beyond its limits,
// or when a rule has none left.
#include "messages.h"

namespace stadga::verify::messages {
namespace {

std::string listed(const std::vector<std::string>& names) {
  std::string out;
  for (const auto& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

}  // namespace

Finding unassessed(const std::string& fact, const LocalText& assessed) {
  return {{"ett beslut kan fattas utan en människa fast bedömningen " + fact +
               " har betydelse och ingen har gjort den; med den får ärendet i exemplet " + assessed.sv,
           "a decision can be made without a person although the assessment " + fact +
               " matters and nobody has made it; with it the case of the example gets " + assessed.en},
          {"låt ärendet lämnas till handläggare när " + fact + " kan ha betydelse, eller vidga \"behövs när\"",
           "leave the case to a caseworker when " + fact + " can matter, or widen \"needed when\""}};
}

Finding automatic_by_other_route(const LocalText& provisions) {
  return {{"ett beslut kan fattas utan en människa fast det vilar på " + provisions.sv +
               ", som inte överklagas genom förvaltningsbesvär (6 kap. 38 § kommunallagen)",
           "a decision can be made without a person although it rests on " + provisions.en +
               ", which has no administrative appeal (chapter 6, section 38, kommunallagen)"},
          {"lämna sådana ärenden till handläggare genom en väg, eller visa bestämmelsen bland skälen",
           "leave such cases to a caseworker by a route, or let the provision be one of the reasons"}};
}

Finding trial_leaks(const std::string& id, const std::string& title, const DateInterval& span,
                    const std::vector<std::string>& fillings, const LocalText& without) {
  const std::string name = id + " \"" + title + "\" (";
  const std::string with_sv = fillings.empty() ? "" : " genom " + listed(fillings);
  const std::string with_en = fillings.empty() ? "" : " through " + listed(fillings);
  return {{"försöket " + name + days({span}, MessageLanguage::kSwedish) + ") påverkar ett ärende utanför sina dagar" +
               with_sv + "; utan försöket får ärendet i exemplet " + without.sv,
           "the trial " + name + days({span}, MessageLanguage::kEnglish) + ") changes a case outside its days" +
               with_en + "; without the trial the case of the example gets " + without.en},
          {"skriv \"ingår i försök " + id + "\" i bestämmelsen, eller låt den gälla bara försökets dagar",
           "write \"part of trial " + id + "\" in the provision, or let it be in force on the trial's days only"}};
}

Finding not_opened(const std::string& value, const LocalText& provisions, const LocalText& without) {
  const std::string what_sv = value.empty() ? "utfallet" : value;
  const std::string what_en = value.empty() ? "the outcome" : value;
  return {{"kommunen ändrar " + what_sv + " utan att lagen låter den bestämma det: " + provisions.sv +
               "; utan dess bestämmelser får ärendet i exemplet " + without.sv,
           "the municipality changes " + what_en + " although the law does not open it: " + provisions.en +
               "; without its provisions the case of the example gets " + without.en},
          {"öppna det i regelverket med \"kommunen får bestämma\" och lagstödet, eller gör bestämmelsen till ett "
           "riktmärke eller en väg till handläggare",
           "open it in the rule set with \"the municipality may set\" and its law, or make the provision a "
           "guideline or a route to a caseworker"}};
}

Finding below_floor(const std::string& value, const std::vector<std::string>& fillings, const LocalText& local,
                    const LocalText& national, bool free) {
  const std::string what_sv = value.empty() ? "ett sämre utfall" : "ett sämre värde på " + value;
  const std::string what_en = value.empty() ? "a worse outcome" : "a worse value of " + value;
  const std::string by_sv = fillings.empty() ? "" : " genom " + listed(fillings);
  const std::string by_en = fillings.empty() ? "" : " through " + listed(fillings);
  Finding out{{"kommunen ger " + what_sv + " än lagens egna värden" + by_sv + ": " + local.sv + " i stället för " +
                   national.sv,
               "the municipality gives " + what_en + " than the law's own values" + by_en + ": " + local.en +
                   " instead of " + national.en},
              {"rätta kommunens värde eller bestämmelse, eller riktningen i \"endast till fördel för den enskilde\"",
               "correct the municipality's value or provision, or the direction of \"only in favour of the "
               "individual\""}};
  if (free) {
    out.help = {"lagen lämnar valet fritt; säg \"endast till fördel för den enskilde\" om den inte gör det",
                "the law leaves the choice free; say \"only in favour of the individual\" if it does not"};
  }
  return out;
}

Finding shadowed(const std::string& id, const std::string& title, const std::vector<std::string>& before,
                 bool is_default) {
  const std::string name = id + " \"" + title + "\"";
  if (is_default) {
    return {{name + " får aldrig avgöra: i varje fall gäller redan " + listed(before),
             name + " never decides: in every case one of these applies already: " + listed(before)},
            {"ta bort regeln, eller begränsa villkoren i de andra", "remove the rule, or narrow the others' conditions"}};
  }
  return {{name + " får aldrig avgöra: varje gång gäller också något som går före: " + listed(before),
           name + " never decides: whenever it applies, so does something that goes before it: " + listed(before)},
          {"ta bort bestämmelsen, eller begränsa undantaget", "remove the provision, or narrow the exception"}};
}

Finding out_of_bounds(const std::string& term, const std::string& value) {
  return {{term + " kan få ett värde utanför det intervall som deklareras: " + value,
           term + " can have a value outside the interval that it declares: " + value},
          {"begränsa rättsföljden (\"det största av\", \"det minsta av\") eller villkoret, eller vidga intervallet",
           "limit the effect (\"the greatest of\", \"the least of\") or the condition, or widen the interval"}};
}

}  // namespace stadga::verify::messages

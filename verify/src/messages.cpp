// messages.cpp - texts of findings, in Swedish and English. Lower case, no full stop, no words of
// the solver; each says what is wrong and what to do next.
#include "messages.h"

namespace stadga::verify::messages {
namespace {

std::string quoted(const std::string& title) { return "\"" + title + "\""; }

std::string joined(const std::vector<std::string>& parts, const std::string& last) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) out += i + 1 == parts.size() ? " " + last + " " : ", ";
    out += parts[i];
  }
  return out;
}

}  // namespace

std::string days(const std::vector<DateInterval>& days, MessageLanguage language) {
  const bool swedish = language == MessageLanguage::kSwedish;
  std::vector<std::string> parts;
  for (const auto& interval : days) {
    parts.push_back(interval.from == interval.to
                        ? to_string(interval.from)
                        : to_string(interval.from) + (swedish ? " t.o.m. " : " to ") +
                              to_string(interval.to));
  }
  return joined(parts, swedish ? "och" : "and");
}

Finding conflict(const std::string& subject, const std::vector<std::string>& rules) {
  const std::string first = rules.empty() ? subject : rules.front();
  const std::string last = rules.empty() ? subject : rules.back();
  return {{"två regler gäller samtidigt men ger olika svar för " + subject,
           "two rules apply at the same time and give different answers for " + subject},
          {"skriv \"går före " + first + "\" i " + last + " (eller tvärtom), eller begränsa villkoret",
           "write \"goes before " + first + "\" in " + last +
               " (or the other way round), or narrow the condition"}};
}

Finding hidden_conflict(const std::string& value) {
  return {{"reglerna ger olika svar för " + value +
               ", som därför saknas i ett beslut om bifall utan att något sägs",
           "the rules give different answers for " + value +
               ", which is then left out of a grant without a word"},
          {"låt den ena regeln gå före, eller låt bifall ange " + value,
           "let one rule go before the other, or let the grant name " + value}};
}

Finding gap_in_decision(const std::string& at, const std::string& detail) {
  if (!at.empty()) {
    return {{"inget steg i beslutet tar hand om " + at + " när det brister eller gäller",
             "no stage of the decision catches " + at + " when it fails or applies"},
            {"lägg till ett steg i beslutet som omfattar " + at,
             "add a stage to the decision that covers " + at}};
  }
  if (detail == "no_applicable_requirement") {
    return {{"ett ärende kan få bifall utan att något krav gäller det",
             "a case can be granted although no requirement applies to it"},
            {"se till att minst ett krav gäller varje ärende som kan få bifall, eller lämna fallet "
             "till handläggare",
             "make at least one requirement apply to every case that can be granted, or leave the "
             "case to a person"}};
  }
  return {{"ett ärende kan passera alla steg i beslutet utan att något gäller",
           "a case can pass all stages of the decision without any of them applying"},
          {"lägg till ett steg som omfattar ärendet", "add a stage that covers the case"}};
}

Finding gap_in_term(const std::string& term) {
  return {{"ingen regel bestämmer " + term + " i ett ärende som behöver det",
           "no rule determines " + term + " in a case that needs it"},
          {"lägg till en regel \"i övriga fall\" för " + term + ", eller vidga ett villkor",
           "add an \"otherwise\" rule for " + term + ", or widen a condition"}};
}

Finding gap_in_table(const std::string& table) {
  return {{"tabellen " + table + " saknar en rad för ett värde som ett ärende kan ha",
           "the table " + table + " has no row for a value that a case can have"},
          {"lägg till raden, eller låt ett sådant ärende lämnas till handläggare först",
           "add the row, or refer such a case to a caseworker first"}};
}

Finding guarantee(const std::string& id, const std::string& title) {
  return {{"det som alltid ska gälla gäller inte: " + id + " " + quoted(title),
           "what shall always hold does not: " + id + " " + quoted(title)},
          {"rätta reglerna, eller det som " + id + " säger", "correct the rules, or what " + id + " says"}};
}

Finding monotone(const std::string& id, const std::string& title, const std::string& subject) {
  return {{"det som alltid ska gälla gäller inte: " + id + " " + quoted(title) +
               "; de två ärendena skiljer sig bara åt i en uppgift, och " + subject + " går åt fel håll",
           "what shall always hold does not: " + id + " " + quoted(title) +
               "; the two cases differ in one fact, and " + subject + " moves the wrong way"},
          {"rätta reglerna, eller det som " + id + " säger", "correct the rules, or what " + id + " says"}};
}

Finding dead_rule(const std::string& id, const std::string& title) {
  return {{id + " " + quoted(title) + " kan aldrig bli tillämplig: villkoret kan inte uppfyllas",
           id + " " + quoted(title) + " can never apply: its condition cannot hold"},
          {"rätta villkoret eller giltighetstiden, eller ta bort bestämmelsen",
           "correct the condition or the validity, or remove the provision"}};
}

Finding dead_outside_horizon(const std::string& id, const std::string& title,
                             const DateInterval& horizon) {
  return {{id + " " + quoted(title) + " gäller bara utanför de beslutsdagar som regelverket prövar (" +
               days({horizon}, MessageLanguage::kSwedish) + ")",
           id + " " + quoted(title) + " is in force only outside the decision days of the rule set (" +
               days({horizon}, MessageLanguage::kEnglish) + ")"},
          {"rätta giltighetstiden, eller ta bort versionen",
           "correct the validity, or remove the version"}};
}

Finding dead_target(const std::string& id, const std::string& title, const std::string& term) {
  return {{id + " " + quoted(title) + " bestämmer " + term + ", som inget beslut läser",
           id + " " + quoted(title) + " determines " + term + ", which no decision reads"},
          {"använd " + term + " i beslutet, eller ta bort regeln",
           "use " + term + " in the decision, or remove the rule"}};
}

Finding days_missing(const std::string& subject, const std::vector<DateInterval>& gap) {
  return {{subject + " saknar version för beslutsdagar " + days(gap, MessageLanguage::kSwedish),
           subject + " has no version for decision days " + days(gap, MessageLanguage::kEnglish)},
          {"ange vad som gällde då, skriv \"nytt\" eller \"upphävt\" om lagen inget hade, eller "
           "begränsa vilka beslutsdagar regelverket prövar",
           "say what was in force then, write \"introduced\" or \"repealed\" where the law had "
           "nothing, or narrow the decision days of the rule set"}};
}

Finding days_doubled(const std::string& subject, const std::vector<DateInterval>& twice) {
  return {{subject + " har två versioner för beslutsdagar " + days(twice, MessageLanguage::kSwedish),
           subject + " has two versions for decision days " + days(twice, MessageLanguage::kEnglish)},
          {"låt den äldre versionen sluta dagen före den nya",
           "let the older version end on the day before the newer one"}};
}

Finding arithmetic(const std::string& id, const std::string& title, const std::string& detail) {
  LocalText what{"en beräkning som inte går att göra", "a calculation that cannot be made"};
  LocalText help{"begränsa villkoret eller uppgiftens intervall",
                 "narrow the condition or the range of the fact"};
  if (detail == "empty_list") {
    what = {"det minsta eller största i en lista där ingen post stämmer",
            "the least or greatest of a list in which no entry matches"};
    help = {"låt regeln gälla bara när minst en post stämmer",
            "let the rule apply only when at least one entry matches"};
  } else if (detail == "overflow") {
    what = {"ett belopp eller tal större än 2^53-1", "an amount or number beyond 2^53-1"};
  } else if (detail == "calendar_overflow") {
    what = {"en dag utanför kalendern 1900-2199", "a day outside the calendar 1900-2199"};
  } else if (detail == "missing_value") {
    what = {"en uppgift som saknas (inget)", "a fact that is none"};
    help = {"kräv först att uppgiften finns", "require first that the fact exists"};
  } else if (detail == "division_by_zero") {
    what = {"en division med noll", "a division by zero"};
  }
  return {{id + " " + quoted(title) + " kan leda till " + what.sv,
           id + " " + quoted(title) + " can lead to " + what.en},
          help};
}

Finding nonbinding_outcome(const std::string& outcome, const LocalText& rest_on,
                           const LocalText& otherwise) {
  return {{outcome + " vilar enbart på källor som inte är bindande: " + rest_on.sv +
               "; utan dem får ärendet i exemplet " + otherwise.sv,
           outcome + " rests on sources that bind nobody alone: " + rest_on.en +
               "; without them the case of the example gets " + otherwise.en},
          {"gör bestämmelsen till ett riktmärke, eller ange den lag som den stöder sig på",
           "make the provision a guideline, or cite the law that it rests on"}};
}

Finding nonbinding_value(const std::string& value, const LocalText& rest_on,
                         const LocalText& otherwise) {
  return {{value + " blir sämre för den enskilde enbart på grund av källor som inte är bindande: " +
               rest_on.sv + "; utan dem får ärendet i exemplet " + otherwise.sv,
           value + " is worse for the individual only because of sources that bind nobody: " +
               rest_on.en + "; without them the case of the example gets " + otherwise.en},
          {"gör bestämmelsen till ett riktmärke, eller ange den lag som den stöder sig på",
           "make the provision a guideline, or cite the law that it rests on"}};
}

Finding unknown_safety() {
  return {{"ett ärende avgörs fast uppgifter saknas, och får ett annat svar när de blir kända",
           "a case is decided although facts are missing, and gets another answer once they are "
           "known"},
          {"låt beslutet vänta på uppgifterna", "let the decision wait for the facts"}};
}

LocalText proved(const std::string& kind) {
  if (kind == "conflict") {
    return {"inget giltigt ärende leder till två olika svar",
            "no valid case leads to two different answers"};
  }
  if (kind == "gap") {
    return {"varje giltigt ärende får ett svar här", "every valid case gets an answer here"};
  }
  if (kind == "dead_rule") {
    return {"det finns ett ärende som bestämmelsen gäller",
            "there is a case to which the provision applies"};
  }
  if (kind == "date_coverage") {
    return {"varje beslutsdag har precis en version, eller uttryckligen ingen",
            "every decision day has exactly one version, or expressly none"};
  }
  if (kind == "arithmetic") {
    return {"inget giltigt ärende leder till ett räknefel",
            "no valid case leads to an arithmetic error"};
  }
  if (kind == "nonbinding_adverse") {
    return {"inget sämre svar vilar enbart på källor som inte är bindande",
            "no worse answer rests on non-binding sources alone"};
  }
  if (kind == "automation_fence") {
    return {"inget beslut fattas utan en människa där en bedömning, eller en annan väg att överklaga, spelar in",
            "no decision is made without a person where an assessment, or another appeal route, takes part"};
  }
  if (kind == "floor") {
    return {"med kommunens bestämmelser får ingen ett sämre svar än enligt lagens egna värden",
            "with what the municipality has decided nobody gets a worse answer than by the law's own values"};
  }
  if (kind == "delegation") {
    return {"kommunen ändrar bara det som lagen låter den bestämma",
            "the municipality changes only what the law lets it decide"};
  }
  if (kind == "bounds") {
    return {"värdet ligger alltid i det intervall som deklareras", "the value always lies in the interval that it declares"};
  }
  if (kind == "shadowed") {
    return {"det finns ett ärende som bestämmelsen avgör", "there is a case that the provision decides"};
  }
  if (kind == "guarantee") {
    return {"det gäller i varje ärende", "it holds in every case"};
  }
  if (kind == "monotone") {
    return {"mer av uppgiften för aldrig svaret åt det hållet", "more of the fact never moves the answer that way"};
  }
  if (kind == "independence") {
    return {"två ärenden som bara skiljer sig i den uppgiften får alltid samma svar",
            "two cases that differ in that fact only always get the same answer"};
  }
  if (kind == "cliff") {
    return {"ett steg mer ändrar aldrig svaret mer än vad som sägs", "one step more never moves the answer more than it says"};
  }
  if (kind == "redundant_exception") {
    return {"det finns ett ärende som undantaget ändrar", "there is a case that the exception changes"};
  }
  if (kind == "vacuous") {
    return {"varje del av villkoret har betydelse i något ärende", "every part of the condition matters in some case"};
  }
  if (kind == "overlap") {
    return {"inget ärende träffas av två regler på samma nivå", "no case meets two rules at one level"};
  }
  if (kind == "citation") {
    return {"lagen som åberopas fanns den dag bestämmelsen börjar gälla",
            "the law that is cited existed on the first day of the provision"};
  }
  if (kind == "trial_containment") {
    return {"utanför försökets dagar får varje ärende samma svar som utan försöket",
            "outside the days of the trial every case gets the same answer as without it"};
  }
  return {"ett svar som ges utan alla uppgifter ändras inte när de blir kända",
          "an answer given without all facts does not change once they are known"};
}

LocalText undecided() {
  return {"frågan blev inte avgjord inom den beräkningsgräns som är satt",
          "the question was not settled within the limit that is set"};
}

LocalText provisions(const engine::Ruleset& ruleset, const std::vector<std::string>& ids) {
  std::vector<std::string> sv;
  std::vector<std::string> en;
  const auto add = [&](const auto& item) {
    std::string sources_sv;
    std::string sources_en;
    for (const auto& cited : item.citations) {
      const auto& source = ruleset.at(cited.source);
      const LocalText name = citation(ruleset, cited);
      const LocalText rank = weight(source.weight);
      sources_sv += (sources_sv.empty() ? "" : "; ") + name.sv + ", " + rank.sv;
      sources_en += (sources_en.empty() ? "" : "; ") + name.en + ", " + rank.en;
    }
    sv.push_back(item.id + " " + quoted(item.title) + " (" + sources_sv + ")");
    en.push_back(item.id + " " + quoted(item.title) + " (" + sources_en + ")");
  };
  for (const auto& id : ids) {
    bool done = false;
    for (const auto& requirement : ruleset.requirements) {
      if (requirement.id == id && !done) add(requirement), done = true;
    }
    for (const auto& rule : ruleset.rules) {
      if (rule.id == id && !done) add(rule), done = true;
    }
  }
  return {joined(sv, "och"), joined(en, "and")};
}

LocalText ending(const JsonObject& result) {
  const auto text = [&](const char* key) {
    const auto found = result.find(key);
    if (found == result.end()) return std::string();
    if (const auto* string = found->second.as_string()) return *string;
    return canonical_or_die(found->second);
  };
  LocalText out = status(text("status"));
  if (const std::string outcome = text("outcome"); !outcome.empty()) out = {outcome, outcome};
  if (const std::string value = text("value"); !value.empty()) {
    out.sv += " (" + value + ")";
    out.en += " (" + value + ")";
  }
  return out;
}

}  // namespace stadga::verify::messages

// diff/words.cpp - see diff/words.h. Holds text for people.
#include "diff/words.h"

#include "stadga/base/money.h"

namespace stadga::verify::messages {
namespace {

std::string text_of(const JsonObject& object, const char* key) {
  const auto found = object.find(key);
  const auto* text = found == object.end() ? nullptr : found->second.as_string();
  return text == nullptr ? "" : *text;
}

LocalText printed(const Json& value) {
  if (value.is_null()) return {"inget värde", "no value"};
  if (const auto* text = value.as_string()) return {*text, *text};
  if (const auto* truth = value.as_bool())
    return *truth ? LocalText{"ja", "yes"} : LocalText{"nej", "no"};
  const std::string text = canonical_or_die(value);
  return {text, text};
}

}  // namespace

LocalText diff_same_rules() {
  return {"ingen skillnad: reglerna säger detsamma, även om texten är en annan",
          "no difference: the rules say the same, even where the text is another"};
}

LocalText diff_proved() {
  return {"ingen skillnad: varje ärende som båda tar emot får, med alla uppgifter, samma utfall och "
          "samma värden",
          "no difference: every case that both accept gets, with all its facts, the same outcome and "
          "the same values"};
}

LocalText diff_no_common_day(const engine::Ruleset& before, const engine::Ruleset& after) {
  const auto span = [](const engine::Ruleset& ruleset) {
    const DateInterval& days = ruleset.header.horizon;
    return to_string(days.from) + ".." + to_string(days.to);
  };
  const std::string a = span(before);
  const std::string b = span(after);
  return {"inget har jämförts: ingen dag prövas av båda (det gamla " + a + ", det nya " + b + ")",
          "nothing has been compared: no day is covered by both (the old " + a + ", the new " + b +
              ")"};
}

LocalText diff_on_days(const LocalText& text, const DateInterval& days) {
  const std::string span = to_string(days.from) + ".." + to_string(days.to);
  return {"på dagarna " + span + ", som båda prövar: " + text.sv,
          "on the days " + span + ", which both cover: " + text.en};
}

LocalText diff_found(std::size_t classes, bool complete, bool cut) {
  const std::string count = std::to_string(classes);
  LocalText out{count + (classes == 1 ? " klass" : " klasser") + " av ärenden får ett annat svar",
                count + (classes == 1 ? " class" : " classes") + " of cases get another answer"};
  if (complete) {
    out.sv += "; inget ärende utanför dem, bevisat";
    out.en += "; no case outside them, proved";
  } else if (cut) {
    out.sv += "; det finns fler, som inte visas";
    out.en += "; there are more, which are not shown";
  } else {
    out.sv += "; om det finns fler är inte avgjort";
    out.en += "; whether there are more is not settled";
  }
  return out;
}

LocalText diff_out_of_core(const std::string& construct) {
  return {"skillnaden kan inte prövas: jämförelsen omfattar inte " + construct,
          "the difference cannot be examined: the comparison does not cover " + construct};
}

LocalText diff_ending(const JsonObject& ending) {
  LocalText out = messages::ending(
      {{"status", text_of(ending, "status")}, {"outcome", text_of(ending, "outcome")}});
  if (const std::string reason = text_of(ending, "reason"); !reason.empty()) {
    const bool completion = reason == "komplettering";
    out.sv += completion ? " för komplettering" : " enligt en väg i reglerna";
    out.en += completion ? " for completion" : " by a route of the rules";
  }
  return out;
}

LocalText diff_class(const DiffClass& found) {
  const LocalText before = diff_ending(found.before);
  const LocalText after = diff_ending(found.after);
  if (!(found.before == found.after))
    return {before.sv + " → " + after.sv, before.en + " → " + after.en};
  LocalText out{before.sv + " i båda", before.en + " in both"};
  if (found.beside) out = {"inget beviljas i något av dem", "nothing is granted in either"};
  for (const ValueChange& value : found.values) {
    const LocalText a = printed(value.before);
    const LocalText b = printed(value.after);
    out.sv += ", " + value.name + " " + a.sv + " → " + b.sv;
    out.en += ", " + value.name + " " + a.en + " → " + b.en;
  }
  return out;
}

LocalText diff_help(const std::string& municipality) {
  static_cast<void>(municipality);
  return {"jämför med vad som beslutades: är det den ändring som avsågs?",
          "compare with what was decided: is it the change that was meant?"};
}

LocalText retroactive(Verdict verdict, const std::optional<Date>& from,
                      const std::vector<ChangedLaw>& law) {
  if (from) {
    const std::string day = to_string(*from);
    switch (verdict) {
      case Verdict::kProved:
        return {"nej, inget ärende med lag från före " + day,
                "no, no case under the law of a day before " + day};
      case Verdict::kRefuted:
        return {"ja, ärenden med lag från före " + day + " får ett annat svar",
                "yes, cases under the law of days before " + day + " get another answer"};
      default:
        return {"inte avgjort för dagar före " + day, "not settled for days before " + day};
    }
  }
  std::optional<Date> first;
  for (const ChangedLaw& change : law) {
    const bool counts = verdict == Verdict::kRefuted ? change.in_place : true;
    if (counts && (!first || change.days.from < *first)) first = change.days.from;
  }
  const std::string day = first ? to_string(*first) : "";
  if (verdict == Verdict::kRefuted) {
    return {"ja, lag som redan står i det gamla regelverket är omskriven fr.o.m. " + day +
                " (ange --from DAG om ändringen beslutades en viss dag)",
            "yes, law that the old rule set already has is rewritten from " + day +
                " (give --from DAY if the change was decided on a certain day)"};
  }
  return {day.empty() ? "nej" : "nej, först fr.o.m. " + day,
          day.empty() ? "no" : "no, only from " + day};
}

LocalText diff_kind(const std::string& kind) {
  if (kind == "requirement") return {"krav", "requirement"};
  if (kind == "rule") return {"regel", "rule"};
  if (kind == "parameter") return {"värde", "parameter"};
  if (kind == "table") return {"tabell", "table"};
  if (kind == "fact") return {"när uppgiften behövs", "when the fact is needed"};
  return {"beslutets steg", "stages of the decision"};
}

std::string signed_change(std::int64_t change, bool money) {
  const std::string text = money ? to_string(Money{change}) : std::to_string(change);
  return change > 0 ? "+" + text : text;
}

}  // namespace stadga::verify::messages

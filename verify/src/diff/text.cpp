// diff/text.cpp - what `diff` says to people: what changes and for whom first, then what has been
// proved.
#include <algorithm>

#include "case_words.h"
#include "diff/words.h"
#include "stadga/verify/diff.h"

namespace stadga::verify {
namespace {

using engine::Package;
using engine::Ruleset;

// Of two municipalities: the same changes with the same effect.
bool same_classes(const Comparison& a, const Comparison& b) {
  return std::equal(a.classes.begin(), a.classes.end(), b.classes.begin(), b.classes.end(),
                    [](const DiffClass& x, const DiffClass& y) {
                      return x.before == y.before && x.after == y.after &&
                             std::equal(x.values.begin(), x.values.end(), y.values.begin(),
                                        y.values.end(),
                                        [](const auto& v, const auto& w) {
                                          return v.name == w.name && v.change == w.change;
                                        }) &&
                             std::equal(x.law.begin(), x.law.end(), y.law.begin(), y.law.end(),
                                        [](const auto& v, const auto& w) {
                                          return v.name == w.name && v.days.from == w.days.from;
                                        });
                    });
}

class DiffText {
 public:
  DiffText(const Package& before, const Package& after, MessageLanguage language, bool plain)
      : before_(before), after_(after), language_(language), plain_(plain) {}

  std::string run(const DiffResult& result) {
    const auto& from = before_.base.header;
    const auto& to = after_.base.header;
    line(from.name + " " + from.version +
             (plain_ ? say(" jämförs med ", " compared with ") : " → ") + to.name + " " +
             to.version,
         0);
    add_inputs(result);
    const Comparison* base = nullptr;
    for (const Comparison& comparison : result.comparisons) {
      add(comparison, base);
      if (comparison.municipality.empty()) base = &comparison;
    }
    add_unfelt(result);
    add_summary(result);
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string say(const char* sv, const char* en) const {
    return language_ == MessageLanguage::kSwedish ? sv : en;
  }
  [[nodiscard]] std::string say(const LocalText& text) const { return in(text, language_); }

  // One sentence a line for screen readers, an indented line otherwise.
  void line(const std::string& text, int depth) {
    if (!plain_) {
      out_ += std::string(static_cast<std::size_t>(depth) * 2, ' ') + text + "\n";
      return;
    }
    std::string words = text;
    for (std::size_t at = words.find("→"); at != std::string::npos; at = words.find("→", at)) {
      words.replace(at, std::string("→").size(), say("blir", "becomes"));
    }
    const bool ended =
        !words.empty() && (words.back() == '.' || words.back() == ':' || words.back() == '?');
    out_ += words + (ended ? "\n" : ".\n");
  }
  void gap() {
    if (!plain_) out_ += "\n";
  }

  void add_inputs(const DiffResult& result) {
    const auto list = [&](bool output, bool waiting, const char* sv, const char* en) {
      bool first = true;
      for (const InputChange& input : result.inputs) {
        if (input.output != output || input.waiting != waiting) continue;
        if (first) gap();
        if (first) line(say(sv, en), 0);
        first = false;
        line(input.name + ": " + say(input.what), 1);
      }
    };
    list(false, false, "S2132 Ärendets uppgifter är andra (jämförelsen gäller ärenden som båda tar emot):",
         "S2132 The facts of a case are others (the comparison is about cases that both accept):");
    list(true, false, "S2133 Beslutet anger annat (jämförs inte):",
         "S2133 The decision names other things (not compared):");
    list(false, true, "S2135 Medan uppgifter saknas (sett i exempel, inte bevisat):",
         "S2135 While facts are missing (seen in examples, not proved):");
  }

  const Ruleset& ruleset(const Package& package, const std::string& code) const {
    const auto overlay = package.municipal.find(code);
    return overlay == package.municipal.end() ? package.base : overlay->second;
  }

  void add(const Comparison& comparison, const Comparison* base) {
    gap();
    std::string head =
        comparison.municipality.empty()
            ? say("Utan kommun", "Without a municipality")
            : say("Kommun ", "Municipality ") + comparison.municipality + " " + comparison.name;
    const std::string code = comparison.verdict.code.empty() ? "" : " " + comparison.verdict.code;
    line(head + ":" + code + " " + say(comparison.verdict.message), 0);
    if (base != nullptr && !comparison.classes.empty() && same_classes(*base, comparison)) {
      line(say("samma klasser som utan kommun", "the same classes as without a municipality"), 1);
      return;
    }
    for (std::size_t i = 0; i < comparison.classes.size(); ++i)
      add(comparison, comparison.classes[i], i + 1);
  }

  void add(const Comparison& comparison, const DiffClass& found, std::size_t place) {
    gap();
    line(std::to_string(place) + (plain_ ? ": " : ". ") + say(found.found.message), 1);
    for (const ValueChange& value : found.values) add_value(value);
    for (const ChangedLaw& law : found.law) add_law(comparison.municipality, law, 2);
    if (found.law.empty()) {
      std::string ids;
      for (const auto& id : found.found.rules) ids += (ids.empty() ? "" : ", ") + id;
      line(say("Bestämmelser: ", "Provisions: ") + ids, 2);
    }
    add_example(comparison.municipality, found.found, say("Exempel", "Example"));
    const std::string code = found.retroactive.code.empty() ? "" : found.retroactive.code + " ";
    line(code + say("Retroaktivt: ", "Retroactive: ") + say(found.retroactive.message), 2);
    const bool other = found.retroactive.verdict == Verdict::kRefuted &&
                       !(found.retroactive.witnesses == found.found.witnesses);
    if (other)
      add_example(comparison.municipality, found.retroactive,
                  say("Exempel från tidigare dag", "Example of an earlier day"));
  }

  void add_value(const ValueChange& value) {
    const auto words = [&](const Json& printed) {
      return printed.is_null() ? say("inget värde", "no value") : value_words(printed, language_);
    };
    std::string text = value.name + ": " + words(value.before) + " → " + words(value.after);
    if (value.change) {
      text += " (" + messages::signed_change(*value.change, value.money) +
              (value.money ? " kr" : "") + ")";
      const bool spread = value.least && value.greatest && *value.least != *value.greatest;
      if (spread) text += say("; i klassen ", "; in the class ") + extremes(value);
    }
    line(text, 2);
  }
  std::string extremes(const ValueChange& value) const {
    const auto one = [&](std::int64_t change, bool exact) {
      return messages::signed_change(change, value.money) +
             (exact ? "" : say(" eller mer", " or more"));
    };
    return one(*value.least, value.least_exact) + say(" till ", " to ") +
           one(*value.greatest, value.greatest_exact);
  }

  void add_law(const std::string& code, const ChangedLaw& law, int depth) {
    std::string head = law.name;
    if (!law.title.empty()) head += " \"" + law.title + "\"";
    head += ", " + say(messages::diff_kind(law.kind));
    const bool was = law.in_old || law.gap_in_old;
    const bool is = law.in_new || law.gap_in_new;
    head += law.gap_in_new && !law.in_new ? say(", saknar version", ", lacks a version")
            : was && is                   ? say(", ändrad", ", changed")
            : is                          ? say(", ny", ", new")
                                          : say(", borttagen", ", removed");
    const bool open = after_.base.header.horizon.to <= law.days.to;
    head += say(" fr.o.m. ", " from ") + to_string(law.days.from);
    if (!open) head += say(" t.o.m. ", " to ") + to_string(law.days.to);
    line(head, depth);
    const std::string none = say("ingen version täcker dagarna", "no version covers the days");
    if (law.gap_in_old) line(say("förut: ", "before: ") + none, depth + 1);
    if (law.in_old)
      line(say("förut: ", "before: ") +
               side(ruleset(before_, code), law.old_citations, law.before, law.old_span),
           depth + 1);
    if (law.gap_in_new) line(say("nu: ", "now: ") + none, depth + 1);
    if (law.in_new)
      line(say("nu: ", "now: ") +
               side(ruleset(after_, code), law.new_citations, law.after, law.new_span),
           depth + 1);
  }
  std::string side(const Ruleset& of, const std::vector<engine::Citation>& cited,
                   const std::string& says, const engine::Span& span) const {
    std::string out = says;
    std::string law;
    for (const auto& citation : cited)
      law += (law.empty() ? "" : "; ") + say(messages::citation(of, citation));
    if (!law.empty()) out += out.empty() ? law : " (" + law + ")";
    if (span.line > 0)
      out += (plain_ ? ", " : "   ") + span.file + ":" + std::to_string(span.line) + ":" +
             std::to_string(span.column);
    return out;
  }

  void add_example(const std::string& code, const Obligation& o, const std::string& head) {
    const std::string before =
        case_words(ruleset(before_, code), o.witnesses[0], language_, plain_);
    const std::string after = case_words(ruleset(after_, code), o.witnesses[1], language_, plain_);
    line(head + say(" (kört i motorn under båda):", " (run in the engine under both):"), 2);
    if (before == after) {
      line(before, 3);
    } else {
      line(say("till det gamla: ", "to the old: ") + before, 3);
      line(say("till det nya: ", "to the new: ") + after, 3);
    }
    if (o.assumes.empty()) return;
    std::string assumed;
    for (const auto& one : o.assumes) assumed += (assumed.empty() ? "" : ", ") + one;
    line(say("Förutsatt att ", "Provided that ") + assumed, 3);
  }

  // What is written otherwise and belongs to no class.
  void add_unfelt(const DiffResult& result) {
    bool first = true;
    for (const ChangedLaw& law : result.law) {
      const bool felt = std::any_of(
          result.comparisons.begin(), result.comparisons.end(), [&](const Comparison& c) {
            return std::any_of(c.classes.begin(), c.classes.end(), [&](const DiffClass& found) {
              return std::any_of(found.law.begin(), found.law.end(), [&](const ChangedLaw& other) {
                return other.kind == law.kind && other.name == law.name &&
                       other.days.from == law.days.from;
              });
            });
          });
      if (felt) continue;
      if (first) gap();
      if (first)
        line(say("Ändrat utan att höra till någon av klasserna:",
                 "Changed, and part of none of the classes:"),
             0);
      first = false;
      add_law("", law, 1);
    }
  }

  void add_summary(const DiffResult& result) {
    gap();
    std::string affected;
    std::string spared;
    std::string open;
    for (const Comparison& c : result.comparisons) {
      if (c.municipality.empty()) continue;
      std::string& to = c.verdict.verdict == Verdict::kRefuted  ? affected
                        : c.verdict.verdict == Verdict::kProved ? spared
                                                                : open;
      to += (to.empty() ? "" : ", ") + c.municipality + " " + c.name;
    }
    if (!affected.empty())
      line(say("Kommuner som berörs: ", "Municipalities affected: ") + affected, 0);
    if (!spared.empty())
      line(say("Kommuner som inte berörs, bevisat: ", "Municipalities not affected, proved: ") +
               spared,
           0);
    if (!open.empty())
      line(say("Kommuner där det inte är avgjort: ", "Municipalities not settled: ") + open, 0);
    add_only(result.only_old,
             say("S2134 Kommuner bara i det gamla: ", "S2134 Municipalities only in the old: "));
    add_only(result.only_new,
             say("S2134 Kommuner bara i det nya: ", "S2134 Municipalities only in the new: "));
    if (result.comparisons.empty()) return;
    const DateInterval& days = result.comparisons.front().days;
    if (days.to < days.from) return;
    line(say("Gäller ärenden som båda tar emot, beslutsdagar ",
             "Holds for cases that both accept, decision days ") +
             messages::days({days}, language_),
         0);
  }
  void add_only(const std::vector<std::string>& codes, const std::string& head) {
    std::string all;
    for (const auto& code : codes) all += (all.empty() ? "" : ", ") + code;
    if (!all.empty()) line(head + all, 0);
  }

  const Package& before_;
  const Package& after_;
  MessageLanguage language_;
  bool plain_;
  std::string out_;
};

}  // namespace

std::string to_text(const Package& before, const Package& after, const DiffResult& result,
                    MessageLanguage language, bool plain) {
  return DiffText(before, after, language, plain).run(result);
}

}  // namespace stadga::verify

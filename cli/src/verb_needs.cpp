// needs: what a case needs next, the cheapest first. What that is the engine says (`missing`): what
// the first stage that is not settled waits for, and not what later stages may ask. The order is by who can supply it: a register or a document before a question to
// the applicant, before the caseworker's own knowledge, before an assessment.
#include <algorithm>
#include <array>

#include "files.h"
#include "load.h"
#include "stadga/base/text.h"
#include "stadga/engine/case.h"
#include "stadga/engine/evaluate.h"
#include "stadga/explain/question.h"
#include "verbs.h"

namespace stadga::cli {
namespace {

constexpr std::size_t kMaxCase = 1U << 20U;

enum class From : std::uint8_t { kRegister, kApplicant, kCaseworker, kAssessment };

constexpr std::array<const char*, 4> kFromNames{"register", "applicant", "caseworker", "assessment"};

const char* name(From from) { return kFromNames[static_cast<std::size_t>(from)]; }

LocalText words(From from) {
  switch (from) {
    case From::kRegister: return {"hämtas ur register eller handling", "to be had from a register or a document"};
    case From::kApplicant: return {"frågas sökanden", "to be asked of the applicant"};
    case From::kCaseworker: return {"fylls i av handläggaren", "to be filled in by the caseworker"};
    case From::kAssessment: break;
  }
  return {"bedöms av handläggaren", "to be assessed by the caseworker"};
}

bool is_applicant(const std::string& source) {
  return source.starts_with("sökande") || source == "applicant" || source == "part" || source == "parten";
}
bool is_caseworker(const std::string& source) {
  return source.starts_with("handläggare") || source == "caseworker";
}

// Sources stand in order of preference: the first one says where a fact is best had from.
From from_of(const engine::Missing& missing) {
  if (missing.assessment) return From::kAssessment;
  if (missing.sources.empty() || is_applicant(missing.sources.front())) return From::kApplicant;
  return is_caseworker(missing.sources.front()) ? From::kCaseworker : From::kRegister;
}

std::vector<engine::Missing> cheapest_first(std::vector<engine::Missing> missing) {
  std::stable_sort(missing.begin(), missing.end(),
                   [](const auto& a, const auto& b) { return from_of(a) < from_of(b); });
  return missing;
}

Json to_json(const engine::Missing& missing) {
  JsonArray sources;
  for (const std::string& source : missing.sources) sources.emplace_back(source);
  JsonObject out{{"fact", missing.fact},
                 {"path", missing.path},
                 {"question", missing.question},
                 {"sources", std::move(sources)},
                 {"from", name(from_of(missing))}};
  if (!missing.reason.empty()) out.emplace("reason", missing.reason);
  return out;
}

LocalText nothing_more(const engine::Evaluation& found) {
  switch (found.status) {
    case engine::CaseStatus::kDetermined:
      return {"Inget mer behövs: ärendet är avgjort", "Nothing more is needed: the case is determined"};
    case engine::CaseStatus::kReferred:
      return {"Inget mer behövs: ärendet går till en handläggare",
              "Nothing more is needed: the case goes to a caseworker"};
    case engine::CaseStatus::kIncomplete:
      return {"Ärendet är inte avgjort, men det som saknas lämnas frivilligt och efterfrågas inte",
              "The case is not determined, but what is missing is voluntary and not asked for"};
    default:
      return {"Inga fler uppgifter ändrar svaret: reglerna kan inte pröva ärendet",
              "No further fact changes the answer: the rules cannot decide the case"};
  }
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + printable(word);
  return out;
}

// One fact on one line; two where lines may be indented.
void show_one(Console& console, std::size_t number, const engine::Missing& missing,
              const std::string& question) {
  const std::string sources = missing.sources.empty() ? "" : console.in({", från ", ", from "}) + joined(missing.sources);
  const std::string how = printable(missing.fact) + ": " + console.in(words(from_of(missing))) + sources +
                          (missing.reason.empty() ? "" : " [" + printable(missing.reason) + "]");
  if (console.format() == Format::kPlain) {
    console.line(question);
    return console.line(how + ".");
  }
  console.line(std::to_string(number) + ". " + question);
  console.line("   " + how);
}

void show(Console& console, const engine::CaseReading& reading, const engine::Evaluation& found,
          const std::vector<engine::Missing>& order) {
  const bool plain = console.format() == Format::kPlain;
  if (order.empty()) return console.line(console.in(nothing_more(found)) + (plain ? "." : ""));
  console.line(console.in({"Det här behövs härnäst, det som är enklast att ta reda på först",
                           "This is needed next, the easiest to find out first"}) +
               (plain ? "." : ":"));
  for (std::size_t i = 0; i < order.size(); ++i) {
    show_one(console, i + 1, order[i],
             explain::question_words(*reading.ruleset, *reading.value, order[i], console.language()));
  }
  console.line(console.in({"Kör igen när något av det är känt: senare steg i beslutet kan behöva mer",
                           "Run again when something of it is known: later stages of the decision may need more"}) +
               (plain ? "." : ""));
}

}  // namespace

Exit run(const NeedsOptions& options, Console& console) {
  const auto outcome = load({options.ruleset, options.overlays, false});
  if (const auto* failure = std::get_if<Failed>(&outcome)) return console.fail(*failure);
  const auto& loaded = std::get<Loaded>(outcome);
  console.ruleset_language(loaded.package().base.header.language);
  const auto text = read_up_to(options.case_file, kMaxCase);
  if (!text) return console.fail(failed(text.error()));
  const engine::CaseReading reading = engine::read_case(loaded.package(), *text);
  if (!reading.value) return console.fail(failed(reading.problems));
  const engine::Evaluation found = engine::evaluate(*reading.ruleset, *reading.value);
  const std::vector<engine::Missing> order = cheapest_first(found.missing);
  if (!console.json()) {
    show(console, reading, found, order);
    return console.finish(kHolds);
  }
  JsonArray needs;
  for (const engine::Missing& missing : order) needs.push_back(to_json(missing));
  console.json_line(JsonObject{{"stadga", 1},
                               {"status", engine::name(found.status)},
                               {"needs", std::move(needs)},
                               {"done", order.empty()}});
  return console.finish(kHolds);
}

}  // namespace stadga::cli

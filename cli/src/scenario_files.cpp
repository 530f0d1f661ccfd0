// scenario_files.cpp - see scenario_files.h. Nothing that is there is written over without --force, and a
// bundle never.
#include "scenario_files.h"

#include <cerrno>
#include <filesystem>

#include "files.h"
#include "output_file.h"
#include "progress.h"
#include "stadga/base/crypto.h"
#include "stadga/base/text.h"
#include "stadga/dsl/scenario_text.h"
#include "stadga/verify/generate.h"

namespace stadga::cli {
namespace {

namespace fs = std::filesystem;
using verify::AtomReport;
using verify::Found;

std::string rule_set_line(const engine::Package& package, bool swedish) {
  const engine::Header& header = package.base.header;
  return (swedish ? "Regelverket " : "The rule set ") + header.name + " " + header.version + ", " + package.base.hash;
}

bool speaks_swedish(const engine::Package& package) { return package.base.header.language != "en"; }

std::vector<std::string> heading(const engine::Package& package, const LocalText& what) {
  const bool swedish = speaks_swedish(package);
  return {swedish ? what.sv : what.en, rule_set_line(package, swedish),
          swedish ? "Ingen jurist har läst dem. Väntat är vad reglerna gör, inte vad lagen menar: läs, ändra och behåll."
                  : "No jurist has read them. Expected is what the rules do, not what the law means: read, edit and keep."};
}

Failed not_a_rule_file(const std::string& path) {
  return {{{"S6027",
            path,
            {"typfall skrivs i en regelfil (.stadga), inte i ett kompilerat regelverk eller en annan fil",
             "scenarios are written to a rule file (.stadga), to no bundle and no other file"},
            {},
            {}}},
          kInvalid};
}

// The last line says what the file held when it was written, so that what somebody has added or changed
// since is never written over.
constexpr std::string_view kSealSv = "-- Som den skrevs: ";
constexpr std::string_view kSealEn = "-- As it was written: ";

std::string sealed(std::string text, bool swedish) {
  const std::string hash = sha256_name(text);
  return text + std::string(swedish ? kSealSv : kSealEn) + hash + "\n";
}

bool is_as_written(std::string_view text) {
  const auto last = text.rfind("\n-- ");
  if (last == std::string_view::npos) return false;
  const std::string_view held = text.substr(0, last + 1);
  const std::string_view line = text.substr(last + 1);
  for (const auto seal : {kSealSv, kSealEn}) {
    if (line == std::string(seal) + sha256_name(held) + "\n") return true;
  }
  return false;
}

Failed holds_other_text(const std::string& path) {
  return {{{"S6031",
            path,
            {"filen innehåller annat än det som stadga skrev; den skrivs inte över, inte heller med --force: spara "
             "under ett annat namn, eller ta själv bort filen",
             "the file holds other text than what stadga wrote; it is not written over, --force or not: write "
             "under another name, or remove the file yourself"},
            {},
            {}}},
          kInvalid};
}

// May the file be written?
std::optional<Failed> refused(const std::string& path, bool force) {
  if (fs::path(path).extension() != ".stadga" || is_folder(path)) return not_a_rule_file(path);
  if (!path_exists(path)) return std::nullopt;
  const auto text = read_file(path, kMaxRuleFile);
  if (text && text->starts_with('{')) return not_a_rule_file(path);
  if (!force) return failed(already_there(path));
  if (!text || !is_as_written(*text)) return holds_other_text(path);
  return std::nullopt;
}

// Can something be written there? Nothing is left behind.
std::optional<Failed> unwritable_below(const fs::path& folder, const std::string& target) {
  fs::path there = folder.empty() ? fs::path(".") : folder;
  std::error_code error;
  while (!fs::exists(there, error) && there.has_parent_path() && there.parent_path() != there) there = there.parent_path();
  if (!fs::exists(there, error)) there = ".";
  if (!fs::is_directory(there, error)) return failed(unwritable(target, ENOTDIR));
  const auto tried = OutputFile::create((there / "fynd.stadga").string(), OutputFile::Over::kReplace,
                                        OutputFile::Readers::kAll);
  if (!tried) return Failed{{{tried.error().code, target, tried.error().message, {}, {}}}, exit_of(tried.error().failure)};
  return std::nullopt;
}

Status write(const std::string& path, const std::string& text, bool force) {
  return force ? write_whole(path, text) : write_new(path, text, false);
}

std::string place(const AtomReport& atom) {
  std::string out = atom.municipality.empty() ? "" : atom.municipality + " ";
  out += atom.provision + " " + atom.clause + " " + std::to_string(atom.number) + "/" + std::to_string(atom.of);
  if (!atom.words.empty()) out += " (" + atom.words + ")";
  return out + " " + atom.span.file + ":" + std::to_string(atom.span.line);
}

LocalText what_became(const AtomReport& atom) {
  switch (atom.found) {
    case Found::kNone: return {"inget ärende skiljer den från sin motsats", "no case tells it from its opposite"};
    case Found::kUndecided: return {"inte avgjort inom gränsen, pröva --effort", "not settled within the limit, try --effort"};
    case Found::kOutOfCore:
      if (atom.construct.starts_with("kommun.")) {
        return {"kan inte frågas: ingen kommun har bestämt " + atom.construct + ", välj en kommun som har det",
                "cannot be asked: no municipality has set " + atom.construct + ", choose one that has"};
      }
      return {"kan inte frågas: " + atom.construct, "cannot be asked: " + atom.construct};
    case Found::kCondition:
      if (atom.open) {
        return {"skiljer villkoret; om något resultat skiljs är inte avgjort inom gränsen, pröva --effort",
                "tells the condition; whether it tells a result is not settled within the limit, try --effort"};
      }
      return {"skiljer villkoret men inget resultat", "tells the condition but no result"};
    case Found::kResult: break;
  }
  return {};
}

std::int64_t count(const verify::Generated& generated, Found found) {
  std::int64_t out = 0;
  for (const AtomReport& atom : generated.atoms) out += atom.found == found ? 1 : 0;
  return out;
}

void say_report(const Console& console, const verify::Generated& generated) {
  for (const AtomReport& atom : generated.atoms) {
    if (atom.found == Found::kResult) continue;
    const LocalText why = what_became(atom);
    console.say(LocalText{place(atom) + ": " + why.sv, place(atom) + ": " + why.en});
  }
  const std::string scenarios = std::to_string(generated.scenarios.size());
  const std::string atoms = std::to_string(generated.atoms.size());
  const std::string told = std::to_string(count(generated, Found::kResult));
  console.say(LocalText{scenarios + " typfall; " + told + " av " + atoms + " led skiljer resultatet",
                        scenarios + " scenarios; " + told + " of " + atoms + " parts tell the result"});
}

}  // namespace

Exit generate(const TestOptions& options, Console& console) {
  auto outcome = load_for({options.ruleset, options.overlays, false}, options.municipality, console);
  if (auto* failure = std::get_if<Failed>(&outcome)) return console.fail(*failure);
  const Loaded& loaded = std::get<Loaded>(outcome);
  const engine::Package& package = loaded.package();
  if (!options.output.empty()) {
    if (const auto failure = refused(options.output, options.force)) return console.fail(*failure);
  }
  verify::GenerateOptions wanted;
  wanted.municipality = options.municipality;
  wanted.rlimit *= options.effort;
  auto generated = [&] {
    const Progress progress(console, {"söker ärenden", "looking for cases"});
    return verify::generate(package, wanted);
  }();
  if (!generated) return console.fail(failed(generated.error()));
  auto text = dsl::scenario_text(
      package.base, heading(package, {"Genererade typfall: `stadga test --generate`.", "Generated scenarios: `stadga test --generate`."}),
      generated->scenarios, dsl::keyword_language(loaded.bundle.sources));
  if (!text) return console.fail(failed(text.error()));
  *text = sealed(std::move(*text), speaks_swedish(package));
  if (!options.output.empty()) {
    if (Status done = write(options.output, *text, options.force); !done) return console.fail(failed(done.error()));
  }
  if (console.json()) {
    JsonObject report = verify::to_json(*generated);
    report["stadga"] = 1;
    report["ruleset"] = ruleset_json(package);
    report[options.output.empty() ? "text" : "file"] = options.output.empty() ? *text : options.output;
    console.json_line(report);
  } else {
    if (options.output.empty()) console.write(*text);
    say_report(console, *generated);
  }
  return console.finish(kHolds);
}

namespace {

struct ScenarioFile {
  std::string path, text;
};

std::variant<std::vector<ScenarioFile>, Failed> files_of(const Loaded& loaded, const verify::SavedWitnesses& saved,
                                                         const std::string& target) {
  const engine::Package& package = loaded.package();
  const bool one_file = fs::path(target).extension() == ".stadga" && !is_folder(target);
  std::vector<std::pair<std::string, std::vector<engine::Scenario>>> parts;
  for (const auto& of : saved.kinds) {
    const std::string path = one_file ? target : (fs::path(target) / ("fynd-" + of.kind + ".stadga")).string();
    if (parts.empty() || !one_file) parts.emplace_back(path, std::vector<engine::Scenario>{});
    parts.back().second.insert(parts.back().second.end(), of.scenarios.begin(), of.scenarios.end());
  }
  std::vector<ScenarioFile> out;
  for (const auto& [path, scenarios] : parts) {
    const auto text = dsl::scenario_text(
        package.base, heading(package, {"Ärenden som `stadga check --save-witnesses` fann.", "Cases that `stadga check --save-witnesses` found."}),
        scenarios, dsl::keyword_language(loaded.bundle.sources));
    if (!text) return failed(text.error());
    out.push_back({path, sealed(*text, speaks_swedish(package))});
  }
  return out;
}

void say_saved(const Console& console, const verify::SavedWitnesses& saved, const std::vector<ScenarioFile>& files) {
  for (const auto& id : saved.not_runnable) {
    console.say(LocalText{id + ": inget typfall, för ärendet vilar på något som ingen kommun har bestämt",
                          id + ": no scenario, for its case rests on what no municipality has decided"});
  }
  for (const auto& file : files) console.say(LocalText{"skriven: " + file.path, "written: " + file.path});
  if (files.empty()) console.say(LocalText{"inget fynd att spara", "no finding to save"});
}

}  // namespace

std::optional<Failed> cannot_save(const CheckOptions& options) {
  const fs::path target = options.save_witnesses;
  const bool one_file = target.extension() == ".stadga" && !is_folder(options.save_witnesses);
  if (one_file) {
    if (auto failure = refused(options.save_witnesses, options.force)) return failure;
  }
  return unwritable_below(one_file ? target.parent_path() : target, options.save_witnesses);
}

std::optional<Failed> save_witnesses(const Loaded& loaded, const verify::CheckResult& result,
                                     const CheckOptions& options, const Console& console) {
  const auto saved = verify::save_witnesses(loaded.package(), result);
  auto made = files_of(loaded, saved, options.save_witnesses);
  if (const auto* failure = std::get_if<Failed>(&made)) return *failure;
  const auto& files = std::get<std::vector<ScenarioFile>>(made);
  for (const auto& file : files) {
    if (auto failure = refused(file.path, options.force)) return failure;
  }
  std::error_code error;
  if (!files.empty()) fs::create_directories(fs::path(files.front().path).parent_path(), error);
  for (const auto& file : files) {
    if (Status done = write(file.path, file.text, options.force); !done) return failed(done.error());
  }
  say_saved(console, saved, files);
  return std::nullopt;
}

}  // namespace stadga::cli

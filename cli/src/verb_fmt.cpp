// fmt: rule files in canonical layout. Every file is laid out before the first one is written, so that
// a mistake in one of them changes none.
#include "files.h"
#include "rule_files.h"
#include "stadga/base/text.h"
#include "stadga/dsl/format.h"
#include "verbs.h"

namespace stadga::cli {
namespace {

struct LaidOut {
  std::string path, text;
  bool changed = false;
};

Failed altered(const std::string& path) {
  return {{{"S6019",
            path,
            {"layouten skulle ändra filens ord: inget är skrivet, och det är ett fel i stadga",
             "the layout would change the file's words: nothing is written, and it is a bug in stadga"},
            {},
            {}}},
          kInternal};
}

void add(Failed& failure, const Failed& more) {
  failure.problems.insert(failure.problems.end(), more.problems.begin(), more.problems.end());
  failure.exit = more.exit == kInternal ? kInternal : failure.exit;
}

std::variant<std::vector<LaidOut>, Failed> lay_out(const RuleFiles& files) {
  std::vector<LaidOut> out;
  Failed failure;
  for (const engine::SourceFile& source : files.sources) {
    dsl::FormatResult result = dsl::format(source);
    if (!result.diagnostics.empty()) {
      add(failure, failed(result.diagnostics));
    } else if (!result.text) {
      add(failure, altered(source.path));
    } else {
      const bool changed = *result.text != source.text;
      out.push_back({source.path, std::move(*result.text), changed});
    }
  }
  if (!failure.problems.empty()) return failure;
  return out;
}

Status write(const RuleFiles& files, const std::vector<LaidOut>& laid_out) {
  for (std::size_t i = 0; i < laid_out.size(); ++i) {
    if (!laid_out[i].changed) continue;
    if (Status done = write_whole(files.path_of(files.sources[i]), laid_out[i].text); !done) return done;
  }
  return Unit{};
}

void show(Console& console, const std::vector<LaidOut>& laid_out, bool check) {
  if (console.json()) {
    JsonArray list;
    for (const LaidOut& file : laid_out) list.emplace_back(JsonObject{{"path", file.path}, {"changed", file.changed}});
    return console.json_line(JsonObject{{"stadga", 1}, {"files", std::move(list)}});
  }
  const bool plain = console.format() == Format::kPlain;
  for (const LaidOut& file : laid_out) {
    if (!file.changed) continue;
    const LocalText what = check ? LocalText{"skulle ändras: ", "would change: "} : LocalText{"ändrad: ", "changed: "};
    console.line(console.in(what) + printable(file.path) + (plain ? "." : ""));
  }
}

bool any_changed(const std::vector<LaidOut>& laid_out) {
  for (const LaidOut& file : laid_out) {
    if (file.changed) return true;
  }
  return false;
}

Failed not_writable_back(const std::string& path) {
  return {{{"S6020",
            path,
            {"fmt läser regelfiler och regelmappar; standard in och ett kompilerat regelverk visas med --stdout",
             "fmt reads rule files and folders; standard input and a bundle are shown with --stdout"},
            {},
            {}}},
          kInvalid};
}

}  // namespace

Exit run(const FmtOptions& options, Console& console) {
  auto read = read_rule_files(options.path);
  if (const auto* failure = std::get_if<Failed>(&read)) return console.fail(*failure);
  const RuleFiles& files = std::get<RuleFiles>(read);
  if (!options.to_stdout && !options.check && (files.bundle || options.path == "-")) {
    return console.fail(not_writable_back(options.path));
  }
  auto laid_out = lay_out(files);
  if (const auto* failure = std::get_if<Failed>(&laid_out)) return console.fail(*failure);
  const auto& all = std::get<std::vector<LaidOut>>(laid_out);
  if (options.to_stdout) {
    for (const LaidOut& file : all) console.write(file.text);
    return console.finish(options.check && any_changed(all) ? kFinding : kHolds);
  }
  if (!options.check) {
    if (Status done = write(files, all); !done) return console.fail(failed(done.error()));
  }
  show(console, all, options.check);
  return console.finish(options.check && any_changed(all) ? kFinding : kHolds);
}

}  // namespace stadga::cli

// compile.cpp - the pipeline: parse every file, lower the base, lower each overlay on a copy of it,
// then the scenarios. Diagnostics of all of them are kept, ordered, with the law they stand under.
#include "stadga/dsl/compile.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "messages/keyword_language.h"
#include "messages/law.h"
#include "sema/law.h"
#include "sema/lower.h"
#include "sema/scenarios.h"
#include "syntax/parser.h"

namespace stadga::dsl {
namespace {

using syntax::Decl;
using syntax::File;
using syntax::Kw;
using Diagnostics = sema::Diagnostics;

int group_of(const std::string& path) {
  if (path.rfind("kommuner/", 0) == 0) return 1;
  return path.rfind("typfall/", 0) == 0 ? 2 : 0;
}

std::vector<const engine::SourceFile*> ordered(const SourceSet& sources) {
  std::vector<const engine::SourceFile*> out;
  for (const engine::SourceFile& source : sources) out.push_back(&source);
  std::stable_sort(out.begin(), out.end(), [](const auto* a, const auto* b) {
    return std::make_tuple(group_of(a->path), std::string_view(a->path)) <
           std::make_tuple(group_of(b->path), std::string_view(b->path));
  });
  return out;
}

class Compilation {
 public:
  explicit Compilation(const SourceSet& sources) {
    for (const engine::SourceFile* source : ordered(sources)) {
      syntax::ParseResult parsed = syntax::parse(source->path, source->text);
      result_.diagnostics.insert(result_.diagnostics.end(), parsed.diagnostics.begin(), parsed.diagnostics.end());
      files_.push_back(std::move(parsed.file));
    }
  }

  CompileResult run() {
    sema::Files base_files;
    sema::Files all;
    std::vector<const File*> overlays;
    for (const File& file : files_) {
      all.push_back(&file);
      (is_overlay(file) ? overlays : base_files).push_back(&file);
    }
    const sema::Lowered base = sema::lower_base(base_files, result_.diagnostics);
    std::vector<std::string> ids = sema::keys(base.symbols.provisions);
    std::vector<sema::Lowered> municipal;
    for (const File* file : overlays) lower_overlay(base, *file, ids, municipal);
    result_.scenarios = sema::lower_scenarios(base, ids, all, result_.diagnostics);
    finish_diagnostics(base, municipal);
    if (!failed()) result_.package = package(base.ruleset, std::move(municipal));
    return std::move(result_);
  }

 private:
  static bool is_overlay(const File& file) {
    const bool headed = !file.decls.empty() && file.decls.front().kw == Kw::kMunicipality;
    return headed || group_of(file.path) == 1;
  }

  void report(const engine::Span& at, messages::Advice advice) {
    result_.diagnostics.push_back({advice.code, Severity::kError, at, "", std::move(advice.message), std::move(advice.help)});
  }

  void lower_overlay(const sema::Lowered& base, const File& file, std::vector<std::string>& ids,
                     std::vector<sema::Lowered>& out) {
    if (file.decls.empty() || file.decls.front().kw != Kw::kMunicipality) {
      return report({file.path, 1, 1}, messages::overlay_head_missing());
    }
    sema::Lowered lowered = sema::lower_overlay(base, file, result_.diagnostics);
    for (const std::string& id : sema::keys(lowered.symbols.provisions)) ids.push_back(id);
    const auto& overlay = *lowered.ruleset.overlay;
    const auto [known, fresh] = codes_.insert({overlay.municipality, file.path});
    if (!fresh) report(overlay.span, messages::code_twice(overlay.municipality, known->second));
    out.push_back(std::move(lowered));
  }

  [[nodiscard]] bool failed() const {
    return std::any_of(result_.diagnostics.begin(), result_.diagnostics.end(),
                       [](const Diagnostic& d) { return d.severity == Severity::kError; });
  }

  // The law of the declaration that a diagnostic lies in, as its first `stod` cites it.
  [[nodiscard]] std::string law_at(const sema::Lowered& base, const std::vector<sema::Lowered>& municipal,
                                   const engine::Span& span) const {
    const sema::Lowered* names = &base;
    for (const sema::Lowered& overlaid : municipal) {
      if (overlaid.ruleset.overlay->span.file == span.file) names = &overlaid;
    }
    const auto file = std::find_if(files_.begin(), files_.end(), [&](const File& f) { return f.path == span.file; });
    if (file == files_.end()) return {};
    const auto after = std::upper_bound(file->decls.begin(), file->decls.end(), span.line,
                                        [](std::uint32_t line, const Decl& decl) { return line < decl.span.line; });
    return after == file->decls.begin() ? "" : sema::law_of(names->ruleset, names->symbols, *(after - 1));
  }

  void finish_diagnostics(const sema::Lowered& base, const std::vector<sema::Lowered>& municipal) {
    std::map<std::string, std::size_t> rank;
    for (std::size_t i = 0; i < files_.size(); ++i) rank.insert({files_[i].path, i});
    for (Diagnostic& diagnostic : result_.diagnostics) {
      diagnostic.law = law_at(base, municipal, diagnostic.span);
      use_own_keywords(diagnostic);
    }
    const auto key = [&](const Diagnostic& d) {
      const auto file = rank.find(d.span.file);
      return std::make_tuple(file == rank.end() ? files_.size() : file->second, d.span.line, d.span.column);
    };
    std::stable_sort(result_.diagnostics.begin(), result_.diagnostics.end(),
                     [&](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
    drop_echoes();
  }

  // Help is made of keywords and names; of the messages only these hold keywords and no word found in
  // the file that might look like one.
  void use_own_keywords(Diagnostic& diagnostic) const {
    static constexpr std::array kKeywordMessages{"S1107", "S1108", "S2010", "S2013"};
    const auto file = std::find_if(files_.begin(), files_.end(), [&](const File& f) { return f.path == diagnostic.span.file; });
    if (file == files_.end()) return;
    const bool suggestion = diagnostic.help.en.rfind("did you mean", 0) == 0;
    if (!suggestion) diagnostic.help = messages::with_keywords_of(std::move(diagnostic.help), file->language);
    const bool whole = std::find(kKeywordMessages.begin(), kKeywordMessages.end(), diagnostic.code) != kKeywordMessages.end();
    if (whole) diagnostic.message = messages::with_keywords_of(std::move(diagnostic.message), file->language);
  }

  // One mistake, one message: what follows from an earlier one on the same spot, or on the same line
  // after a type that nobody knows, is left out.
  void drop_echoes() {
    Diagnostics kept;
    for (Diagnostic& diagnostic : result_.diagnostics) {
      const auto same_line = [&](const Diagnostic& earlier) {
        return earlier.span.file == diagnostic.span.file && earlier.span.line == diagnostic.span.line;
      };
      bool echo = false;
      for (auto earlier = kept.rbegin(); earlier != kept.rend() && same_line(*earlier) && !echo; ++earlier) {
        const bool spot = earlier->span.column == diagnostic.span.column;
        echo = (spot && earlier->code.rfind("S1", 0) == 0) || (earlier->code == "S2001" && diagnostic.code == "S1101");
      }
      if (!echo) kept.push_back(std::move(diagnostic));
    }
    result_.diagnostics = std::move(kept);
  }

  static engine::Package package(const engine::Ruleset& base, std::vector<sema::Lowered> municipal) {
    engine::Package out;
    out.base = base;
    out.base.hash = engine::ruleset_hash(base);
    for (sema::Lowered& overlaid : municipal) {
      engine::Ruleset& ruleset = overlaid.ruleset;
      ruleset.hash = out.base.hash;
      ruleset.overlay->hash = engine::overlay_hash(out.base, ruleset);
      const std::string code = ruleset.overlay->municipality;
      out.municipal.insert({code, std::move(ruleset)});
    }
    return out;
  }

  std::vector<File> files_;
  std::map<std::string, std::string> codes_;
  CompileResult result_;
};

}  // namespace

CompileResult compile(const SourceSet& sources) { return Compilation(sources).run(); }

}  // namespace stadga::dsl

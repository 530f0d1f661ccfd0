// context.h - what every pass of the lowering shares: the rule set being filled, its names, the file
// that is being read, and where diagnostics go.
#pragma once
#include <vector>

#include "messages/advice.h"
#include "sema/symbols.h"
#include "stadga/dsl/compile.h"
#include "syntax/ast.h"

namespace stadga::dsl::sema {

using Diagnostics = std::vector<Diagnostic>;

struct Context {
  engine::Ruleset& ruleset;
  Symbols& symbols;
  Diagnostics& diagnostics;
  const syntax::File* file = nullptr;
  bool overlay = false;

  [[nodiscard]] engine::Span span(const syntax::Span& at) const { return {file->path, at.line, at.column}; }
  void report(const engine::Span& at, messages::Advice advice) const {
    diagnostics.push_back(
        {advice.code, Severity::kError, at, "", std::move(advice.message), std::move(advice.help)});
  }
  void report(const syntax::Span& at, messages::Advice advice) const { report(span(at), std::move(advice)); }
  [[nodiscard]] std::string word(syntax::Kw kw) const {
    return std::string(syntax::phrase(kw, file->language));
  }
};

}  // namespace stadga::dsl::sema

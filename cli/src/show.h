// show.h - views of a rule set: each as lines for people and as JSON for programs. Nothing is decided
// and nothing is looked up outside the rule set.
#pragma once
#include <string>
#include <vector>

#include "console.h"
#include "stadga/engine/model.h"

namespace stadga::cli {

// A line of a view; deeper levels are indented in text and said in words in plain.
struct ViewLine {
  int level = 0;
  std::string text;
};
struct View {
  std::vector<ViewLine> lines;
  Json json;  // an array
};

// The stages, each requirement and term with its rules (what goes before a rule stands below it), the
// tables with their versions, and what shall always hold.
[[nodiscard]] View tree_view(const engine::Ruleset& ruleset, const std::string& name, MessageLanguage language);
// The parts of the tree that are no rules (show_tables.cpp); `name` empty: all of them.
void add_tables(const engine::Ruleset& ruleset, const std::string& name, MessageLanguage language, View& view, JsonArray& json);
void add_guarantees(const engine::Ruleset& ruleset, const std::string& name, MessageLanguage language, View& view, JsonArray& json);
[[nodiscard]] View facts_view(const engine::Ruleset& ruleset, const std::string& name, MessageLanguage language);
[[nodiscard]] View sources_view(const engine::Ruleset& ruleset, const std::string& name, MessageLanguage language);
// Every place that reads `name`, which must be known (engine/references.h).
[[nodiscard]] View uses_view(const engine::Ruleset& ruleset, const std::string& name, MessageLanguage language);

[[nodiscard]] std::string type_text(const engine::Ruleset& ruleset, const engine::Type& type, MessageLanguage language);
[[nodiscard]] const char* weight_text(engine::Weight weight, MessageLanguage language);
[[nodiscard]] std::string validity_text(const engine::Validity& validity, MessageLanguage language);
// Provisions with the weight of their sources.
[[nodiscard]] std::string law_text(const engine::Ruleset& ruleset, const std::vector<engine::Citation>& citations, MessageLanguage language);
[[nodiscard]] std::string place_text(const engine::Span& span);

}  // namespace stadga::cli

#include "model/spans.h"

#include <algorithm>

namespace stadga::engine {
namespace {

// Calls `visit` with every span beyond `start`, in one fixed order. R is Ruleset or const Ruleset.
template <typename R, typename F>
class SpanWalk {
 public:
  SpanWalk(R& ruleset, F visit) : ruleset_(ruleset), visit_(std::move(visit)) {}

  void run(const Extent& start) {
    if (ruleset_.overlay) {
      visit_(ruleset_.overlay->span);
    } else {
      visit_(ruleset_.header.span);
      visit_(ruleset_.decision.span);
      for (auto& stage : ruleset_.decision.stages) visit_(stage.span);
    }
    plain(ruleset_.sources, start.sources);
    for (std::size_t i = start.records; i < ruleset_.records.size(); ++i) {
      visit_(ruleset_.records[i].span);
      for (auto& field : ruleset_.records[i].fields) visit_(field.span);
    }
    plain(ruleset_.facts, start.facts);
    for (std::size_t i = 0; i < ruleset_.parameters.size(); ++i) parameter(i, start);
    plain(ruleset_.terms, start.terms);
    for (std::size_t i = start.requirements; i < ruleset_.requirements.size(); ++i) {
      requirement(ruleset_.requirements[i]);
    }
    for (std::size_t i = start.rules; i < ruleset_.rules.size(); ++i) rule(ruleset_.rules[i]);
    for (std::size_t i = 0; i < ruleset_.tables.size(); ++i) table(i, start);
    for (std::size_t i = start.guarantees; i < ruleset_.guarantees.size(); ++i) {
      visit_(ruleset_.guarantees[i].span);
      expr(ruleset_.guarantees[i].statement);
      expr(ruleset_.guarantees[i].when);
    }
    plain(ruleset_.trials, start.trials);
    plain(ruleset_.delegations, start.delegations);
    plain(ruleset_.routes, start.routes);
    for (std::size_t i = start.facts; i < ruleset_.facts.size(); ++i) {
      expr(ruleset_.facts[i].needed_when);
    }
    if (ruleset_.overlay) return;
    expr(ruleset_.header.law_day);
    for (auto& items : ruleset_.decision.items) {
      visit_(items.span);
      expr(items.applied);
    }
  }

 private:
  template <typename List>
  void plain(List& list, std::size_t start) {
    for (std::size_t i = start; i < list.size(); ++i) visit_(list[i].span);
  }

  void parameter(std::size_t i, const Extent& start) {
    auto& item = ruleset_.parameters[i];
    const bool known = i < start.parameters;
    if (!known) visit_(item.span);
    plain(item.values, known ? start.values.at(i) : 0);
  }

  void table(std::size_t i, const Extent& start) {
    auto& item = ruleset_.tables[i];
    const bool known = i < start.tables;
    if (!known) visit_(item.span);
    for (std::size_t v = known ? start.versions.at(i) : 0; v < item.versions.size(); ++v) {
      visit_(item.versions[v].span);
      plain(item.versions[v].rows, 0);
    }
  }

  template <typename T>
  void requirement(T& item) {
    visit_(item.span);
    expr(item.law_day);
    expr(item.applies);
    expr(item.condition);
    expr(item.not_shown_when);
    text(item.text_met);
    text(item.text_not_met);
    text(item.text_not_shown);
    for (auto& guideline : item.guidelines) {
      visit_(guideline.span);
      expr(guideline.condition);
      expr(guideline.applies);
      text(guideline.text_for);
      text(guideline.text_against);
    }
  }

  template <typename T>
  void rule(T& item) {
    visit_(item.span);
    expr(item.law_day);
    expr(item.condition);
    expr(item.conclusion);
    text(item.text);
  }

  template <typename T>
  void text(T& pieces) {
    for (auto& piece : pieces) expr(piece.value);
  }

  void expr(ExprId id) {
    if (!id.valid()) return;
    for (const ExprId argument : ruleset_.at(id).args) expr(argument);
    visit_(ruleset_.exprs[id.value].span);
  }

  R& ruleset_;
  F visit_;
};

template <typename R, typename F>
void walk_spans(R& ruleset, const Extent& start, F visit) {
  SpanWalk<R, F>(ruleset, std::move(visit)).run(start);
}

}  // namespace

Json spans_json(const Ruleset& ruleset, const Extent& start) {
  std::vector<std::string> files;
  JsonArray at;
  walk_spans(ruleset, start, [&](const Span& span) {
    auto file = std::find(files.begin(), files.end(), span.file);
    if (file == files.end()) file = files.insert(files.end(), span.file);
    at.emplace_back(static_cast<std::int64_t>(file - files.begin()));
    at.emplace_back(span.line);
    at.emplace_back(span.column);
  });
  return JsonObject{{"files", JsonArray(files.begin(), files.end())}, {"at", std::move(at)}};
}

void read_spans(Ruleset& ruleset, const Extent& start, const Json& json, const std::string& path,
                ReadFailure& failure) {
  ObjectReader in(json, path, failure);
  const std::vector<std::string> files = in.texts("files");
  const JsonArray& at = in.list("at", true);
  std::size_t next = 0;
  const auto number = [&](std::int64_t limit) -> std::uint32_t {
    const std::int64_t* value = next < at.size() ? at[next].as_int() : nullptr;
    ++next;
    if (value != nullptr && *value >= 0 && *value < limit)
      return static_cast<std::uint32_t>(*value);
    in.fail("at");
    return 0;
  };
  walk_spans(ruleset, start, [&](Span& span) {
    const std::uint32_t file = number(static_cast<std::int64_t>(files.size()));
    span.line = number(UINT32_MAX);
    span.column = number(UINT32_MAX);
    if (file < files.size()) span.file = files[file];
  });
  if (next != at.size()) in.fail("at");
}

}  // namespace stadga::engine

// render.cpp - one text in three forms; no form says what another does not.
#include <algorithm>

#include "stadga/explain/decision_text.h"

namespace stadga::explain {
namespace {

const char* name(About about) {
  switch (about) {
    case About::kOutcome:
      return "outcome";
    case About::kItem:
      return "item";
    case About::kValue:
      return "value";
  }
  return "";
}

Json change_json(const Change& change) {
  JsonObject out{{"path", change.path},
                 {"fact", change.fact},
                 {"value", change.value},
                 {"written", change.written},
                 {"assessment", change.assessment},
                 {"protected", change.is_protected}};
  if (change.before) out["before"] = *change.before;
  return out;
}

Json alternative_json(const Alternative& one) {
  JsonArray changes;
  for (const Change& change : one.changes) changes.push_back(change_json(change));
  JsonObject out{{"about", name(one.about)},
                 {"changes", std::move(changes)},
                 {"status", engine::name(one.status)}};
  if (!one.subject.empty()) out["subject"] = one.subject;
  if (one.outcome) out["outcome"] = engine::name(*one.outcome);
  if (one.value) out["value"] = *one.value;
  if (!one.reassess.empty())
    out["reassess"] = JsonArray(one.reassess.begin(), one.reassess.end());
  return out;
}

Json alternatives_json(const Alternatives& all) {
  JsonArray found;
  for (const Alternative& one : all.found) found.push_back(alternative_json(one));
  return JsonObject{
      {"found", std::move(found)}, {"complete", false},        {"cut", all.cut},
      {"trials", all.trials},      {"left_out", all.left_out}, {"withheld", all.withheld}};
}

// The sentences of a point, one after another.
std::string on_one_line(std::string point) {
  std::replace(point.begin(), point.end(), '\n', ' ');
  return point;
}

Json section_json(const Section& section) {
  JsonArray points;
  for (const std::string& point : section.points) points.emplace_back(on_one_line(point));
  return JsonObject{{"id", section.id},
                    {"heading", section.heading},
                    {"sentences", JsonArray(section.sentences.begin(), section.sentences.end())},
                    {"points", std::move(points)}};
}

// Sentences that lead to the list stand last before it.
void add_text(std::string& out, const Section& section) {
  out += (out.empty() ? "" : "\n") + section.heading + "\n";
  for (const std::string& line : section.sentences) out += line + "\n";
  for (const std::string& line : section.points) out += "- " + on_one_line(line) + "\n";
}

void add_plain(std::string& out, const Section& section) {
  out += section.heading + ".\n";
  for (const std::string& line : section.sentences) out += line + "\n";
  for (const std::string& line : section.points) out += line + "\n";
}

}  // namespace

std::string to_text(const DecisionText& text) {
  std::string out;
  for (const Section& section : text.sections) add_text(out, section);
  return out;
}

std::string to_plain(const DecisionText& text) {
  std::string out;
  for (const Section& section : text.sections) add_plain(out, section);
  return out;
}

Json to_json(const DecisionText& text) {
  JsonArray sections;
  for (const Section& section : text.sections) sections.push_back(section_json(section));
  JsonObject out{{"stadga", 1},
                 {"decision_id", text.decision_id},
                 {"status", text.status},
                 {"to", text.reader == Reader::kApplicant ? "applicant" : "caseworker"},
                 {"language", text.language == MessageLanguage::kSwedish ? "sv" : "en"},
                 {"sections", std::move(sections)}};
  if (!text.outcome.empty()) out["outcome"] = text.outcome;
  if (text.alternatives.searched) out["alternatives"] = alternatives_json(text.alternatives);
  return out;
}

}  // namespace stadga::explain

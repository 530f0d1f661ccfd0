// read.cpp - the lists of a rule set. Names must be known before what refers to them is read, so
// records and requirements are entered by name first and filled in afterwards.
#include "model/read.h"

#include "model/read_law.h"
#include "model/read_parts.h"

namespace stadga::engine {
namespace {

class ModelReader {
 public:
  ModelReader(Ruleset& ruleset, ReadFailure& failure)
      : ruleset_(ruleset), failure_(failure), names_(ruleset, failure) {
    names_.refresh();
  }

  void header(const Json& json, const std::string& path) {
    ObjectReader in(json, path, failure_);
    Header& out = ruleset_.header;
    out.name = in.text("name", true);
    out.title = in.text("title", true);
    out.version = in.text("version", true);
    out.language = in.text("language", true);
    out.horizon = in.interval("horizon");
    out.decided_by = in.text("decided_by");
    out.automatic = in.flag("automatic");
    out.law_day = read_expr(names_, in, "law_day");
    if (in.member("leap_rule") != nullptr) out.leap_rule = in.word_of<LeapRule>("leap_rule");
    out.appeal = in.word_of<AppealRoute>("appeal", AppealRoute::kUnset);
    out.appeal_text = in.text("appeal_text");
    out.appeal_citations = read_citations(names_, in, "appeal_citations");
    out.horizon_note = in.text("horizon_note");
    out.all_municipalities = in.flag("all_municipalities");
    out.communication_before_adverse = in.flag("communication_before_adverse");
    out.communication_citations = read_citations(names_, in, "communication_citations");
    out.review_note = in.text("review_note");
  }

  void declarations(ObjectReader& in) {
    each(in, "sources", [this](const Json& j, const std::string& p) { source(j, p); });
    each(in, "enumerations", [this](const Json& j, const std::string& p) { enumeration(j, p); });
    enter_names(in);
    const std::size_t first_record = ruleset_.records.size() - in.list("records").size();
    each(in, "records", [&, i = first_record](const Json& j, const std::string& p) mutable {
      record(j, p, ruleset_.records.at(i++));
    });
    const std::size_t first_fact = ruleset_.facts.size();
    each(in, "facts", [this](const Json& j, const std::string& p) { fact(j, p); });
    each(in, "parameters", [this](const Json& j, const std::string& p) { parameter(j, p); });
    each(in, "terms", [this](const Json& j, const std::string& p) { term(j, p); });
    LawReader law(names_);
    each(in, "tables", [&](const Json& j, const std::string& p) { law.table(j, p); });
    names_.refresh();
    each(in, "facts", [&, i = first_fact](const Json& j, const std::string& p) mutable {
      ObjectReader entry(j, p, failure_);
      entry.ignore_rest();
      ruleset_.facts.at(i++).needed_when = read_expr(names_, entry, "needed_when");
    });
    const std::size_t first = ruleset_.requirements.size() - in.list("requirements").size();
    each(in, "requirements", [&, i = first](const Json& j, const std::string& p) mutable {
      requirement(j, p, ruleset_.requirements.at(i++));
    });
    each(in, "rules", [this](const Json& j, const std::string& p) { rule(j, p); });
    each(in, "guarantees", [&](const Json& j, const std::string& p) { law.guarantee(j, p); });
    each(in, "trials", [&](const Json& j, const std::string& p) { law.trial(j, p); });
    each(in, "delegations", [&](const Json& j, const std::string& p) { law.delegation(j, p); });
    each(in, "routes", [&](const Json& j, const std::string& p) { law.route(j, p); });
  }

  void decision(const Json& json, const std::string& path) {
    ObjectReader in(json, path, failure_);
    ruleset_.decision.name = in.text("name", true);
    each(in, "stages", [this](const Json& j, const std::string& p) {
      ObjectReader stage(j, p, failure_);
      Stage out;
      out.outcome = stage.word_of<Outcome>("outcome");
      out.test = stage.word_of<StageTest>("test");
      out.only = stage.texts("only");
      for (const std::string& name : stage.texts("requires")) {
        out.requires_values.push_back(names_.term(name, stage.at("requires")));
      }
      ruleset_.decision.stages.push_back(std::move(out));
    });
    LawReader law(names_);
    each(in, "items", [&](const Json& j, const std::string& p) { law.items(j, p); });
  }

  void filled(ObjectReader& in) {
    each(in, "filled", [this](const Json& j, const std::string& p) {
      ObjectReader entry(j, p, failure_);
      const ParameterId id = names_.parameter(entry.text("parameter", true), p);
      if (!id.valid()) return;
      Parameter& out = ruleset_.parameters[id.value];
      each(entry, "values", [&](const Json& value, const std::string& place) {
        out.values.push_back(read_dated_value(names_, out.type, value, place));
      });
    });
    LawReader law(names_);
    each(in, "filled_tables", [&](const Json& j, const std::string& p) { law.filled_table(j, p); });
  }

 private:
  template <typename F>
  void each(ObjectReader& in, const char* key, F&& read) {
    const JsonArray& list = in.list(key);
    for (std::size_t i = 0; i < list.size() && !failure_.failed(); ++i) {
      read(list[i], pointer(in.at(key), i));
    }
  }

  // Records may refer to later ones, conditions to later requirements.
  void enter_names(ObjectReader& in) {
    for (const Json& json : in.list("records")) {
      const Json* name = json.find("name");
      ruleset_.records.emplace_back();
      if (name != nullptr && name->as_string() != nullptr) {
        ruleset_.records.back().name = *name->as_string();
      }
    }
    for (const Json& json : in.list("requirements")) {
      const Json* id = json.find("id");
      ruleset_.requirements.emplace_back();
      if (id != nullptr && id->as_string() != nullptr) {
        ruleset_.requirements.back().id = *id->as_string();
      }
    }
    names_.refresh();
  }

  void source(const Json& json, const std::string& path) {
    ObjectReader in(json, path, failure_);
    Source out;
    out.name = in.text("name", true);
    out.weight = in.word_of<Weight>("weight");
    out.act = in.text("act");
    out.title = in.text("title");
    out.verified_to = in.date("verified_to");
    out.decided = in.date("decided");
    out.note = in.text("note");
    out.from_overlay = in.flag("from_overlay");
    ruleset_.sources.push_back(std::move(out));
  }

  void enumeration(const Json& json, const std::string& path) {
    ObjectReader in(json, path, failure_);
    ruleset_.enumerations.push_back({in.text("name", true), in.texts("values")});
  }

  void record(const Json& json, const std::string& path, Record& out) {
    ObjectReader in(json, path, failure_);
    out.name = in.text("name", true);
    each(in, "fields", [&](const Json& j, const std::string& p) {
      ObjectReader field(j, p, failure_);
      Field entry;
      entry.name = field.text("name", true);
      entry.type = declared_type(field);
      entry.aliases = read_aliases(names_, field, entry.type);
      out.fields.push_back(std::move(entry));
    });
    out.bare = in.flag("bare");
  }

  Type declared_type(ObjectReader& in) {
    const Json* type = in.member("type", true);
    return type == nullptr ? Type{} : read_type(names_, *type, in.at("type"));
  }

  void fact(const Json& json, const std::string& path) {
    ObjectReader in(json, path, failure_);
    Fact out;
    out.name = in.text("name", true);
    out.type = declared_type(in);
    out.sources = in.texts("sources");
    out.question = in.text("question");
    if (in.member("max_age_days") != nullptr) out.max_age_days = in.number("max_age_days");
    out.provenance_required = in.flag("provenance_required");
    out.sensitive = in.flag("sensitive");
    out.never_compiled = in.flag("never_compiled");
    out.not_after_decision_day = in.flag("not_after_decision_day");
    out.volunteered = in.flag("volunteered");
    out.aliases = read_aliases(names_, in, out.type);
    static_cast<void>(in.member("needed_when"));  // read once every name is known
    ruleset_.facts.push_back(std::move(out));
  }

  void parameter(const Json& json, const std::string& path) {
    ObjectReader in(json, path, failure_);
    Parameter out;
    out.name = in.text("name", true);
    out.type = declared_type(in);
    out.municipal = in.flag("municipal");
    out.guideline = in.flag("guideline");
    out.only_in_favour = in.word_of<Favour>("favour", Favour::kNone);
    out.title = in.text("title");
    out.citations = read_citations(names_, in, "citations");
    each(in, "values", [&](const Json& j, const std::string& p) {
      out.values.push_back(read_dated_value(names_, out.type, j, p));
    });
    ruleset_.parameters.push_back(std::move(out));
  }

  void term(const Json& json, const std::string& path) {
    ObjectReader in(json, path, failure_);
    Term out;
    out.name = in.text("name", true);
    out.type = declared_type(in);
    const std::string each_record = in.text("each");
    if (!each_record.empty()) out.each = names_.record(each_record, in.at("each"));
    out.is_value = in.flag("value");
    out.favour = in.word_of<Favour>("favour", Favour::kNone);
    ruleset_.terms.push_back(std::move(out));
  }

  Guideline guideline(const Json& json, const std::string& path) {
    ObjectReader in(json, path, failure_);
    Guideline out;
    out.condition = read_expr(names_, in, "condition", true);
    out.applies = read_expr(names_, in, "applies");
    out.text_for = read_text(names_, in, "text_for");
    out.text_against = read_text(names_, in, "text_against");
    out.citations = read_citations(names_, in, "citations");
    return out;
  }

  Validity validity(ObjectReader& in) {
    const Json* json = in.member("validity", true);
    return json == nullptr ? Validity{} : read_validity(failure_, *json, in.at("validity"));
  }

  void requirement(const Json& json, const std::string& path, Requirement& out) {
    ObjectReader in(json, path, failure_);
    out.id = in.text("id", true);
    out.title = in.text("title", true);
    out.kind = in.word_of<RequirementKind>("kind");
    out.validity = validity(in);
    out.citations = read_citations(names_, in, "citations");
    out.applies = read_expr(names_, in, "applies");
    out.condition = read_expr(names_, in, "condition", true);
    out.not_shown_when = read_expr(names_, in, "not_shown_when");
    out.text_met = read_text(names_, in, "text_met");
    out.text_not_met = read_text(names_, in, "text_not_met");
    out.text_not_shown = read_text(names_, in, "text_not_shown");
    each(in, "guidelines",
         [&](const Json& j, const std::string& p) { out.guidelines.push_back(guideline(j, p)); });
    out.sufficient_alone = in.flag("sufficient_alone");
    out.sufficient_author = in.text("sufficient_author");
    out.sufficient_reason = in.text("sufficient_reason");
    out.law_day = read_expr(names_, in, "law_day");
    out.trial = in.text("trial");
    out.from_overlay = in.flag("from_overlay");
  }

  void rule(const Json& json, const std::string& path) {
    ObjectReader in(json, path, failure_);
    Rule out;
    out.id = in.text("id", true);
    out.title = in.text("title");
    out.validity = validity(in);
    out.citations = read_citations(names_, in, "citations");
    const std::string term = in.text("term");
    if (!term.empty()) out.term = names_.term(term, in.at("term"));
    out.requirement = in.text("requirement");
    out.concludes_met = in.flag("concludes_met");
    out.condition = read_expr(names_, in, "condition");
    out.conclusion = read_expr(names_, in, "conclusion");
    out.goes_before = in.texts("goes_before");
    out.is_default = in.flag("default");
    out.law_day = read_expr(names_, in, "law_day");
    out.practices = read_citations(names_, in, "practices");
    out.trial = in.text("trial");
    out.text = read_text(names_, in, "text");
    out.from_overlay = in.flag("from_overlay");
    ruleset_.rules.push_back(std::move(out));
  }

  Ruleset& ruleset_;
  ReadFailure& failure_;
  ModelNames names_;
};

}  // namespace

Ruleset read_model(const Json& json, const std::string& path, ReadFailure& failure) {
  Ruleset out;
  ModelReader reader(out, failure);
  ObjectReader in(json, path, failure);
  reader.declarations(in);
  if (const Json* header = in.member("header", true)) reader.header(*header, in.at("header"));
  if (const Json* decision = in.member("decision", true)) {
    reader.decision(*decision, in.at("decision"));
  }
  return out;
}

Ruleset read_overlay(const Ruleset& base, const Json& json, const std::string& path,
                     ReadFailure& failure) {
  Ruleset out = base;
  ModelReader reader(out, failure);
  ObjectReader in(json, path, failure);
  Overlay overlay;
  overlay.municipality = in.text("municipality", true);
  overlay.name = in.text("name", true);
  out.overlay = std::move(overlay);
  reader.declarations(in);
  reader.filled(in);
  return out;
}

}  // namespace stadga::engine

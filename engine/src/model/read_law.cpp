#include "model/read_law.h"

namespace stadga::engine {

std::vector<Alias> read_aliases(ModelNames& names, ObjectReader& in, const Type& type) {
  std::vector<Alias> out;
  for (const Json& json : in.list("aliases")) {
    ObjectReader entry(json, pointer(in.at("aliases"), out.size()), names.failure());
    Alias alias;
    alias.text = entry.text("text", true);
    const Json* value = entry.member("value", true);
    const auto literal =
        value == nullptr ? std::nullopt : read_literal(names.ruleset(), type, *value);
    if (literal) {
      alias.value = *literal;
    } else {
      entry.fail("value");
    }
    out.push_back(std::move(alias));
  }
  return out;
}

Type LawReader::type(ObjectReader& in) {
  const Json* json = in.member("type", true);
  return json == nullptr ? Type{} : read_type(names_, *json, in.at("type"));
}

Validity LawReader::validity(ObjectReader& in) {
  const Json* json = in.member("validity", true);
  return json == nullptr ? Validity{}
                         : read_validity(names_.failure(), *json, in.at("validity"));
}

// First and last of each key, then the value.
TableRow LawReader::row(const Table& table, const Json& json, ObjectReader& in) {
  TableRow out;
  const JsonArray* cells = json.as_array();
  if (cells == nullptr || cells->size() != table.keys.size() * 2 + 1) {
    in.fail("rows");
    return out;
  }
  const auto literal = [&](const Type& of, const Json& cell) {
    const auto read = read_literal(names_.ruleset(), of, cell);
    if (!read) in.fail("rows");
    return read.value_or(Literal{});
  };
  for (std::size_t i = 0; i < table.keys.size(); ++i) {
    const Type& of = table.keys[i].type;
    out.keys.push_back({literal(of, (*cells)[2 * i]), literal(of, (*cells)[2 * i + 1])});
  }
  out.value = literal(table.type, cells->back());
  return out;
}

TableVersion LawReader::version(const Table& table, const Json& json, const std::string& path) {
  ObjectReader in(json, path, names_.failure());
  TableVersion out;
  out.validity = validity(in);
  if (in.member("period") != nullptr) out.period = in.interval("period");
  out.citations = read_citations(names_, in, "citations");
  out.note = in.text("note");
  out.from_overlay = in.flag("from_overlay");
  for (const Json& cells : in.list("rows")) out.rows.push_back(row(table, cells, in));
  return out;
}

void LawReader::table(const Json& json, const std::string& path) {
  ObjectReader in(json, path, names_.failure());
  Table out;
  out.name = in.text("name", true);
  out.title = in.text("title");
  out.type = type(in);
  for (const Json& entry : in.list("keys")) {
    ObjectReader key(entry, pointer(in.at("keys"), out.keys.size()), names_.failure());
    out.keys.push_back({key.text("name", true), type(key)});
  }
  out.periods = in.flag("periods");
  out.municipal = in.flag("municipal");
  out.guideline = in.flag("guideline");
  out.only_in_favour = in.word_of<Favour>("favour", Favour::kNone);
  out.citations = read_citations(names_, in, "citations");
  for (const Json& entry : in.list("versions")) {
    out.versions.push_back(version(out, entry, pointer(in.at("versions"), out.versions.size())));
  }
  names_.ruleset().tables.push_back(std::move(out));
}

void LawReader::filled_table(const Json& json, const std::string& path) {
  ObjectReader in(json, path, names_.failure());
  const TableId id = names_.table(in.text("table", true), in.at("table"));
  if (!id.valid()) return;
  Table& out = names_.ruleset().tables[id.value];
  for (const Json& entry : in.list("versions")) {
    out.versions.push_back(version(out, entry, in.at("versions")));
  }
}

void LawReader::guarantee(const Json& json, const std::string& path) {
  ObjectReader in(json, path, names_.failure());
  Guarantee out;
  out.id = in.text("id", true);
  out.title = in.text("title", true);
  out.kind = in.word_of<GuaranteeKind>("kind");
  out.citations = read_citations(names_, in, "citations");
  out.statement = read_expr(names_, in, "statement");
  out.when = read_expr(names_, in, "when");
  const std::string subject = in.text("subject");
  if (!subject.empty()) out.subject = names_.term(subject, in.at("subject"));
  out.of_outcome = in.flag("of_outcome");
  out.most = in.number("most");
  out.step = in.number("step");
  const JsonArray& with = in.list("with");
  for (std::size_t i = 0; i < with.size(); ++i) {
    const std::string* name = with[i].as_string();
    const std::int64_t* step = with[i].as_int();
    if (i == 0 && name != nullptr) {
      out.with = names_.fact(*name, in.at("with"));
    } else if (i > 0 && step != nullptr && *step >= 0 && *step < UINT32_MAX) {
      out.with_fields.push_back(static_cast<std::uint32_t>(*step));
    } else {
      in.fail("with");
    }
  }
  names_.ruleset().guarantees.push_back(std::move(out));
}

void LawReader::trial(const Json& json, const std::string& path) {
  ObjectReader in(json, path, names_.failure());
  Trial out;
  out.id = in.text("id", true);
  out.title = in.text("title", true);
  out.days = in.interval("days");
  out.citations = read_citations(names_, in, "citations");
  out.disapplies = in.texts("disapplies");
  names_.ruleset().trials.push_back(std::move(out));
}

void LawReader::delegation(const Json& json, const std::string& path) {
  ObjectReader in(json, path, names_.failure());
  Delegation out;
  out.validity = validity(in);
  out.citations = read_citations(names_, in, "citations");
  names_.ruleset().delegations.push_back(std::move(out));
}

void LawReader::route(const Json& json, const std::string& path) {
  ObjectReader in(json, path, names_.failure());
  ProvisionRoute out;
  const std::vector<Citation> provision = read_citations(names_, in, "provision");
  if (provision.size() == 1) {
    out.provision = provision.front();
  } else {
    in.fail("provision");
  }
  out.route = in.word_of<AppealRoute>("route");
  names_.ruleset().routes.push_back(std::move(out));
}

void LawReader::items(const Json& json, const std::string& path) {
  ObjectReader in(json, path, names_.failure());
  AppliedItems out;
  out.list = names_.fact(in.text("list", true), in.at("list"));
  out.label = in.small("label");
  out.applied = read_expr(names_, in, "applied", true);
  out.granted = names_.term(in.text("granted", true), in.at("granted"));
  names_.ruleset().decision.items.push_back(std::move(out));
}

}  // namespace stadga::engine

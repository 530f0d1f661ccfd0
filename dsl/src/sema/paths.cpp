// paths.cpp - names, fields, enumeration values, and the holes of texts.
#include <algorithm>

#include "messages/figures.h"
#include "messages/names.h"
#include "messages/types.h"
#include "sema/expressions.h"

namespace stadga::dsl::sema {
namespace {

std::vector<std::string> field_names(const engine::Record& record) {
  std::vector<std::string> out;
  for (const engine::Field& field : record.fields) out.push_back(field.name);
  return out;
}

}  // namespace

using engine::ExprId;
using engine::Op;
using engine::Type;
using engine::TypeKind;

// Where a value of an enumeration is expected, its values come before every other name.
ExprId Expressions::path(const syntax::Path& path, const Type* expected, const syntax::Span& at) {
  const syntax::Name& first = path.front();
  if (expected != nullptr && expected->kind == TypeKind::kEnum && path.size() == 1) {
    return enum_value(first, *expected);
  }
  const bool staged = names_stage(path);
  ExprId out = staged ? stage(path) : first_name(first);
  std::string shown = first.text;
  for (std::size_t i = staged ? 2 : 1; i < path.size() && out.valid(); ++i) {
    out = field_of(out, path[i], shown);
    shown += "." + path[i].text;
  }
  if (out.valid()) context_.ruleset.exprs[out.value].span = context_.span(at);
  return out;
}

ExprId Expressions::enum_value(const syntax::Name& name, const Type& type) {
  if (!type.enumeration.valid()) return {};
  const std::vector<std::string>& values = context_.ruleset.at(type.enumeration).values;
  const auto found = std::find(values.begin(), values.end(), name.text);
  if (found != values.end()) {
    const auto index = static_cast<std::uint32_t>(found - values.begin());
    return literal(engine::EnumLiteral{index}, plain(type), name.span);
  }
  const ExprId scoped = in_scope(name);
  if (scoped.valid()) return scoped;
  if (context_.symbols.values.count(name.text) != 0) return first_name(name);
  return fail(name.span, messages::unknown_value(name.text, describe(context_.ruleset, plain(type)), nearest(name.text, values)));
}

ExprId Expressions::element(std::size_t depth, const syntax::Span& at) {
  const Scope& scope = scopes_[scopes_.size() - 1 - depth];
  engine::Expr element;
  element.op = Op::kElement;
  element.type.kind = TypeKind::kRecord;
  element.type.record = scope.record;
  element.depth = static_cast<std::uint32_t>(depth);
  const ExprId out = add(std::move(element), at);
  paths_[out.value] = "e" + std::to_string(scope.number);
  return out;
}

// A term that rules define for each element of that record; invalid when there is none of the name.
ExprId Expressions::element_term(engine::RecordId record, ExprId owner, const syntax::Name& name) {
  const auto found = context_.symbols.values.find(name.text);
  if (found == context_.symbols.values.end() || found->second.kind != Named::Kind::kTerm) return {};
  const engine::Term& term = context_.ruleset.terms[found->second.index];
  if (term.each != record) return {};
  engine::Expr expr;
  expr.op = Op::kTerm;
  expr.term = engine::TermId{found->second.index};
  expr.type = term.type;
  expr.args = {owner};
  const ExprId out = add(std::move(expr), name.span);
  paths_[out.value] = "t" + std::to_string(found->second.index) + paths_[owner.value];
  return out;
}

// From the inside out: the element's own name, its fields, the terms for each such element.
ExprId Expressions::in_scope(const syntax::Name& name) {
  for (std::size_t depth = 0; depth < scopes_.size(); ++depth) {
    const Scope scope = scopes_[scopes_.size() - 1 - depth];
    const bool bare = context_.ruleset.at(scope.record).bare;
    if (!scope.binder.empty() && scope.binder == name.text) {
      const ExprId owner = element(depth, name.span);
      return bare ? field(owner, 0, name.span) : owner;
    }
    const auto& fields = context_.ruleset.at(scope.record).fields;
    for (std::uint32_t i = 0; i < fields.size() && !bare; ++i) {
      if (fields[i].name == name.text) return field(element(depth, name.span), i, name.span);
    }
    const auto found = context_.symbols.values.find(name.text);
    const bool term = found != context_.symbols.values.end() && found->second.kind == Named::Kind::kTerm &&
                      context_.ruleset.terms[found->second.index].each == scope.record;
    if (term) return element_term(scope.record, element(depth, name.span), name);
  }
  return {};
}

// The innermost element that is a value itself.
ExprId Expressions::the_value(const syntax::Span& at) {
  for (std::size_t depth = 0; depth < scopes_.size(); ++depth) {
    const bool bare = context_.ruleset.at(scopes_[scopes_.size() - 1 - depth].record).bare;
    if (bare) return field(element(depth, at), 0, at);
  }
  return fail(at, messages::no_bare_element());
}

ExprId Expressions::first_name(const syntax::Name& name) {
  const ExprId scoped = in_scope(name);
  if (scoped.valid()) return scoped;
  const auto found = context_.symbols.values.find(name.text);
  if (found == context_.symbols.values.end()) {
    if (context_.symbols.municipal.count(name.text) != 0) {
      return fail(name.span, messages::needs_municipal_prefix(name.text));
    }
    std::vector<std::string> known = keys(context_.symbols.values);
    for (const Scope& scope : scopes_) {
      for (std::string& field : field_names(context_.ruleset.at(scope.record))) known.push_back(std::move(field));
    }
    return fail(name.span, messages::unknown_name(name.text, nearest(name.text, known)));
  }
  const Named named = found->second;
  if (named.kind == Named::Kind::kTable) return fail(name.span, messages::table_not_called(name.text));
  const auto each = named.kind == Named::Kind::kTerm ? context_.symbols.element_terms.find(engine::TermId{named.index})
                                                     : context_.symbols.element_terms.end();
  if (each != context_.symbols.element_terms.end()) {
    return fail(name.span, messages::needs_element(name.text, each->second.binder, each->second.list));
  }
  if (named.kind == Named::Kind::kParameter) return parameter(engine::ParameterId{named.index}, name);
  engine::Expr expr;
  const bool fact = named.kind == Named::Kind::kFact;
  expr.op = fact ? Op::kFact : Op::kTerm;
  if (fact) expr.fact = engine::FactId{named.index};
  if (!fact) expr.term = engine::TermId{named.index};
  expr.type = fact ? context_.ruleset.facts[named.index].type : context_.ruleset.terms[named.index].type;
  const ExprId out = add(std::move(expr), name.span);
  paths_[out.value] = (fact ? "f" : "t") + std::to_string(named.index);
  return out;
}

ExprId Expressions::field_of(ExprId owner, const syntax::Name& name, const std::string& shown) {
  const Type type = type_of(owner);
  if (type.kind != TypeKind::kRecord) return fail(name.span, messages::no_record(shown));
  if (!type.record.valid()) return {};
  if (type.optional && !guarded(owner)) return fail(name.span, messages::unguarded_record(shown));
  const engine::Record& record = context_.ruleset.at(type.record);
  for (std::uint32_t i = 0; i < record.fields.size(); ++i) {
    if (record.fields[i].name == name.text) return field(owner, i, name.span);
  }
  const bool element = context_.ruleset.at(owner).op == Op::kElement;
  const ExprId term = element ? element_term(type.record, owner, name) : ExprId{};
  if (term.valid()) return term;
  return fail(name.span, messages::unknown_field(record.name, name.text, nearest(name.text, field_names(record))));
}

ExprId Expressions::field(ExprId owner, std::uint32_t index, const syntax::Span& at) {
  engine::Expr expr;
  expr.op = Op::kField;
  expr.type = context_.ruleset.at(type_of(owner).record).fields[index].type;
  expr.args = {owner};
  expr.field = index;
  const ExprId out = add(std::move(expr), at);
  const auto key = paths_.find(owner.value);
  if (key != paths_.end()) paths_[out.value] = key->second + "." + std::to_string(index);
  return out;
}

ExprId Expressions::municipal(const syntax::Name& name) {
  const auto found = context_.symbols.municipal.find(name.text);
  if (found == context_.symbols.municipal.end()) {
    return fail(name.span, messages::unknown_municipal(name.text, nearest(name.text, keys(context_.symbols.municipal))));
  }
  return parameter(found->second, name);
}

ExprId Expressions::parameter(engine::ParameterId id, const syntax::Name& name) {
  const engine::Parameter& declared = context_.ruleset.at(id);
  if (declared.guideline && !guideline_) return fail(name.span, messages::guideline_decides(name.text));
  engine::Expr expr;
  expr.op = Op::kParameter;
  expr.parameter = id;
  expr.type = declared.type;
  const ExprId out = add(std::move(expr), name.span);
  paths_[out.value] = "p" + std::to_string(id.value);
  return out;
}

// ---- texts ---------------------------------------------------------------------------------------

engine::Text Expressions::text(const syntax::QuotedText& quoted) {
  engine::Text out;
  std::string plain_text;
  const std::string& source = quoted.text;
  const auto flush = [&] {
    if (!plain_text.empty()) out.push_back({std::move(plain_text), {}});
    plain_text.clear();
  };
  for (std::size_t i = 0; i < source.size(); ++i) {
    const char c = source[i];
    const bool doubled = i + 1 < source.size() && source[i + 1] == c;
    if ((c == '{' || c == '}') && doubled) {
      plain_text += c;
      ++i;
    } else if (c == '{') {
      const std::size_t end = source.find('}', i);
      if (end == std::string::npos) {
        context_.report(quoted.span, messages::open_hole());
        return out;
      }
      flush();
      out.push_back(hole(source.substr(i + 1, end - i - 1), quoted.span));
      i = end;
    } else if (c == '}') {
      context_.report(quoted.span, messages::open_hole());
      return out;
    } else {
      plain_text += c;
    }
  }
  flush();
  return out;
}

engine::TextPiece Expressions::hole(const std::string& inside, const syntax::Span& at) {
  syntax::Path names;
  for (std::size_t begin = 0; begin <= inside.size();) {
    const std::size_t dot = std::min(inside.find('.', begin), inside.size());
    names.push_back({inside.substr(begin, dot - begin), at});
    begin = dot + 1;
  }
  for (const syntax::Name& name : names) {
    if (!name.text.empty()) continue;
    context_.report(at, messages::bad_hole(inside));
    return {};
  }
  const bool municipal_name = names.size() == 2 && names[0].text == context_.word(syntax::Kw::kMunicipality);
  const ExprId value = municipal_name ? municipal(names[1]) : path(names, nullptr, at);
  if (!value.valid()) return {};
  const TypeKind kind = type_of(value).kind;
  if (kind == TypeKind::kRecord || kind == TypeKind::kList) {
    context_.report(at, messages::bad_hole(inside));
    return {};
  }
  return {"", value};
}

}  // namespace stadga::dsl::sema

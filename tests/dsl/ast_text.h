// ast_text.h - a file's AST as text without places, arenas resolved: two files that say the same have
// the same text. Every field of syntax/ast.h but the spans.
#pragma once
#include <initializer_list>
#include <string>
#include <vector>

#include "syntax/ast.h"

namespace stadga::dsl::test {

class AstText {
 public:
  explicit AstText(const syntax::File& file) : file_(file) {}

  std::string run() const {
    std::string out;
    for (const syntax::Decl& decl : file_.decls) out += of(decl) + "\n";
    return out;
  }

 private:
  static std::string node(const char* kind, std::initializer_list<std::string> parts) {
    std::string out = std::string("(") + kind;
    for (const std::string& part : parts) out += " " + part;
    return out + ")";
  }
  static std::string of(const std::string& text) { return "\"" + text + "\""; }
  static std::string of(bool yes) { return yes ? "1" : "0"; }
  static std::string of(std::int64_t number) { return std::to_string(number); }
  static std::string of(syntax::Kw kw) { return syntax::keyword(kw).english; }
  static std::string of(Date date) { return to_string(date); }
  static std::string of(const syntax::Name& name) { return of(name.text); }
  static std::string of(const syntax::QuotedText& text) { return of(text.text); }
  template <typename T>
  static std::string plain(const std::optional<T>& value) {
    return value ? of(*value) : "-";
  }
  template <typename T>
  std::string all(const std::vector<T>& items) const {
    std::string out = "[";
    for (const T& item : items) out += of(item) + " ";
    return out + "]";
  }
  template <typename Kind>
  static std::string kind(Kind value) {
    return std::to_string(static_cast<int>(value));
  }

  std::string of(syntax::ExprId id) const {
    if (!id.valid()) return "-";
    const syntax::Expr& e = file_.at(id);
    return node("expr", {kind(e.kind), all(e.args), all(e.path), all(e.list), of(e.value), of(e.where), of(e.binder),
                         of(e.called), of(e.period), of(e.text), of(e.number), of(e.window), std::to_string(e.decimals),
                         kind(e.unit), of(e.date), plain(e.round_to), plain(e.round_mode), of(e.in_parentheses),
                         of(e.over_list), plain(e.empty_holds)});
  }
  static std::string bound(const std::optional<syntax::Bound>& b) {
    return b ? node("bound", {of(b->number), of(b->date), kind(b->unit), of(b->is_date), of(b->is_month)}) : "-";
  }
  std::string of(const syntax::Type& t) const {
    return node("type", {kind(t.word), all(t.values), bound(t.min), bound(t.max), of(t.name), all(t.element),
                         of(t.max_items), of(t.non_empty), of(t.optional), of(t.pattern)});
  }
  static std::string of(const syntax::Citation& c) {
    return node("cite", {of(c.source), of(c.chapter), of(c.section), of(c.stycke), of(c.mening), of(c.punkt), of(c.wording), of(c.quote)});
  }
  static std::string of(const syntax::Validity& v) {
    return node("valid", {of(v.from), of(v.to), of(v.first_known), of(v.introduced), of(v.repealed)});
  }
  std::string of(const syntax::AlsoRead& a) const { return node("also", {all(a.texts), plain(a.answer), of(a.value)}); }
  std::string of(const syntax::Never& n) const { return node("never", {of(n.kind), all(n.subject), all(n.with)}); }
  std::string of(const syntax::Applied& a) const {
    return node("applied", {of(a.binder), of(a.list), of(a.granted), of(a.label), of(a.sought)});
  }
  static std::string of(const syntax::Period& p) { return node("period", {of(p.from), of(p.to), of(p.any)}); }
  std::string of(const syntax::Clause& c) const {
    return node("clause", {of(c.kw), of(c.name), all(c.names), of(c.text), of(c.second_text), plain(c.date),
                           plain(c.second_date), of(c.number), of(c.expr), plain(c.choice), of(c.citation),
                           of(c.validity), of(c.stage), of(c.also), c.never ? of(*c.never) : "-", of(c.applied),
                           of(c.period), all(c.children)});
  }
  std::string of(const syntax::Field& f) const { return node("field", {of(f.name), of(f.type), all(f.also)}); }
  std::string of(const syntax::Cell& c) const { return node("cell", {of(c.first), of(c.last), of(c.all), of(c.open)}); }
  std::string of(const syntax::Row& r) const { return node("row", {all(r.cells)}); }
  std::string of(const syntax::Stage& s) const {
    return node("stage", {of(s.number), plain(s.outcome), plain(s.test), all(s.only), all(s.states)});
  }
  std::string of(syntax::ValueId id) const {
    if (!id.valid()) return "-";
    const syntax::Value& v = file_.at(id);
    return node("value", {kind(v.kind), of(v.text), of(v.number), kind(v.unit), of(v.date), all(v.members), all(v.items),
                          of(v.assessed), of(v.assessor), of(v.reason), of(v.source), plain(v.at), of(v.document)});
  }
  std::string of(const syntax::Member& m) const { return node("member", {all(m.path), of(m.raw), of(m.left_out), of(m.value)}); }
  std::string of(const syntax::Path& path) const { return of(syntax::dotted(path)); }
  std::string of(const syntax::Expected& e) const {
    return node("expected", {of(e.kw), of(e.is_value), of(e.name), all(e.names), of(e.text), plain(e.state), of(e.value), of(e.no_value)});
  }
  std::string of(const syntax::Column& c) const {
    return node("column", {of(c.is_name), of(c.expects), plain(c.setting), all(c.fact), of(c.expected)});
  }
  std::string of(const syntax::CaseRow& r) const { return node("case", {of(r.name), plain(r.day), of(r.municipality), all(r.facts), all(r.expected)}); }
  std::string of(const syntax::Decl& d) const {
    return node("decl", {of(d.kw), of(d.name), of(d.title), of(d.type), of(d.guideline), plain(d.act_kind), plain(d.weight),
                         plain(d.favour), of(d.act), all(d.fields), of(d.is_table), all(d.rows), of(d.binder), all(d.each),
                         all(d.clauses), all(d.stages), all(d.facts), all(d.expected), all(d.columns), all(d.case_rows),
                         all(d.value_stages)});
  }

  const syntax::File& file_;
};

[[nodiscard]] inline std::string ast_text(const syntax::File& file) { return AstText(file).run(); }

}  // namespace stadga::dsl::test

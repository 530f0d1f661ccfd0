// parser.cpp - the file loop around the grammar: declarations, their clauses, recovery, and the
// nesting of clauses by indentation (a quote under its citation, texts under their guideline).
#include "syntax/parser.h"

#include <algorithm>
#include <array>
#include <set>

#include "messages/scenario.h"
#include "messages/syntax.h"
#include "syntax/lexer.h"
#include "syntax/rules.h"

namespace stadga::dsl::syntax {
namespace {

bool ends_with_end(Kw kw) {
  switch (kw) {
    case Kw::kParameter: case Kw::kMunicipal: case Kw::kObstacle: case Kw::kToCaseworker:
    case Kw::kFormRequirement: case Kw::kRequirement: case Kw::kRule: case Kw::kDecision:
    case Kw::kFills: case Kw::kScenario: case Kw::kTable: case Kw::kGuarantee: case Kw::kTrial: case Kw::kDelegation:
      return true;
    default:
      return false;
  }
}

// May `child` stand below `parent`? Deeper indentation alone does not make it a child.
bool takes(Kw parent, Kw child) {
  switch (child) {
    case Kw::kQuote: return parent == Kw::kBasis;
    case Kw::kSpeaksFor: case Kw::kSpeaksAgainst: case Kw::kAppliesWhen: return parent == Kw::kGuideline;
    case Kw::kBasis:
      return parent == Kw::kGuideline || parent == Kw::kAppealed || parent == Kw::kNotAppealed ||
             parent == Kw::kCommunication || parent == Kw::kLeapBirth;
    case Kw::kNote: return parent == Kw::kAnswersFor || parent == Kw::kLeapBirth;
    default: return false;
  }
}
// Children that have no other place, whatever their indentation.
bool only_child(Kw kw) { return kw == Kw::kQuote || kw == Kw::kSpeaksFor || kw == Kw::kSpeaksAgainst; }

class Parser {
 public:
  Parser(const std::string& path, std::string_view text, const TokenStream& stream, const Keywords& keywords)
      : path_(path), stream_(stream) {
    result_.file.path = path;
    result_.file.language = keywords.language();
    state_.text = text;
    state_.keywords = &keywords;
    state_.file = &result_.file;
    at_ = stream.tokens.data();
    end_ = at_ + stream.tokens.size();
    state_.first = at_;
    state_.keyword_at.assign(stream.tokens.size(), kNoHead);
  }

  ParseResult run() {
    for (const LexProblem& problem : stream_.problems) {
      report(problem.span, messages::lex_problem(problem.kind, slice(state_.text, problem.span)));
    }
    while (at_->kind != Tok::kEndOfFile) {
      if (at_->kind == Tok::kError) {
        ++at_;  // reported by the lexer
      } else if (starts_declaration(*at_)) {
        declaration();
      } else {
        stray();
      }
    }
    take_literal_problems();
    result_.keyword_at = std::move(state_.keyword_at);
    return std::move(result_);
  }

 private:
  static bool starts_declaration(const Token& token) {
    return is_keyword_head(token.head) && keyword(kw_of_head(token.head)).role == Role::kDeclaration;
  }
  // A declaration's line: the keyword in the first column, or a deeper one that is no scenario line.
  [[nodiscard]] bool next_declaration() const {
    if (!starts_declaration(*at_)) return false;
    return !(in_scenario_ && at_->span.column > 1);
  }
  [[nodiscard]] bool at_end() const { return at_->head == head_of(Kw::kEnd); }

  void report(const Span& span, messages::Advice advice) {
    // One complaint about a place is enough; the first one is the cause.
    if (!reported_.insert({span.line, span.column}).second) return;
    result_.diagnostics.push_back({advice.code, Severity::kError, {path_, span.line, span.column}, "",
                                   std::move(advice.message), std::move(advice.help)});
  }
  void report_miss() {
    const Token* where = state_.furthest != nullptr && state_.furthest >= at_ ? state_.furthest : at_;
    if (state_.too_deep) return report(where->span, messages::too_deep());
    if (state_.furthest != where) state_.expected.reset();
    if (where->kind == Tok::kError) return;  // the lexer has told what is wrong there
    report(where->span, messages::unexpected(state_, *where));
  }
  void take_literal_problems() {
    for (const LiteralProblem& problem : state_.problems) {
      report(problem.span, messages::literal_problem(problem.kind, slice(state_.text, problem.span)));
    }
    state_.problems.clear();
  }

  // To the next line that the layout knows.
  void skip_line() {
    ++at_;
    while (at_->kind != Tok::kEndOfFile && at_->head == kNoHead) ++at_;
  }

  void stray() {
    const bool end = at_end();
    report(at_->span, end ? messages::stray_end() : messages::no_declaration(state_, *at_));
    do {
      skip_line();
    } while (at_->kind != Tok::kEndOfFile && !starts_declaration(*at_) && !at_end());
    if (!end && at_end()) skip_line();  // the end of what could not be read
  }

  void declaration() {
    Decl decl;
    decl.kw = kw_of_head(at_->head);
    decl.span = at_->span;
    in_scenario_ = decl.kw == Kw::kScenario;
    const Token* start = at_;
    if (!parse_head(state_, at_, end_, decl)) {
      decl.kw = kw_of_head(start->head);
      decl.span = start->span;
      decl.broken = true;
      report_miss();
      skip_line();
    } else if (!line_ended(decl)) {
      decl.broken = true;
      skip_line();
    }
    body(decl);
    finish(decl);
    in_scenario_ = false;
    result_.file.decls.push_back(std::move(decl));
  }

  void body(Decl& decl) {
    Kw section = Kw::kEnd;
    while (at_->kind != Tok::kEndOfFile && !next_declaration() && !at_end()) {
      const Token* before = at_;
      const bool ok = decl.kw == Kw::kScenario   ? scenario_line(decl, section)
                      : decl.kw == Kw::kDecision && at_->head != head_of(Kw::kDecidesEach) ? stage(decl)
                      : decl.kw == Kw::kSource && at_->kind == Tok::kNumber               ? route(decl)
                      : at_->kind == Tok::kBar                                            ? row(decl)
                                                                                          : clause(decl);
      if (ok && (at_ != before) && line_ended(decl)) continue;
      decl.broken = true;
      if (ok && !decl.clauses.empty()) forget(decl.clauses.back());
      recover(before, decl.kw);
    }
  }

  // What stands on a line with junk at its end is not worth a second opinion.
  static void forget(Clause& clause) {
    clause.expr = {};
    if (!clause.children.empty()) clause.children.back().expr = {};
  }

  // After a construct a new line must begin; another clause on the same line is accepted.
  bool line_ended(const Decl& decl) {
    const bool inline_clause = decl.kw != Kw::kScenario && at_->kind == Tok::kWord;
    const bool ended = at_->kind == Tok::kEndOfFile || at_->head != kNoHead || at_->first_on_line || inline_clause;
    if (!ended) report_miss();
    return ended;
  }

  void recover(const Token* before, Kw kw) {
    if (at_ == before) ++at_;
    const auto stands_out = [&] {
      return at_->kind == Tok::kEndOfFile || is_keyword_head(at_->head) ||
             (at_->first_on_line && (kw == Kw::kScenario || kw == Kw::kDecision || at_->kind == Tok::kBar));
    };
    while (!stands_out()) ++at_;
  }

  bool clause(Decl& decl) {
    Clause out;
    const Token* start = at_;
    if (!parse_clause(state_, at_, end_, out)) {
      const bool no_clause = state_.furthest == start && !state_.too_deep;
      if (no_clause && start->kind == Tok::kError) return false;
      if (no_clause && start->kind == Tok::kWord && start->head != kNoHead) {
        report(start->span, messages::unknown_clause(state_, *start));
      } else if (no_clause) {
        if (!previous_miss(start)) {
          report(start->span, messages::unknown_clause(state_, *start));
        } else if (!decl.clauses.empty()) {
          forget(decl.clauses.back());
        }
      } else {
        report_miss();
      }
      return false;
    }
    rest_ = state_.expected;
    rest_at_ = state_.furthest;
    nest(decl, std::move(out));
    return true;
  }

  // Junk in the middle of a line: what the clause before could have gone on with says more than a
  // list of every clause.
  bool previous_miss(const Token* start) {
    if (start->first_on_line || rest_at_ != start) return false;
    state_.furthest = rest_at_;
    state_.expected = rest_;
    report_miss();
    return true;
  }

  void nest(Decl& decl, Clause clause) {
    Clause* parent = nullptr;
    for (Clause& earlier : decl.clauses) {
      if (takes(earlier.kw, clause.kw)) parent = &earlier;
    }
    // A quote under a basis that itself stands under another clause.
    if (!decl.clauses.empty()) {
      for (Clause& child : decl.clauses.back().children) {
        if (takes(child.kw, clause.kw) && clause.span.begin > child.span.end) parent = &child;
      }
    }
    const bool last = parent != nullptr && (only_child(clause.kw) || parent == &decl.clauses.back());
    if (last && (only_child(clause.kw) || clause.span.column > parent->span.column)) {
      if (clause.kw == Kw::kQuote) parent->citation.quote = clause.text.text;
      parent->children.push_back(std::move(clause));
      return;
    }
    if (clause.kw == Kw::kQuote) return report(clause.span, messages::quote_without_citation());
    if (only_child(clause.kw)) return report(clause.span, messages::indicator_text_alone());
    decl.clauses.push_back(std::move(clause));
  }

  bool route(Decl& decl) {
    Clause out;
    if (!parse_route(state_, at_, end_, out)) return fail();
    decl.clauses.push_back(std::move(out));
    return true;
  }

  bool stage(Decl& decl) {
    Stage out;
    if (!parse_stage(state_, at_, end_, out)) {
      report_miss();
      return false;
    }
    decl.stages.push_back(std::move(out));
    return true;
  }

  bool row(Decl& decl) {
    Row out;
    if (!parse_row(state_, at_, end_, out)) {
      report_miss();
      return false;
    }
    decl.rows.push_back(std::move(out));
    return true;
  }

  bool scenario_line(Decl& decl, Kw& section) {
    if (is_keyword_head(at_->head) && keyword(kw_of_head(at_->head)).role != Role::kExpectation &&
        !(section == Kw::kExpected && at_->head == head_of(Kw::kGuideline))) {
      Clause out;
      if (!parse_scenario_clause(state_, at_, end_, out)) return fail();
      const bool opens = out.kw == Kw::kFacts || out.kw == Kw::kExpected || out.kw == Kw::kRows;
      if (opens) section = out.kw;
      if (opens) state_.furthest = nullptr;
      decl.clauses.push_back(std::move(out));
      return true;
    }
    if (section == Kw::kExpected) {
      Expected out;
      if (!parse_expected(state_, at_, end_, out)) return fail();
      decl.expected.push_back(std::move(out));
      return true;
    }
    if (section == Kw::kFacts) {
      Member out;
      if (!parse_member(state_, at_, end_, out)) return fail();
      decl.facts.push_back(std::move(out));
      return true;
    }
    if (section == Kw::kRows) return table_line(decl);
    report(at_->span, messages::unknown_clause(state_, *at_));
    return false;
  }

  bool table_line(Decl& decl) {
    if (decl.columns.empty()) return parse_columns(state_, at_, end_, decl.columns) || fail();
    const std::size_t cells = cells_of_line();
    if (at_->kind == Tok::kBar && cells != decl.columns.size()) {
      report(at_->span, messages::row_does_not_fit(decl.columns.size(), cells));
      return false;
    }
    CaseRow out;
    if (!parse_case_row(state_, at_, end_, decl.columns, out)) return fail();
    decl.case_rows.push_back(std::move(out));
    return true;
  }
  [[nodiscard]] std::size_t cells_of_line() const {
    std::size_t bars = 0;
    for (const Token* token = at_; token == at_ || !token->first_on_line; ++token) {
      if (token->kind == Tok::kEndOfFile) break;
      bars += token->kind == Tok::kBar ? 1 : 0;
    }
    return bars == 0 ? 0 : bars - 1;
  }
  bool fail() {
    report_miss();
    return false;
  }

  void finish(Decl& decl) {
    decl.end = at_->span;
    const bool wants = ends_with_end(decl.kw);
    if (at_end()) {
      if (!wants) report(at_->span, messages::stray_end());
      state_.read_as(at_, Kw::kEnd);
      ++at_;
      while (at_->kind != Tok::kEndOfFile && !at_->first_on_line && at_->kind == Tok::kError) ++at_;
    } else if (wants) {
      decl.broken = true;
      report(decl.span, messages::missing_end(std::string(phrase(decl.kw, result_.file.language)), decl.name.text));
    }
  }

  const std::string& path_;
  const TokenStream& stream_;
  ParseState state_;
  ParseResult result_;
  const Token* at_ = nullptr;
  const Token* end_ = nullptr;
  bool in_scenario_ = false;
  ExpectedSet rest_;
  const Token* rest_at_ = nullptr;
  std::set<std::pair<std::uint32_t, std::uint32_t>> reported_;
};

}  // namespace

ParseResult parse(const std::string& path, std::string_view text) {
  const TokenStream raw = lex(text);
  const Keywords keywords(file_language(text, raw));
  TokenStream stream = lay_out(text, raw, keywords);
  ParseResult result = Parser(path, text, stream, keywords).run();
  result.stream = std::move(stream);
  return result;
}

}  // namespace stadga::dsl::syntax

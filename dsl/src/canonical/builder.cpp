// builder.cpp - one pass over the laid-out tokens. What begins a line decides its indent: a declaration
// stands in the first column, its clauses two in, what is below a clause four in; bullets two further in
// than their clause for each level; the rest of a line that goes on two further in than its beginning.
#include "canonical/builder.h"

#include <algorithm>
#include <map>
#include <optional>

#include "canonical/columns.h"
#include "canonical/gaps.h"
#include "canonical/places.h"
#include "syntax/layout.h"

namespace stadga::dsl::canonical {
namespace {

using syntax::Kw;
using syntax::Tok;
using syntax::Token;

constexpr std::uint32_t kStep = 2;
constexpr std::uint32_t kWide = 3;  // before what closes a line: a wording, a dated value, stated values

class Builder {
 public:
  Builder(std::string_view text, const syntax::ParseResult& parsed)
      : text_(text), parsed_(parsed), keywords_(parsed.file.language), places_(places_of(parsed.file)) {}

  std::vector<Line> run() {
    const auto& tokens = parsed_.stream.tokens;
    for (index_ = 0; index_ < tokens.size(); ++index_) {
      const Token& token = tokens[index_];
      comments_before(token.kind == Tok::kEndOfFile ? static_cast<std::uint32_t>(text_.size()) : token.span.begin);
      switch (token.kind) {
        case Tok::kEndOfFile: break;
        case Tok::kBlockBegin: ++depth_; break;
        case Tok::kBlockEnd: --depth_; break;
        default: take(token);
      }
    }
    settle_comments(0);
    for (const auto& [key, group] : groups_) {
      static_cast<void>(key);
      align(lines_, group);
    }
    align_runs(lines_);
    settle_indents(lines_);
    return std::move(lines_);
  }

 private:
  struct Owner {  // of the line being written and of the lines that belong to it
    Place place;
    std::uint32_t begin = 0;
    std::uint32_t indent = 0;
    bool raw = false;             // its value is the text as it stands
    std::size_t value_token = 0;  // index of the first token after its keyword
    bool has_when = false;
  };

  struct Bracket {
    PieceAt opening;
    std::optional<PieceAt> first;  // what follows it on its own line
  };

  // ---- lines ---------------------------------------------------------------------------------

  [[nodiscard]] std::uint32_t newlines_to(std::uint32_t begin) const {
    return static_cast<std::uint32_t>(std::count(text_.begin() + end_, text_.begin() + begin, '\n'));
  }
  Line& new_line(std::uint32_t begin, std::uint32_t indent) {
    const std::uint32_t newlines = newlines_to(begin);
    lines_.push_back({std::min(newlines > 0 ? newlines - 1 : 0, 2U), indent, Run::kNone, false, {}, {}});
    return lines_.back();
  }
  void put(const syntax::Span& span, std::uint32_t gap, std::uint32_t column = 0, char slot = 0) {
    lines_.back().pieces.push_back({slice(text_, span), gap, column, slot});
    end_ = span.end;
  }

  void comments_before(std::uint32_t begin) {
    const auto& comments = parsed_.stream.comments;
    for (; comment_ < comments.size() && comments[comment_].begin < begin; ++comment_) {
      const syntax::Span span = without_trailing_blanks(comments[comment_]);
      const bool alone = lines_.empty() || newlines_to(span.begin) > 0;
      if (alone) {
        new_line(span.begin, 0).comment = true;
        waiting_.push_back(lines_.size() - 1);
      }
      put(span, alone ? 0 : 2);
      end_ = comments[comment_].end;
    }
  }
  [[nodiscard]] syntax::Span without_trailing_blanks(const syntax::Comment& comment) const {
    std::uint32_t end = comment.end;
    while (end > comment.begin && (text_[end - 1] == ' ' || text_[end - 1] == '\t' || text_[end - 1] == '\r')) --end;
    return {comment.begin, end, 0, 0};
  }
  // A comment stands where the line that it is written above stands.
  void settle_comments(std::uint32_t indent) {
    for (const std::size_t line : waiting_) lines_[line].indent = indent;
    waiting_.clear();
  }

  // ---- tokens --------------------------------------------------------------------------------

  void take(const Token& token) {
    const bool begins = token.first_on_line || token.kind == Tok::kItem;
    const auto place = places_.at.find(token.span.begin);
    const bool placed = token.kind != Tok::kItem && place != places_.at.end();
    if (begins) {
      begin_line(token, placed ? &place->second : nullptr);
      put(token.span, 0);
    } else {
      const bool inside = placed && place->second.kind == PlaceKind::kClause;
      put_inside(token, inside);
      if (inside) own(place->second, token, owner_.indent);
    }
    if (is_closing(token) && !brackets_.empty()) brackets_.pop_back();
    if (!begins && !brackets_.empty() && !brackets_.back().first && brackets_.back().opening.first + 1 == lines_.size()) {
      brackets_.back().first = last_piece();
    }
    if (is_opening(token)) brackets_.push_back({last_piece(), std::nullopt});
    if (places_.calls.count(token.span.begin) > 0) calling_ = true;
    previous_ = token;
    previous_is_name_ = places_.typed_names.count(token.span.begin) > 0 && token.kind == Tok::kWord;
  }

  [[nodiscard]] PieceAt last_piece() const { return {lines_.size() - 1, lines_.back().pieces.size() - 1}; }
  static bool is_opening(const Token& token) {
    return token.kind == Tok::kLeftBrace || token.kind == Tok::kLeftBracket || token.kind == Tok::kLeftParen;
  }
  static bool is_closing(const Token& token) {
    return token.kind == Tok::kRightBrace || token.kind == Tok::kRightBracket || token.kind == Tok::kRightParen;
  }

  void begin_line(const Token& token, const Place* place) {
    std::uint32_t indent = 0;
    Run run = Run::kNone;
    std::optional<PieceAt> below;
    if (token.head == syntax::head_of(Kw::kEnd) && place == nullptr) {
      brackets_.clear();
    } else if (token.kind == Tok::kBar && owner_.place.decl != nullptr) {
      indent = owner_.place.decl->kw == Kw::kScenario ? 2 * kStep : kStep;
      run = Run::kRow;
      cell_ = 0;
      brackets_.clear();
      owner_ = {{PlaceKind::kRow, owner_.place.decl->kw, 1, owner_.place.decl, 0}, token.span.begin, indent, false, 0, false};
    } else if (place != nullptr && place->kind == PlaceKind::kField) {
      indent = kStep;
      run = Run::kField;
    } else if (place != nullptr) {
      indent = place->level * kStep;
      brackets_.clear();
      own(*place, token, indent);
      run = run_of(*place);
    } else {
      indent = indent_of_rest(token);
      below = piece_above(token);
    }
    const bool outermost = place != nullptr && place->kind == PlaceKind::kDeclaration;
    const bool closes = place == nullptr && indent == 0;  // `slut`, a record's brace: the comment is inside
    settle_comments(outermost ? 0 : closes ? kStep : indent);
    Line& line = new_line(token.span.begin, indent);
    line.run = run;
    line.below = below;
  }

  // Inside a bracket that something follows on its own line, the rest stands below that; what closes it
  // stands below the bracket.
  [[nodiscard]] std::optional<PieceAt> piece_above(const Token& token) const {
    if (brackets_.empty() || token.kind == Tok::kItem || !brackets_.back().first) return std::nullopt;
    return is_closing(token) ? brackets_.back().opening : *brackets_.back().first;
  }

  [[nodiscard]] std::uint32_t bullet_indent() const {
    const bool guideline = owner_.place.kind == PlaceKind::kClause && owner_.place.kw == Kw::kGuideline;
    return owner_.indent + kStep * depth_ + (guideline ? kStep : 0);
  }
  [[nodiscard]] std::uint32_t indent_of_rest(const Token& token) const {
    if (token.kind == Tok::kItem) return bullet_indent();
    const std::uint32_t base = depth_ > 0 ? bullet_indent() + kStep : owner_.indent;
    const auto open = static_cast<std::uint32_t>(brackets_.size());
    if (is_closing(token) && open > 0) return base + kStep * (open - 1);
    return base + kStep * std::max(open, depth_ > 0 ? 0U : 1U);
  }

  static Run run_of(const Place& place) {
    if (place.kind != PlaceKind::kDeclaration) return Run::kNone;
    switch (place.kw) {
      case Kw::kSource: return Run::kSource;
      case Kw::kFact: return Run::kFact;
      case Kw::kTerm: case Kw::kValue: return Run::kTerm;
      default: return Run::kNone;
    }
  }

  void own(const Place& place, const Token& token, std::uint32_t indent) {
    owner_ = {place, token.span.begin, indent, false, 0, false};
    if (place.kind != PlaceKind::kClause && place.kind != PlaceKind::kExpectation) return;
    owner_.raw = place.kw == Kw::kVersion || place.kw == Kw::kDecidedBy ||
                 (place.kind == PlaceKind::kExpectation && place.kw == Kw::kProblem);
    // A problem's path follows its keyword and code.
    owner_.value_token = index_ + (place.kind == PlaceKind::kClause ? label_length(keywords_, place.decl->kw, place.kw) : 2);
  }

  // ---- gaps ----------------------------------------------------------------------------------

  [[nodiscard]] std::optional<Kw> keyword_here() const {
    const auto head = parsed_.keyword_at[index_];
    return head == syntax::kNoHead ? std::nullopt : std::optional<Kw>(syntax::kw_of_head(head));
  }

  void put_inside(const Token& token, bool begins_clause) {
    const bool apart = token.span.begin > previous_.span.end;
    if (begins_clause) return put(token.span, 2, 0, owner_.place.kw == Kw::kSource ? 'c' : '\0');
    if (owner_.raw && index_ > owner_.value_token) {
      return put(token.span, token.span.begin - previous_.span.end);
    }
    const bool of_call = calling_ && token.kind == Tok::kLeftParen;
    if (of_call) calling_ = false;
    const std::uint32_t gap = of_call ? 0 : gap_between(previous_.kind, token.kind, apart);
    switch (owner_.place.kind) {
      case PlaceKind::kClause: return put_in_clause(token, gap);
      case PlaceKind::kStage: return put_in_stage(token, gap);
      case PlaceKind::kRow: return put_in_row(token, gap);
      case PlaceKind::kDeclaration: return put_in_head(token, gap);
      default: return put(token.span, gap);
    }
  }

  void put_in_clause(const Token& token, std::uint32_t gap) {
    const Kw kw = owner_.place.kw;
    if (index_ == owner_.value_token && begins_its_line()) return put_value(token, gap);
    const auto here = keyword_here();
    const bool wide = (kw == Kw::kBasis && here == Kw::kWording) || places_.dated_values.count(token.span.begin) > 0;
    if (wide) return put(token.span, kWide);
    if (kw == Kw::kAppealed && token.kind == Tok::kText) return put(token.span, 2);
    put(token.span, gap);
  }
  [[nodiscard]] bool begins_its_line() const {
    return lines_.back().pieces.front().text.data() == text_.data() + owner_.begin;
  }

  // What follows a clause's keyword: in the declaration's column, or below its neighbours'.
  void put_value(const Token& token, std::uint32_t gap) {
    const Kw kw = owner_.place.kw;
    const bool text = kw == Kw::kTextMet || kw == Kw::kTextNotMet || kw == Kw::kTextNotShown;
    const bool speaks = kw == Kw::kSpeaksFor || kw == Kw::kSpeaksAgainst;
    const bool rule_text = text || speaks;
    const auto column = rule_text ? std::nullopt : value_column(keywords_, owner_.place);
    put(token.span, rule_text ? 2 : column ? 1 : gap, column.value_or(0));
    if (rule_text) join_group(text ? owner_.place.decl->span.begin : owner_.place.parent);
  }

  void put_in_stage(const Token& token, std::uint32_t gap) {
    const auto here = keyword_here();
    if (here == Kw::kWhen && !owner_.has_when) {
      owner_.has_when = true;
      put(token.span, 2);
      return join_group(owner_.place.decl->span.begin);
    }
    put(token.span, here == Kw::kStates ? kWide : gap);
  }

  // The bars of a table stand below each other, but for the last of scenarios, whose rows are long.
  void put_in_row(const Token& token, std::uint32_t gap) {
    const Token& next = parsed_.stream.tokens[index_ + 1];
    const bool last = next.first_on_line || next.kind == Tok::kEndOfFile;
    const bool bar = token.kind == Tok::kBar && !(last && owner_.place.kw == Kw::kScenario);
    if (bar) ++cell_;
    put(token.span, token.kind == Tok::kBar || previous_.kind == Tok::kBar ? 1 : gap, 0, bar ? cell_ : '\0');
  }

  void put_in_head(const Token& token, std::uint32_t gap) {
    const bool parens = token.kind == Tok::kLeftParen || token.kind == Tok::kRightParen || previous_.kind == Tok::kLeftParen;
    if (parens) return put(token.span, 1);  // a table's keys
    const auto here = keyword_here();
    if (owner_.place.kw == Kw::kSource && brackets_.empty()) return put_in_source(token, gap, here);
    if (token.kind == Tok::kColon && previous_is_name_) {
      return put(token.span, 1, 0, lines_.back().run == Run::kNone || brackets_.size() > 1 ? '\0' : ':');
    }
    if (previous_.kind == Tok::kColon) return put(token.span, std::max(gap, 1U));
    put(token.span, is_favour(here) ? kWide : gap);
  }
  static bool is_favour(std::optional<Kw> kw) {
    return kw == Kw::kLaterFavours || kw == Kw::kEarlierFavours || kw == Kw::kHigherFavours || kw == Kw::kLowerFavours;
  }
  void put_in_source(const Token& token, std::uint32_t gap, std::optional<Kw> here) {
    char slot = 0;
    if (here == Kw::kSfs || here == Kw::kTsfs) slot = 'a';
    if (token.kind == Tok::kText) slot = 't';
    if (here == Kw::kWeight) slot = 'w';
    put(token.span, slot != 0 ? 2 : gap, 0, slot);
  }

  void join_group(std::uint32_t key) {
    groups_[key].emplace_back(lines_.size() - 1, lines_.back().pieces.size() - 1);
  }

  std::string_view text_;
  const syntax::ParseResult& parsed_;
  syntax::Keywords keywords_;
  Places places_;
  std::vector<Line> lines_;
  std::vector<std::size_t> waiting_;      // comment lines whose indent is not known yet
  std::map<std::uint32_t, Group> groups_;  // by what they stand in: a declaration, a guideline
  Owner owner_;
  Token previous_;
  bool previous_is_name_ = false;
  std::size_t index_ = 0, comment_ = 0;
  std::uint32_t end_ = 0;  // of what was put last
  std::uint32_t depth_ = 0;
  bool calling_ = false;   // between a table's name and its parenthesis
  char cell_ = 0;          // of a table's row, from 1
  std::vector<Bracket> brackets_;  // open ones, outermost first
};

}  // namespace

std::vector<Line> canonical_lines(std::string_view text, const syntax::ParseResult& parsed) {
  return Builder(text, parsed).run();
}

}  // namespace stadga::dsl::canonical

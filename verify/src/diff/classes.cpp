// diff/classes.cpp - see diff/classes.h. A class is made as small as it can be in what is felt: a
// case that needs two changes is told only where one of them is not enough.
#include "diff/classes.h"

#include <algorithm>

#include "diff/answers.h"
#include "diff/asks.h"
#include "sampling.h"
#include "workbench.h"

namespace stadga::verify {
namespace {

constexpr int kSamples = 200;
constexpr std::uint64_t kSeed = 20260101;
constexpr std::uint64_t kForLongLists = 4;
constexpr std::uint64_t kForExtremes =
    20;  // a search for an extreme gets so small a part of the limit
constexpr int kExtremeSteps = 14;

class Search {
 public:
  Search(const Joint& joint, const std::vector<Change>& changes, Numbers& numbers,
         const Compared& compared, const DiffOptions& options)
      : joint_(joint),
        changes_(changes),
        numbers_(numbers),
        compared_(compared),
        options_(options),
        cut_(std::make_unique<PairEncoding>(joint, changes, numbers, LongLists::kCut,
                                            options.rlimit)) {}

  ClassSearch run() {
    look_for_one_answering();
    const bool one_answers = !out_.classes.empty();
    const bool settled = !one_answers && !open_;
    if (inhabited()) {
      if (settled && long_lists() && nothing_beyond(options_.rlimit / kForLongLists))
        return done(Verdict::kProved);
      collect();
    } else if (!one_answers) {
      throw OutOfCore("beslutsdagar");
    }
    if (out_.classes.empty()) {
      if (last_ == Answer::kNo && settled && !long_lists()) return done(Verdict::kProved);
      return done(last_ == Answer::kNo && settled ? Verdict::kOutOfCore : Verdict::kUndecided);
    }
    out_.complete = last_ == Answer::kNo && settled &&
                    (!long_lists() || nothing_beyond(options_.rlimit / kForLongLists));
    if (out_.complete) sample();
    drop_covered();
    for (FoundClass& found : out_.classes) finish(found);
    out_.verdict = Verdict::kRefuted;
    return std::move(out_);
  }

 private:
  [[nodiscard]] bool long_lists() const { return !cut_->vars().exact_lists; }
  Reply ask(PairEncoding& encoding, const Exprs& query) {
    Reply reply = encoding.session().ask(query);
    out_.used += reply.used;
    return reply;
  }
  bool inhabited() { return ask(*cut_, {cut_->smt().truth(true)}).answer == Answer::kYes; }

  ClassSearch done(Verdict verdict) {
    out_.verdict = verdict;
    out_.complete = verdict == Verdict::kProved;
    if (out_.complete) {
      sample();
      out_.asked = asks_otherwise(joint_, compared_, replay(some_fillings()));
    }
    return std::move(out_);
  }

  // Cases outside the known classes.
  Exprs outside(PairEncoding& encoding) {
    Exprs out{encoding.differs()};
    for (const FoundClass& known : out_.classes) {
      if (!known.one_answers) out.push_back(encoding.smt().negate(encoding.belongs(known.key)));
    }
    return out;
  }

  // With long lists summed up there is no case outside the classes either.
  bool nothing_beyond(std::uint64_t rlimit) {
    if (!summed_) {
      summed_ =
          std::make_unique<PairEncoding>(joint_, changes_, numbers_, LongLists::kSummed, rlimit);
    }
    return ask(*summed_, outside(*summed_)).answer == Answer::kNo;
  }

  // ---- where a date of the case picks the law: cases that only one of the two answers ----
  void look_for_one_answering() {
    if (!picks_otherwise(joint_)) return;
    for (const std::size_t side : {kOld, kNew}) {
      const OneAnswers found =
          only_one_answers(joint_, side, compared_.municipality, options_.rlimit);
      out_.used += found.used;
      if (found.answer == Answer::kNo) continue;
      if (!found.case_file || !add_one_answering(*found.case_file)) open_ = true;
    }
  }
  // False: the case ends alike for all that.
  bool add_one_answering(const Json& file) {
    PairReplay& pair = replay(some_fillings());
    const auto seen = pair.observe(file);
    if (!seen || seen->before == seen->after) return false;
    FoundClass found;
    found.one_answers = true;
    found.key = {seen->before, seen->after, seen->moves, {}};
    for (std::size_t i = 0; i < changes_.size(); ++i) {
      if (changes_[i].law.kind == "decision") found.key.felt.push_back(i);
    }
    auto witness = pair.minimise(
        file,
        [&](const Observed& now, const engine::Case&) {
          return found.key.ends_like(now.before, now.after);
        },
        {});
    if (!witness) throw Disagreement("no case of the class: " + canonical_or_die(file));
    found.witness = std::move(*witness);
    keep(std::move(found));
    return true;
  }

  void keep(FoundClass found) {
    out_.classes.push_back(std::move(found));
    if (options_.progress)
      options_.progress({compared_.municipality, out_.classes.size(), false});
  }

  // ---- one class after the other ----
  void collect() {
    while (true) {
      const Reply reply = ask(*cut_, outside(*cut_));
      last_ = reply.answer;
      if (reply.answer != Answer::kYes) return;
      if (out_.classes.size() == options_.most_classes) {
        out_.cut = true;
        last_ = Answer::kUndecided;
        return;
      }
      add_class(*reply.model);
    }
  }

  ClassKey key_of(const z3::model& model, const Observed& seen) {
    ClassKey key{seen.before, seen.after, seen.moves, {}};
    for (std::size_t i = 0; i < changes_.size(); ++i) {
      if (cut_->holds(model, cut_->felt(i))) key.felt.push_back(i);
    }
    return key;
  }

  void add_class(const z3::model& first) {
    z3::model model = first;
    Observed seen = observed(model);
    ClassKey key = key_of(model, seen);
    while (key.felt.size() > 1) {
      Reply smaller = ask(*cut_, feels_less(key));
      if (smaller.answer != Answer::kYes) break;
      model = *smaller.model;
      seen = observed(model);
      key = key_of(model, seen);
    }
    auto witness = small_case(model, key, days_of(key),
                              [](const PairReplay&, const engine::Case&) { return true; });
    if (!witness) throw Disagreement("no case of the class: " + canonical_or_die(case_of(model)));
    FoundClass found;
    found.key = std::move(key);
    found.witness = std::move(*witness);
    keep(std::move(found));
  }

  // The same ending and a part of the changes: what is found is a class of its own, and a smaller
  // one.
  Exprs feels_less(const ClassKey& key) {
    Exprs query = outside(*cut_);
    query.push_back(cut_->ends(key));
    Exprs less;
    for (std::size_t i = 0; i < changes_.size(); ++i) {
      const bool mine = std::find(key.felt.begin(), key.felt.end(), i) != key.felt.end();
      const z3::expr spared = cut_->smt().negate(cut_->felt(i));
      (mine ? less : query).push_back(spared);
    }
    query.push_back(cut_->smt().any(less));
    return query;
  }

  // A later class that shows more of the same stands for an earlier one.
  void drop_covered() {
    const auto covered = [](const ClassKey& a, const ClassKey& b) {
      return !a.ends_otherwise() && b.ends_like(a.before, a.after) && a.felt == b.felt &&
             a.moves != b.moves &&
             std::includes(b.moves.begin(), b.moves.end(), a.moves.begin(), a.moves.end());
    };
    for (std::size_t i = out_.classes.size(); i-- > 0;) {
      const bool drop = std::any_of(
          out_.classes.begin(), out_.classes.end(),
          [&](const FoundClass& other) { return covered(out_.classes[i].key, other.key); });
      if (drop) out_.classes.erase(out_.classes.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }

  // ---- from a model to a case ----
  Json case_of(const z3::model& model) const {
    return case_from_model(joint_.both, cut_->vars(), model, compared_.municipality);
  }
  PairReplay::Fillings fillings(const z3::model& model) const {
    PairReplay::Fillings out = open_parameters(joint_.both, cut_->vars(), model);
    // A place that both leave open is chosen once; the variable of the first counts.
    for (auto& [index, literal] : out) {
      for (const auto& [other, chosen] : out) {
        const bool same = other < joint_.parameters_before && index >= joint_.parameters_before &&
                          joint_.both.parameters[other].name == joint_.both.parameters[index].name;
        if (same) literal = chosen;
      }
    }
    return out;
  }
  PairReplay& replay(const PairReplay::Fillings& fillings) {
    if (!replay_ || !(fillings == fillings_)) {
      fillings_ = fillings;
      replay_ = std::make_unique<PairReplay>(joint_, changes_, compared_, cut_->shared(), fillings);
    }
    return *replay_;
  }
  Observed observed(const z3::model& model) {
    const Json file = case_of(model);
    auto seen = replay(fillings(model)).observe(file);
    const bool shown =
        seen && seen->differs() && cut_->holds(model, cut_->ends(seen->before, seen->after));
    if (!shown) throw Disagreement("the engine does not show it: " + canonical_or_die(file));
    return std::move(*seen);
  }

  template <typename Also>
  std::optional<PairWitness> small_case(const z3::model& model, const ClassKey& key,
                                        const std::vector<Date>& days, const Also& also) {
    PairReplay& pair = replay(fillings(model));
    const auto feels_it = [&](const Observed& now, std::size_t i) {
      return std::find(now.felt.begin(), now.felt.end(), i) != now.felt.end() ||
             std::find(now.perhaps.begin(), now.perhaps.end(), i) != now.perhaps.end();
    };
    const auto wanted = [&](const Observed& now, const engine::Case& facts) {
      if (!key.ends_like(now.before, now.after)) return false;
      // An example with its facts stays one: what waits for them says less.
      if ((now.before == Ending::kWaiting) != (key.before == Ending::kWaiting)) return false;
      if (!key.ends_otherwise() && now.moves != key.moves) return false;
      for (const auto i : key.felt) {
        if (!feels_it(now, i)) return false;
      }
      for (const auto i : now.felt) {
        if (std::find(key.felt.begin(), key.felt.end(), i) == key.felt.end()) return false;
      }
      return also(pair, facts);
    };
    return pair.minimise(case_of(model), wanted, days);
  }

  // The first days of the changes that are felt, the latest first.
  std::vector<Date> days_of(const ClassKey& key) const {
    std::vector<Date> out;
    for (const auto i : key.felt) out.push_back(changes_[i].law.days.from);
    std::sort(out.begin(), out.end(), std::greater<>());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

  // ---- retroactive, and how much ----
  void finish(FoundClass& found) {
    if (found.one_answers) found.early_verdict = Verdict::kUndecided;
    if (options_.from && !found.one_answers) look_before(found, *options_.from);
    for (const auto& name : cut_->shared()) add_value(found, name);
    add_items(found);
  }

  void look_before(FoundClass& found, Date from) {
    Exprs query{cut_->belongs(found.key), cut_->differs(), cut_->law_day_before(from)};
    const Reply reply = ask(*cut_, query);
    if (reply.answer == Answer::kNo) {
      found.early_verdict =
          long_lists() && !none_before(found, from) ? Verdict::kUndecided : Verdict::kProved;
      return;
    }
    found.early_verdict = Verdict::kUndecided;
    if (reply.answer != Answer::kYes) return;
    const ClassKey key = key_of(*reply.model, observed(*reply.model));
    const std::vector<Date> days = before(key, from);
    found.early =
        small_case(*reply.model, key, days, [&](const PairReplay& pair, const engine::Case& facts) {
          return pair.law_day_before(facts, from);
        });
    if (!found.early)
      throw Disagreement("no early case: " + canonical_or_die(case_of(*reply.model)));
    found.early_verdict = Verdict::kRefuted;
  }
  bool none_before(const FoundClass& found, Date from) {
    if (!summed_) return false;
    return ask(*summed_,
               {summed_->belongs(found.key), summed_->differs(), summed_->law_day_before(from)})
               .answer == Answer::kNo;
  }
  std::vector<Date> before(const ClassKey& key, Date from) const {
    std::vector<Date> out;
    for (const Date day : days_of(key)) {
      if (day < from) out.push_back(day);
    }
    if (const auto last = add_days(from, -1)) out.insert(out.begin(), *last);
    return out;
  }

  void add_value(FoundClass& found, const std::string& name) {
    const auto printed = [&](std::size_t side) {
      const auto& values = found.witness.evaluations[side].values;
      const auto value = values.find(name);
      return value == values.end() ? Json{} : value->second;
    };
    ValueChange value;
    value.name = name;
    value.before = printed(kOld);
    value.after = printed(kNew);
    if (value.before == value.after) return;
    const auto a = printed_number(value.before);
    const auto b = printed_number(value.after);
    if (a && b) {
      value.change = *b - *a;
      value.money = value.before.as_string() != nullptr;
      if (options_.extremes && !found.key.ends_otherwise()) add_extremes(found, value);
    }
    found.values.push_back(std::move(value));
  }

  void add_items(FoundClass& found) {
    const auto& before = found.witness.evaluations[kOld].items;
    for (const auto& mine : before) {
      for (const auto& other : found.witness.evaluations[kNew].items) {
        if (mine.list != other.list || mine.index != other.index || mine.granted == other.granted)
          continue;
        ValueChange value;
        value.name = mine.list + "[" + std::to_string(mine.index) + "] " + mine.label;
        value.before = to_string(mine.granted);
        value.after = to_string(other.granted);
        value.change = other.granted.ore - mine.granted.ore;
        value.money = true;
        found.values.push_back(std::move(value));
      }
    }
  }

  void add_extremes(const FoundClass& found, ValueChange& value) {
    value.least = value.greatest = *value.change;
    value.least_exact = extreme(found, value, false, *value.least);
    value.greatest_exact = extreme(found, value, true, *value.greatest);
  }
  // Strides outwards while there is a case, then halves the stride. True: nothing lies beyond.
  bool extreme(const FoundClass& found, const ValueChange& value, bool greatest,
               std::int64_t& best) {
    const auto amounts = cut_->amounts(value.name);
    if (!amounts || long_lists()) return false;
    Smt& smt = cut_->smt();
    const Direction way = *value.change > 0 ? Direction::kUp : Direction::kDown;
    const z3::expr change = smt.subtract(amounts->after, amounts->before);
    Session session(smt, cut_->vars().domain,
                    std::max<std::uint64_t>(1, options_.rlimit / kForExtremes));
    std::int64_t stride = 1;
    for (int step = 0; step < kExtremeSteps; ++step) {
      const z3::expr bound = smt.number(greatest ? best + stride : best - stride);
      const z3::expr beyond = greatest ? smt.at_most(bound, change) : smt.at_most(change, bound);
      const Reply reply =
          session.ask({cut_->belongs(found.key), cut_->moves({value.name, false, way}), beyond});
      out_.used += reply.used;
      if (reply.answer == Answer::kUndecided) return false;
      if (reply.answer == Answer::kNo) {
        if (stride == 1) return true;
        stride = std::max<std::int64_t>(1, stride / 16);
        continue;
      }
      std::int64_t now = best;
      if (!reply.model->eval(change, true).is_numeral_i64(now)) return false;
      best = now;
      stride *= 4;
    }
    return false;
  }

  // ---- the second look: random and boundary cases under both ----
  void sample() {
    PairReplay& pair = replay(some_fillings());
    SampleOptions options;
    options.seed = kSeed;
    options.municipality = compared_.municipality;
    Sampler sampler(joint_.both, options);
    for (int i = 0; i < kSamples; ++i) {
      const Json file = sampler.next();
      if (!pair.is_valid(file)) continue;
      const auto seen = pair.observe(file);
      if (!seen || !seen->differs() || is_known(*seen)) continue;
      throw Disagreement("no such case, but shown by " + canonical_or_die(file));
    }
  }
  PairReplay::Fillings some_fillings() const {
    PairReplay::Fillings out;
    for (const auto& [index, symbol] : cut_->vars().open) {
      const auto literal = some_value(allowed_type(index));
      if (literal) out.emplace(index, *literal);
    }
    return out;
  }
  // What a municipality may decide under both, where both leave the place open.
  engine::Type allowed_type(std::uint32_t index) const {
    const auto& parameters = joint_.both.parameters;
    for (const auto& [other, symbol] : cut_->vars().open) {
      const bool across = (other < joint_.parameters_before) != (index < joint_.parameters_before);
      const bool same = parameters[other].name == parameters[index].name &&
                        same_shape(parameters[other].type, parameters[index].type);
      if (across && same) return narrowest(parameters[index].type, parameters[other].type);
    }
    return parameters[index].type;
  }
  bool is_known(const Observed& seen) const {
    return std::any_of(out_.classes.begin(), out_.classes.end(), [&](const FoundClass& known) {
      return known.key.ends_like(seen.before, seen.after);
    });
  }
  std::optional<engine::Literal> some_value(const engine::Type& type) const {
    switch (type.kind) {
      case engine::TypeKind::kBool:
        return engine::Literal(false);
      case engine::TypeKind::kEnum:
        return first_allowed(joint_.allowed[type.enumeration.value]);
      case engine::TypeKind::kMoney:
        return engine::Literal(Money{type.min});
      case engine::TypeKind::kDate:
        return engine::Literal(type.min_date);
      case engine::TypeKind::kInt:
      case engine::TypeKind::kMonths:
      case engine::TypeKind::kDays:
        return engine::Literal(type.min);
      default:
        return std::nullopt;
    }
  }

  static engine::Literal first_allowed(const std::vector<bool>& allowed) {
    const auto first = std::find(allowed.begin(), allowed.end(), true) - allowed.begin();
    return engine::EnumLiteral{static_cast<std::uint32_t>(first)};
  }

  const Joint& joint_;
  const std::vector<Change>& changes_;
  Numbers& numbers_;
  const Compared& compared_;
  const DiffOptions& options_;
  std::unique_ptr<PairEncoding> cut_, summed_;
  std::unique_ptr<PairReplay> replay_;
  PairReplay::Fillings fillings_;
  Answer last_ = Answer::kUndecided;
  bool open_ = false;  // whether only one of the two answers some case is not settled
  ClassSearch out_;
};

}  // namespace

ClassSearch find_classes(const Joint& joint, const std::vector<Change>& changes, Numbers& numbers,
                         const Compared& compared, const DiffOptions& options) {
  return Search(joint, changes, numbers, compared, options).run();
}

}  // namespace stadga::verify

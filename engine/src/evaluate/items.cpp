#include "evaluate/items.h"

#include "evaluate/format.h"

namespace stadga::engine {
namespace {

Money money_of(const State& state) {
  const auto* money = std::get_if<Money>(&state.value);
  return money == nullptr ? Money{} : *money;
}

}  // namespace

const std::vector<Items::Item>& Items::all() {
  if (looked_) return items_;
  looked_ = true;
  for (const AppliedItems& of : in_.ruleset().decision.items) {
    if (in_.not_found(of.list)) continue;
    const FactValue& fact = in_.facts().facts.at(of.list.value);
    const auto* list = fact.known == nullptr ? nullptr : std::get_if<ListValue>(fact.known.get());
    if (list == nullptr) {
      if (fact.known == nullptr) lists_.push_back(unknown_state());
      continue;
    }
    for (std::uint32_t i = 0; i < list->items.size(); ++i) {
      const Element element{nullptr, &list->items[i], {of.list, {i}}};
      items_.push_back({&of, i, &list->items[i], in_.eval(of.applied, &element),
                        in_.term(of.granted, &element).state});
    }
  }
  return items_;
}

std::vector<State> Items::states() {
  std::vector<State> out;
  for (const Item& item : all()) {
    out.push_back(item.applied);
    out.push_back(item.granted);
  }
  out.insert(out.end(), lists_.begin(), lists_.end());
  return out;
}

bool Items::any_refused() {
  for (const Item& item : all()) {
    if (money_of(item.granted) < money_of(item.applied)) return true;
  }
  return false;
}

void Items::add_missing(MissingFacts& missing) {
  for (const Item& item : all()) {
    const Element element{nullptr, item.record, {item.of->list, {item.index}}};
    missing.add(item.of->applied, &element);
    missing.add_term(item.of->granted, &element);
  }
  for (const AppliedItems& of : in_.ruleset().decision.items) missing.add_fact(of.list);
}

std::vector<ItemResult> Items::results(Basis& basis) {
  std::vector<ItemResult> out;
  for (const Item& item : all()) {
    if (!item.applied.is_value() || !item.granted.is_value()) continue;
    const Element element{nullptr, item.record, {item.of->list, {item.index}}};
    basis.add_term(item.of->granted, &element);
    out.push_back(result(item));
  }
  return out;
}

ItemResult Items::result(const Item& item) {
  const Ruleset& ruleset = in_.ruleset();
  ItemResult out;
  out.list = ruleset.at(item.of->list).name;
  out.index = item.index;
  out.applied = money_of(item.applied);
  out.granted = money_of(item.granted);
  const FactValue& label = item.record->at(item.of->label);
  if (label.known != nullptr) {
    const Record& shape = ruleset.at(ruleset.at(item.of->list).type.record);
    if (const auto* value = std::get_if<EnumLiteral>(label.known.get())) {
      out.label = ruleset.at(shape.fields[item.of->label].type.enumeration).values[value->index];
    } else if (const auto* text = std::get_if<std::string>(label.known.get())) {
      out.label = *text;
    }
  }
  const Element element{nullptr, item.record, {item.of->list, {item.index}}};
  std::vector<std::string> texts;
  for (const Rule* rule : in_.term(item.of->granted, &element).applied) {
    out.rules.push_back(rule->id);
    out.citations.insert(out.citations.end(), rule->citations.begin(), rule->citations.end());
    if (!rule->text.empty()) texts.push_back(text_of(in_, rule->text));
  }
  out.text = joined(ruleset, texts);
  return out;
}

}  // namespace stadga::engine

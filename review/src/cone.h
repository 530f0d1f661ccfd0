// cone.h - collects what a provision's meaning rests on, by walking what it reads.
#pragma once
#include <string>

#include "stadga/engine/identity.h"
#include "stadga/engine/model.h"
#include "stadga/engine/reviews.h"

namespace stadga::review {

class ConeWalk {
 public:
  explicit ConeWalk(const engine::Ruleset& ruleset) : ruleset_(ruleset) {}

  // What the provision with this id reads; not the provision itself.
  void provision(const std::string& id);
  // What stands around the rules reads: the day that selects the law, what is applied for.
  void frame();
  // The base's declarations that an overlay fills or disapplies.
  void overlay(const engine::Ruleset& base);

  [[nodiscard]] engine::Cone cone() && { return std::move(cone_); }

 private:
  bool add(engine::PartKind kind, const std::string& name);
  void expression(engine::ExprId id);
  void text(const engine::Text& text);
  void type(const engine::Type& type);
  void fact(engine::FactId id);
  void record(engine::RecordId id);
  void term(engine::TermId id);
  void requirement(const std::string& id);
  void rule(const engine::Rule& rule);
  void reads_of(const engine::Requirement& requirement);
  void reads_of(const engine::Rule& rule);
  void reads_of(const engine::Guarantee& guarantee);
  void exceptions_to(const engine::Rule& rule);
  void law_day(engine::ExprId own);

  const engine::Ruleset& ruleset_;
  std::string self_;  // its own changes are the rule hash's business
  engine::Cone cone_;
};

}  // namespace stadga::review

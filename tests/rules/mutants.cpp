#include "rules/mutants.h"

#include <gtest/gtest.h>

#include <functional>

#include "rules/names.h"

namespace stadga::rules {
namespace {

using Lines = std::vector<std::string>;
using Edit = std::function<void(Lines&, std::size_t)>;  // changes the text at one line
using Test = std::function<bool(const Lines&, std::size_t)>;

Lines lines_of(const std::string& text) {
  Lines lines;
  std::size_t start = 0;
  while (start < text.size()) {
    const std::size_t end = text.find('\n', start);
    lines.push_back(text.substr(start, end - start));
    if (end == std::string::npos) break;
    start = end + 1;
  }
  return lines;
}
std::string text_of(const Lines& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

std::string trimmed(const std::string& line) {
  const std::size_t first = line.find_first_not_of(' ');
  return first == std::string::npos ? std::string() : line.substr(first);
}
bool begins(const std::string& line, const std::string& word) {
  return trimmed(line).starts_with(word);
}

// One mutant for each line of rules and overlays that `wanted` accepts.
std::vector<Mutant> mutate(const dsl::SourceSet& sources, const std::string& kind,
                           const Test& wanted, const Edit& edit) {
  std::vector<Mutant> mutants;
  for (std::size_t file = 0; file < sources.size(); ++file) {
    const Lines original = lines_of(sources[file].text);
    for (std::size_t at = 0; at < original.size(); ++at) {
      if (!wanted(original, at)) continue;
      Lines changed = original;
      edit(changed, at);
      Mutant mutant{sources[file].path + ":" + std::to_string(at + 1) + " " + original[at], kind,
                    sources};
      mutant.sources[file].text = text_of(changed);
      mutants.push_back(std::move(mutant));
    }
  }
  return mutants;
}

void erase_line(Lines& lines, std::size_t at) {
  lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(at));
}
// The block around `at`: from its declaration at column one to its end.
void erase_block(Lines& lines, std::size_t at) {
  std::size_t first = at, last = at;
  while (lines[first].starts_with(' ')) --first;
  while (lines[last] != name::kEnd) ++last;
  lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(first),
              lines.begin() + static_cast<std::ptrdiff_t>(last) + 1);
}

bool is_stage(const Lines& lines, std::size_t at) {
  const std::string line = trimmed(lines[at]);
  return line.size() > 2 && line[0] >= '1' && line[0] <= '9' && line[1] == '.' && line[2] == ' ';
}
void erase_stage(Lines& lines, std::size_t at) {
  erase_line(lines, at);
  for (; at < lines.size() && is_stage(lines, at); ++at) {  // numbers stay in order
    char& number = lines[at][lines[at].find_first_not_of(' ')];
    number = static_cast<char>(number - 1);
  }
}

constexpr const char* kFromWord = "fr.o.m. ";
constexpr const char* kNoFirstDay = "utan k\u00e4nd f\u00f6rsta dag";

void end_validity(Lines& lines, std::size_t at) {
  std::string& line = lines[at];
  const std::size_t from = line.find(kFromWord);
  const std::size_t place = from != std::string::npos
                                ? from + std::string(kFromWord).size() + 10  // the date
                                : line.find(kNoFirstDay) + std::string(kNoFirstDay).size();
  line.insert(place, " t.o.m. 2030-12-31");
}

std::string& rules_text(dsl::SourceSet& sources) {
  for (engine::SourceFile& file : sources) {
    if (file.path == "regler.stadga") return file.text;
  }
  ADD_FAILURE() << "no regler.stadga";
  return sources.front().text;
}
void replace_once(std::string& text, const std::string& old_text, const std::string& new_text) {
  const std::size_t at = text.find(old_text);
  ASSERT_NE(at, std::string::npos) << old_text;
  ASSERT_EQ(text.find(old_text, at + 1), std::string::npos) << old_text;
  text.replace(at, old_text.size(), new_text);
}

}  // namespace

std::vector<Mutant> without_goes_before(const dsl::SourceSet& sources) {
  return mutate(
      sources, "conflict",
      [](const Lines& lines, std::size_t at) { return begins(lines[at], name::kGoesBefore); },
      erase_line);
}

std::vector<Mutant> without_defaults(const dsl::SourceSet& sources) {
  return mutate(
      sources, "gap",
      [](const Lines& lines, std::size_t at) { return begins(lines[at], name::kOtherwise); },
      erase_block);
}

std::vector<Mutant> without_stages(const dsl::SourceSet& sources) {
  return mutate(sources, "gap", is_stage, erase_stage);
}

std::vector<Mutant> with_validity_ended(const dsl::SourceSet& sources) {
  return mutate(
      sources, "date_coverage",
      [](const Lines& lines, std::size_t at) {
        return begins(lines[at], std::string(name::kInForce) + " ");
      },
      end_validity);
}

std::vector<Mutant> without_national_values(const dsl::SourceSet& sources) {
  return mutate(
      sources, "date_coverage",
      [](const Lines& lines, std::size_t at) {
        std::size_t head = at;
        while (head > 0 && lines[head].starts_with(' ')) --head;
        return begins(lines[at], std::string(name::kInForce) + " ") &&
               lines[head].starts_with("parameter ");
      },
      erase_line);
}

std::vector<Mutant> without_overlay_values(const dsl::SourceSet& sources) {
  return mutate(
      sources, "date_coverage",
      [](const Lines& lines, std::size_t at) { return lines[at].starts_with(name::kSets); },
      erase_block);
}

dsl::SourceSet with_successor_value(const dsl::SourceSet& sources) {
  dsl::SourceSet changed = sources;
  replace_once(rules_text(changed), "fr.o.m. 2015-01-01   60 m\u00e5nader\n",
               "fr.o.m. 2015-01-01 t.o.m. 2030-12-31   60 m\u00e5nader\n"
               "  g\u00e4ller  fr.o.m. 2031-01-01   60 m\u00e5nader\n");
  return changed;
}

dsl::SourceSet with_default_as_complement(const dsl::SourceSet& sources) {
  dsl::SourceSet changed = sources;
  replace_once(rules_text(changed), "  i \u00f6vriga fall\n",
               "  n\u00e4r         inte alla av\n"
               "    - \u00e4rende \u00e4r f\u00f6rnyelse\n"
               "    - n\u00e5got i tidigare_tillst\u00e5nd uppfyller alla av\n"
               "      - status \u00e4r aktivt\n"
               "      - giltigt_till finns\n");
  return changed;
}

}  // namespace stadga::rules

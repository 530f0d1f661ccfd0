// csv_test.cpp - what a row is to who reads it by RFC 4180, and to spreadsheets whose sign between
// cells is another: the same texts, and no formula anywhere.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "csv_text.h"

namespace stadga::cli {
namespace {

using testing::ElementsAre;

// One row, strictly: a quoted cell ends at its quote, a bare one holds neither quote nor end of line.
std::optional<std::vector<std::string>> strict_row(std::string_view line) {
  if (!line.ends_with("\r\n")) return std::nullopt;
  line.remove_suffix(2);
  std::vector<std::string> cells(1);
  std::size_t i = 0;
  while (true) {
    if (i < line.size() && line[i] == '"') {
      for (++i;; ++i) {
        if (i == line.size()) return std::nullopt;
        if (line[i] != '"') {
          cells.back() += line[i];
        } else if (i + 1 < line.size() && line[i + 1] == '"') {
          cells.back() += line[++i];
        } else {
          break;
        }
      }
      ++i;
    } else {
      for (; i < line.size() && line[i] != ','; ++i) {
        if (line[i] == '"' || line[i] == '\r' || line[i] == '\n') return std::nullopt;
        cells.back() += line[i];
      }
    }
    if (i == line.size()) return cells;
    if (line[i++] != ',') return std::nullopt;
    cells.emplace_back();
  }
}

// As spreadsheets do it: quotes count at the beginning of a cell only, what follows the closing one
// belongs to the cell, and nothing is ever wrong.
std::vector<std::string> loose_cells(std::string_view text, char separator, bool quotes) {
  std::vector<std::string> cells(1);
  bool quoted = false, begun = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c != '"') {
        cells.back() += c;
      } else if (i + 1 < text.size() && text[i + 1] == '"') {
        cells.back() += text[++i];
      } else {
        quoted = false;
      }
    } else if (c == separator || c == '\r' || c == '\n') {
      cells.emplace_back();
      begun = false;
      continue;
    } else if (quotes && c == '"' && !begun) {
      quoted = true;
    } else {
      cells.back() += c;
    }
    begun = true;
  }
  return cells;
}

bool is_formula(std::string_view cell) {
  while (cell.starts_with(' ') || cell.starts_with('"')) cell.remove_prefix(1);
  for (const std::string_view sign : {"=", "+", "-", "@", "＝", "＋", "－", "＠"}) {
    if (cell.starts_with(sign)) return true;
  }
  return false;
}

void expect_no_formula(const std::string& line) {
  for (const char separator : {',', ';', '\t', '|'}) {
    for (const bool quotes : {true, false}) {
      for (const std::string& cell : loose_cells(line, separator, quotes)) {
        EXPECT_FALSE(is_formula(cell)) << "[" << line << "] by [" << separator << "]: " << cell;
      }
    }
  }
}

std::string without_apostrophes(std::string text) {
  std::erase(text, '\'');
  return text;
}

TEST(Csv, AFormulaGetsAnApostropheWhereverACellMayBegin) {
  EXPECT_EQ(csv_text("=1+1"), "'=1+1");
  EXPECT_EQ(csv_text("＝1"), "'＝1");
  EXPECT_EQ(csv_text("＋1"), "'＋1");
  EXPECT_EQ(csv_text("－1"), "'－1");
  EXPECT_EQ(csv_text("＠x"), "'＠x");
  EXPECT_EQ(csv_text("\tx"), "\"'\tx\"");
  EXPECT_EQ(csv_text("\rx"), "\"'\rx\"");
  EXPECT_EQ(csv_text("namn;=HYPERLINK(1)"), "\"namn;'=HYPERLINK(1)\"");
  EXPECT_EQ(csv_text("a; \"=1\""), "\"a; \"\"'=1\"\"\"");
  EXPECT_EQ(csv_text("a\n@b"), "\"a\n'@b\"");
  EXPECT_EQ(csv_text("a\t-b"), "\"a\t'-b\"");
  EXPECT_EQ(csv_text(" =1"), " '=1");
}

TEST(Csv, WhatIsNoFormulaIsLeftAlone) {
  for (const char* text : {"", "Ada", "1 kap. 2 §", "a = b", "2026-11-22", "x@example.org", "a+b"}) {
    EXPECT_EQ(csv_text(text), text);
  }
  EXPECT_EQ(csv_text("a;b"), "\"a;b\"");
  EXPECT_EQ(csv_number("-12.50"), "-12.50");
  EXPECT_EQ(csv_number("-012"), "'-012");
}

TEST(Csv, ARowOfAttacksReadsBackAsItsCells) {
  const std::string line =
      csv_line({csv_text("x;=cmd|' /C calc'!A0;"), csv_text("\"=1\""), csv_text("a,b"), "7"});
  const auto cells = strict_row(line);
  ASSERT_TRUE(cells.has_value()) << line;
  EXPECT_THAT(*cells, ElementsAre("x;'=cmd|' /C calc'!A0;", "\"'=1\"", "a,b", "7"));
  expect_no_formula(line);
}

TEST(Csv, AnyTextReadsBackAndIsNoFormulaToAnybody) {
  const std::vector<std::string> pieces = {"=", "+", "-", "@", ";", ",", "|", "\"", "\t", "\r", "\n",
                                           " ", "a", "1", "＝", "＋", "－", "＠", "å"};
  std::mt19937 dice(20261128);
  for (int round = 0; round < 2000; ++round) {
    std::vector<std::string> texts(3), cells;
    for (std::string& text : texts) {
      for (std::size_t n = dice() % 8; n > 0; --n) text += pieces[dice() % pieces.size()];
      cells.push_back(csv_text(text));
    }
    const std::string line = csv_line(cells);
    const auto read = strict_row(line);
    ASSERT_TRUE(read.has_value()) << line;
    ASSERT_EQ(read->size(), 3U) << line;
    for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(without_apostrophes((*read)[i]), texts[i]) << line;
    expect_no_formula(line);
    if (HasFailure()) return;
  }
}

}  // namespace
}  // namespace stadga::cli

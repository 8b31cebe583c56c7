#include "Driver/Erd/Layout.h"

#include "Support/Unicode.h"

#include "llvm/ADT/STLExtras.h"

#include <cmath>

namespace retort::erd {
namespace {

/// Between columns of tables there is room for lines.
constexpr double columnGap = 84, tableGap = 26, margin = 24;

using Tables = std::vector<size_t>;

Box sizeOf(const DiagramTable& table) {
  double letters = displayWidth(table.name) + 2.0;
  size_t names = 0, types = 0;
  for (const DiagramColumn& column : table.columns) {
    names = std::max(names, displayWidth(column.name));
    types = std::max(types, displayWidth(column.type));
  }
  letters = std::max(letters, names + types + 3.0);
  return {0, 0, letters * letterWidth + 36, headHeight + rowHeight * table.columns.size() + 6};
}

/// One group of tables that hang together.
class Group {
public:
  Group(const Diagram& diagram, std::vector<Box>& boxes, Tables tables)
      : diagram_(diagram), boxes_(boxes), tables_(std::move(tables)) {}

  /// Places its tables from 0, 0 on, and returns how much room they take.
  Box place();

private:
  void findRanks();
  size_t rankOf(size_t table, std::vector<char>& begun);
  void fillColumns();
  void orderColumns();
  void order(size_t column, const std::vector<double>& middles);
  void position();

  const Diagram& diagram_;
  std::vector<Box>& boxes_;
  Tables tables_;
  std::vector<size_t> rank_;
  std::vector<Tables> columns_;
};

/// One more than the parents'; of a circle the table that is met first stands left.
size_t Group::rankOf(size_t table, std::vector<char>& begun) {
  if (begun[table])
    return rank_[table];
  begun[table] = true;
  size_t rank = 0;
  for (const Relation& relation : diagram_.relations)
    if (relation.child == table && relation.parent != table)
      if (const bool isOpen = begun[relation.parent] == 1 && rank_[relation.parent] == SIZE_MAX;
          !isOpen)
        rank = std::max(rank, rankOf(relation.parent, begun) + 1);
  return rank_[table] = rank;
}

void Group::findRanks() {
  rank_.assign(diagram_.tables.size(), SIZE_MAX);
  std::vector<char> begun(diagram_.tables.size(), false);
  for (size_t table : tables_)
    rankOf(table, begun);
  // Who refers to nobody stands beside who refers to it first, and not far left.
  for (size_t table : tables_) {
    size_t nearest = SIZE_MAX;
    bool hasParent = false;
    for (const Relation& relation : diagram_.relations) {
      hasParent |= relation.child == table && relation.parent != table;
      if (relation.parent == table && relation.child != table)
        nearest = std::min(nearest, rank_[relation.child]);
    }
    if (!hasParent && nearest != SIZE_MAX && nearest > 0)
      rank_[table] = nearest - 1;
  }
}

/// As high as it takes to be about as wide.
void Group::fillColumns() {
  double area = 0;
  for (size_t table : tables_)
    area += (boxes_[table].width + columnGap) * (boxes_[table].height + tableGap);
  const double highest = std::max(700.0, std::sqrt(area) * 0.95);
  size_t ranks = 0;
  for (size_t table : tables_)
    ranks = std::max(ranks, rank_[table] + 1);
  for (size_t rank = 0; rank < ranks; ++rank) {
    Tables all;
    double height = 0;
    for (size_t table : tables_)
      if (rank_[table] == rank) {
        all.push_back(table);
        height += boxes_[table].height + tableGap;
      }
    const size_t parts = std::max<size_t>(1, std::ceil(height / highest));
    double filled = 0;
    for (size_t table : all) {
      if (filled == 0 || filled + boxes_[table].height > height / parts + tableGap) {
        columns_.emplace_back();
        filled = 0;
      }
      columns_.back().push_back(table);
      filled += boxes_[table].height + tableGap;
    }
  }
}

/// By where the tables that each is related to stand.
void Group::order(size_t column, const std::vector<double>& middles) {
  std::vector<std::pair<double, size_t>> wanted;
  for (size_t table : columns_[column]) {
    double sum = 0;
    size_t count = 0;
    for (const Relation& relation : diagram_.relations) {
      if ((relation.child == table) == (relation.parent == table))
        continue;
      sum += middles[relation.child == table ? relation.parent : relation.child];
      ++count;
    }
    wanted.push_back({count ? sum / count : middles[table], table});
  }
  llvm::stable_sort(wanted, [](const auto& a, const auto& b) { return a.first < b.first; });
  for (auto [place, each] : llvm::zip(columns_[column], wanted))
    place = each.second;
}

void Group::orderColumns() {
  constexpr int sweeps = 8;
  for (int sweep = 0; sweep < sweeps; ++sweep) {
    position();
    std::vector<double> middles(boxes_.size());
    for (size_t table : tables_)
      middles[table] = boxes_[table].y + boxes_[table].height / 2;
    for (size_t i = 0; i < columns_.size(); ++i)
      order(sweep % 2 ? columns_.size() - 1 - i : i, middles);
  }
  position();
}

/// Columns side by side, each in the middle of the height.
void Group::position() {
  double highest = 0;
  std::vector<double> heights;
  for (const Tables& column : columns_) {
    double height = -tableGap;
    for (size_t table : column)
      height += boxes_[table].height + tableGap;
    heights.push_back(height);
    highest = std::max(highest, height);
  }
  double x = 0;
  for (auto [column, height] : llvm::zip(columns_, heights)) {
    double y = (highest - height) / 2, widest = 0;
    for (size_t table : column) {
      boxes_[table].x = x;
      boxes_[table].y = y;
      y += boxes_[table].height + tableGap;
      widest = std::max(widest, boxes_[table].width);
    }
    x += widest + columnGap;
  }
}

Box Group::place() {
  findRanks();
  fillColumns();
  orderColumns();
  Box room;
  for (size_t table : tables_) {
    room.width = std::max(room.width, boxes_[table].right());
    room.height = std::max(room.height, boxes_[table].bottom());
  }
  return room;
}

/// Tables that hang together, the largest group first; those that stand alone each by itself.
std::vector<Tables> groupsOf(const Diagram& diagram) {
  std::vector<size_t> group(diagram.tables.size());
  for (size_t i = 0; i < group.size(); ++i)
    group[i] = i;
  auto find = [&](size_t table) {
    while (group[table] != table)
      table = group[table] = group[group[table]];
    return table;
  };
  for (const Relation& relation : diagram.relations)
    group[find(relation.child)] = find(relation.parent);
  std::vector<Tables> byRoot(diagram.tables.size());
  for (size_t table = 0; table < group.size(); ++table)
    byRoot[find(table)].push_back(table);
  llvm::erase_if(byRoot, [](const Tables& tables) { return tables.empty(); });
  llvm::stable_sort(byRoot, [](const Tables& a, const Tables& b) { return a.size() > b.size(); });
  return byRoot;
}

} // namespace

Layout layOut(const Diagram& diagram) {
  Layout layout;
  for (const DiagramTable& table : diagram.tables)
    layout.boxes.push_back(sizeOf(table));
  std::vector<std::pair<Tables, Box>> placed;
  double area = 0, widest = 0;
  for (Tables& tables : groupsOf(diagram)) {
    Box room = Group(diagram, layout.boxes, tables).place();
    area += (room.width + columnGap) * (room.height + columnGap);
    widest = std::max(widest, room.width);
    placed.push_back({std::move(tables), room});
  }
  // Shelves: from left to right, and then below.
  const double wanted = std::max(widest, std::sqrt(area) * 1.25);
  double x = 0, y = 0, shelf = 0;
  for (const auto& [tables, room] : placed) {
    if (x > 0 && x + room.width > wanted) {
      y += shelf + columnGap / 2;
      x = shelf = 0;
    }
    for (size_t table : tables) {
      layout.boxes[table].x += x + margin;
      layout.boxes[table].y += y + margin;
    }
    x += room.width + columnGap / 2;
    shelf = std::max(shelf, room.height);
  }
  for (const Box& box : layout.boxes) {
    layout.width = std::max(layout.width, box.right() + margin);
    layout.height = std::max(layout.height, box.bottom() + margin);
  }
  return layout;
}

} // namespace retort::erd

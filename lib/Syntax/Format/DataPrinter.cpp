// Statements that change rows. Each is a group: on one line if it fits, else with a
// line for each clause.
#include "Syntax/Format/SourcePrinter.h"

namespace retort {

using namespace ast;

void SourcePrinter::visit(const Assignment& assignment) {
  if (assignment.inParens || assignment.columns.size() != 1)
    nameList(assignment.columns);
  else
    printName(assignment.columns.front());
  then("=");
  out_.space();
  print(*assignment.value);
}

void SourcePrinter::visit(const OnConflict& conflict) {
  words("on conflict");
  if (!conflict.columns.empty()) {
    out_.space();
    nameList(conflict.columns);
    if (conflict.targetWhere) {
      then("where");
      out_.space();
      print(*conflict.targetWhere);
    }
  }
  if (conflict.constraint) {
    then("on constraint");
    out_.space();
    printName(conflict.constraint);
  }
  if (conflict.doNothing)
    return then("do nothing");
  out_.space();
  Group group(out_);
  clauseList("do update set", conflict.set,
             [this](const Assignment* assignment) { print(*assignment); });
  Nest nest(out_);
  clause("where", conflict.where);
}

void SourcePrinter::visit(const Batches& batches) {
  words("in batches of");
  out_.space();
  printNumber(batches.size);
  if (!batches.by.empty()) {
    then("by");
    out_.space();
    nameList(batches.by);
  }
  if (batches.pause) {
    then("pause");
    out_.space();
    printDuration(batches.pause);
  }
}

void SourcePrinter::visit(const InsertStatement& insert) {
  {
    Group group(out_);
    words("insert into");
    out_.space();
    printPath(insert.table);
    if (!insert.columns.empty()) {
      out_.space();
      nameList(insert.columns);
    }
    if (insert.defaultValues) {
      then("default values");
    } else if (insert.csv) {
      then("from csv");
      out_.space();
      printText(insert.csv);
    } else if (llvm::isa<ValuesList>(insert.source)) {
      out_.space();
      Group rows(out_);
      print(*insert.source);
    }
    Nest nest(out_);
    if (insert.source && !llvm::isa<ValuesList>(insert.source)) {
      out_.line();
      print(*insert.source);
    }
    if (insert.onConflict) {
      out_.line();
      print(*insert.onConflict);
    }
  }
  end(insert.undo);
}

void SourcePrinter::visit(const UpdateStatement& update) {
  {
    Group group(out_);
    words("update");
    out_.space();
    printPath(update.table);
    if (update.alias) {
      then("as");
      out_.space();
      printName(update.alias);
    }
    Nest nest(out_);
    out_.line();
    clauseList("set", update.set, [this](const Assignment* assignment) { print(*assignment); });
    if (!update.from.empty()) {
      out_.line();
      words("from");
      out_.space();
      fromList(update.from);
    }
    clause("where", update.where);
    if (update.batches) {
      out_.line();
      print(*update.batches);
    }
  }
  end(update.undo);
}

void SourcePrinter::visit(const DeleteStatement& statement) {
  {
    Group group(out_);
    words("delete from");
    out_.space();
    printPath(statement.table);
    if (statement.alias) {
      then("as");
      out_.space();
      printName(statement.alias);
    }
    Nest nest(out_);
    if (!statement.usingTables.empty()) {
      out_.line();
      words("using");
      out_.space();
      fromList(statement.usingTables);
    } else if (statement.csv) {
      out_.line();
      words("using csv");
      out_.space();
      printText(statement.csv);
    }
    clause("where", statement.where);
    if (statement.batches) {
      out_.line();
      print(*statement.batches);
    }
  }
  end(statement.undo);
}

void SourcePrinter::visit(const TruncateStatement& truncate) {
  words("truncate");
  out_.space();
  printPath(truncate.table);
  end(truncate.undo);
}

} // namespace retort

#include "Syntax/ToSource/SourceMaker.h"

namespace retort {

ast::List<ast::Assignment> SourceMaker::assignments(llvm::ArrayRef<op::Assignment> set) {
  return listOf<ast::Assignment>(set, [&](const op::Assignment& assignment) {
    auto* node = make<ast::Assignment>();
    node->columns = names(assignment.columns);
    node->inParens = assignment.columns.size() > 1;
    node->value = expr(assignment.value);
    return node;
  });
}

const ast::OnConflict* SourceMaker::onConflict(const op::OnConflict& conflict) {
  auto* node = make<ast::OnConflict>();
  node->columns = names(conflict.columns);
  node->targetWhere = expr(conflict.targetWhere);
  if (!conflict.constraint.empty())
    node->constraint = name(conflict.constraint);
  node->doNothing = conflict.set.empty();
  node->set = assignments(conflict.set);
  node->where = expr(conflict.where);
  return node;
}

const ast::Batches* SourceMaker::batches(const op::Batches& batches) {
  auto* node = make<ast::Batches>();
  node->size = batches.size;
  node->by = names(batches.key);
  if (batches.pauseMilliseconds)
    node->pause = duration(batches.pauseMilliseconds);
  return node;
}

const ast::Statement* SourceMaker::data(const op::Insert& written) {
  const op::Insert insert = op::unqualified(written);
  auto* node = make<ast::InsertStatement>();
  node->table = path(insert.table);
  node->columns = names(insert.columns);
  node->defaultValues = insert.columns.empty();
  if (insert.file) {
    node->columns = {}; // which the file names
    node->csv = text(insert.file.path());
  } else if (insert.query)
    node->source = query(*insert.query);
  else if (!insert.rows.empty())
    node->source = values(insert.rows);
  if (insert.onConflict)
    node->onConflict = onConflict(*insert.onConflict);
  return node;
}

const ast::Statement* SourceMaker::data(const op::Update& written) {
  const op::Update update = op::unqualified(written);
  auto* node = make<ast::UpdateStatement>();
  node->table = path(update.table);
  if (update.alias != update.table.name)
    node->alias = name(update.alias);
  node->set = assignments(update.set);
  node->from = from(update.from);
  node->where = expr(update.where);
  if (update.batches)
    node->batches = batches(*update.batches);
  return node;
}

const ast::Statement* SourceMaker::data(const op::Delete& written) {
  const op::Delete remove = op::unqualified(written);
  auto* node = make<ast::DeleteStatement>();
  node->table = path(remove.table);
  if (remove.alias != remove.table.name)
    node->alias = name(remove.alias);
  node->usingTables = from(remove.usingItems);
  node->where = expr(remove.where);
  if (remove.batches)
    node->batches = batches(*remove.batches);
  if (remove.keys)
    node->csv = text(remove.keys->file.path());
  return node;
}

const ast::Statement* SourceMaker::data(const op::Truncate& truncate) {
  auto* node = make<ast::TruncateStatement>();
  node->table = path(truncate.table);
  return node;
}

//===--- Assertions -------------------------------------------------------===//

const ast::Probe* SourceMaker::probe(const op::ObjectExists& claim) {
  auto* node = make<ast::Probe>();
  node->negated = claim.negated;
  node->object.kind = claim.kind;
  if (claim.signature) {
    node->object.hasSignature = true;
    node->object.signature =
        listOf<ast::TypeRef>(*claim.signature, [&](const Type& each) { return type(each); });
  }
  if (claim.member.empty()) {
    node->object.name = path(claim.name);
  } else if (claim.kind == ObjectKind::Column) {
    node->object.name = pathOf({claim.name.schema, claim.name.name, claim.member});
  } else {
    node->object.name = pathOf({claim.member});
    if (!claim.name.name.empty())
      node->object.on = path(claim.name);
  }
  return node;
}

const ast::Statement* SourceMaker::data(const op::Assert& assertion) {
  auto* node = make<ast::AssertStatement>();
  node->message = comment(assertion.message);
  if (const auto* exists = std::get_if<op::ObjectExists>(&assertion.claim)) {
    node->assertion = ast::AssertKind::Exists;
    node->exists = probe(*exists);
  } else if (const auto* none = std::get_if<op::NoRows>(&assertion.claim)) {
    node->assertion = ast::AssertKind::None;
    node->table = path(none->table);
    node->where = expr(none->where);
  } else {
    const auto& comparison = std::get<op::SqlComparison>(assertion.claim);
    node->assertion = ast::AssertKind::Sql;
    node->sql = text(comparison.sql);
    node->op = comparison.op;
    node->expected = expr(comparison.expected);
  }
  return node;
}

//===--- For the transaction ----------------------------------------------===//

ast::Duration SourceMaker::duration(uint64_t milliseconds) {
  ast::Duration result;
  result.text = arena_.copy(llvm::StringRef(std::to_string(milliseconds) + "ms"));
  result.milliseconds = milliseconds;
  return result;
}

const ast::Statement* SourceMaker::data(const op::LockTable& lock) {
  auto* node = make<ast::LockStatement>();
  node->table = path(lock.table);
  node->mode = arena_.copy(llvm::StringRef(lock.mode));
  return node;
}

const ast::Statement* SourceMaker::data(const op::RefreshView& refresh) {
  auto* node = make<ast::RefreshStatement>();
  node->view = path(refresh.view);
  node->concurrently = refresh.concurrently;
  return node;
}

const ast::Statement* SourceMaker::data(const op::SetVariable& set) {
  auto* node = make<ast::SetStatement>();
  node->option = pathOf({set.dialect, set.name});
  node->value = set.value.isString ? string(set.value.text) : word(set.value.text);
  return node;
}

const ast::Statement* SourceMaker::data(const op::SetTimeout& set) {
  auto* node = make<ast::SetStatement>();
  node->setting = spelling(set.kind);
  node->duration = duration(set.milliseconds);
  return node;
}

} // namespace retort

#include "Sema/CheckSequence.h"

#include "Sema/CheckObject.h"
#include "Sema/ResolveName.h"
#include "Sema/ResolveObject.h"
#include "Sema/ResolveType.h"
#include "Sema/Was.h"
#include "Support/English.h"

namespace retort {

static std::string optionText(const Context& ctx, const ast::SequenceOption& option) {
  return option.value ? ctx.buffer->text(option.value->range).str() : "";
}

/// `no minvalue` and the like say what a sequence is anyway: it is the same as not to say it.
static void setOption(const Context& ctx, const ast::SequenceOption& option,
                      SequenceOptions& options) {
  llvm::StringRef name = option.name;
  if (name.consume_front("no "))
    options.erase(name.str());
  else
    options[name.str()] = optionText(ctx, option);
}

std::optional<Sequence> resolveObject(Context& ctx, const ast::SequenceDecl& written) {
  checkNewName(ctx, written.name);
  Sequence sequence;
  sequence.name = qualify(ctx, written.name);
  noteWas(ctx, written.was, ObjectKind::Sequence, {sequence.name.schema, ""}, sequence.name.name);
  sequence.comment = written.comment.value.str();
  if (written.type) {
    std::optional<Type> type = resolveType(ctx, *written.type);
    if (!type)
      return std::nullopt;
    if (!type->isInteger()) {
      ctx.report(diag::TypeArguments, written.type->range,
                 "a sequence counts in `smallint`, `int` or `bigint`");
      return std::nullopt;
    }
    sequence.type = *type;
  }
  for (const ast::SequenceOption* option : written.options) {
    if (option->name == "restart")
      ctx.report(diag::NoEffect, option->range, "`restart`").help("a new sequence has a `start`");
    else
      setOption(ctx, *option, sequence.options);
  }
  return sequence;
}

std::optional<SequenceOwner> resolveOwner(Context& ctx, const ast::Path& written,
                                          const QualifiedName& sequence) {
  if (written.parts.size() == 1) {
    if (written.last().text == "none" && !written.last().quoted)
      return SequenceOwner();
    ctx.report(diag::ColumnOfNoTable, written.range(), written.last().text)
        .help("write `T." + written.last().text.str() + "`");
    return std::nullopt;
  }
  const Table* table = findOwnTable(ctx, ast::Path{written.parts.drop_back()});
  const Column* column = table ? findColumn(ctx, *table, written.last()) : nullptr;
  if (!column)
    return std::nullopt;
  if (table->name.schema != sequence.schema) {
    ctx.report(diag::OwnerInOtherSchema, written.range(), sequence.str(), table->name.str());
    return std::nullopt;
  }
  return SequenceOwner{table->name, column->name};
}

void checkAlterSequence(Context& ctx, const ast::AlterSequenceStatement& statement) {
  const Sequence* sequence = findObject<Sequence>(ctx, statement.name);
  if (!sequence)
    return;
  Sequence to = *sequence;
  const ast::SequenceOption* restart = nullptr;
  for (const ast::SequenceOption* option : statement.options) {
    if (option->name == "restart")
      restart = option;
    else
      setOption(ctx, *option, to.options);
  }
  if (statement.ownedBy) {
    std::optional<SequenceOwner> owner = resolveOwner(ctx, statement.ownedBy, to.name);
    if (!owner)
      return;
    to.owner = std::move(*owner);
  }
  const bool changes = statement.options.size() > (restart ? 1u : 0u) || statement.ownedBy;
  if (changes)
    alterObject(ctx, to, statement.range);
  if (!restart)
    return;
  op::RestartSequence restarts{to.name, std::nullopt};
  if (restart->value)
    restarts.at = optionText(ctx, *restart);
  emit(ctx, std::move(restarts), statement.range);
}

//===--- Owners -----------------------------------------------------------===//

std::vector<QualifiedName> sequencesOf(const Catalog& catalog, const QualifiedName& table,
                                       llvm::StringRef column) {
  std::vector<QualifiedName> names;
  for (const Sequence* sequence : catalog.all<Sequence>())
    if (sequence->owner && sequence->owner.table == table &&
        (column.empty() || sequence->owner.column == column))
      names.push_back(sequence->name);
  return names;
}

void disown(Context& ctx, llvm::ArrayRef<QualifiedName> sequences, SourceRange range) {
  for (const QualifiedName& name : sequences) {
    Sequence free = *ctx.catalog->find<Sequence>(name);
    free.owner = {};
    emit(ctx, op::AlterObject{std::move(free)}, range);
  }
}

void dropSequences(Context& ctx, llvm::ArrayRef<QualifiedName> sequences, SourceRange range) {
  for (const QualifiedName& name : sequences) {
    const ObjectId id{ObjectKind::Sequence, name};
    if (std::vector<ObjectUse> uses = usesOf(*ctx.catalog, id); !uses.empty()) {
      DiagnosticBuilder builder = ctx.report(diag::ObjectInUse, range, describe(id));
      noteUses(ctx, builder, uses);
      builder.help("it is dropped with its owner; to keep it, write `alter sequence " +
                   spelling(name) + " owned by none` before");
      continue;
    }
    emit(ctx, op::DropObject{id}, range);
    ctx.sites->forget(id.kind, id.name);
  }
}

} // namespace retort

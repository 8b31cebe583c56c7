#include "Sema/CheckView.h"
#include "Sema/ExprResolver.h"
#include "Sema/QueryScope.h"
#include "Sema/ResolveName.h"
#include "Sema/ResolveObject.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

namespace {
/// One declaration of a trigger.
class TriggerResolver {
public:
  TriggerResolver(Context& ctx, const ast::TriggerDecl& written) : ctx_(ctx), written_(written) {}

  std::optional<Trigger> resolve();

private:
  void resolveEvents();
  void resolveCondition();
  bool happensOnly(llvm::ArrayRef<TriggerEvent> events) const {
    return llvm::all_of(trigger_.events,
                        [&](TriggerEvent event) { return llvm::is_contained(events, event); });
  }

  Context& ctx_;
  const ast::TriggerDecl& written_;
  Trigger trigger_;
  Table table_; // what the header sees: a table, or the columns of a view
};
} // namespace

static TriggerEvent eventOf(llvm::StringRef word) {
  for (TriggerEvent event : {TriggerEvent::Insert, TriggerEvent::Update, TriggerEvent::Delete})
    if (word == spelling(event))
      return event;
  return TriggerEvent::Truncate;
}

void TriggerResolver::resolveEvents() {
  for (const ast::Name& word : written_.events) {
    const TriggerEvent event = eventOf(word.text);
    if (llvm::is_contained(trigger_.events, event))
      ctx_.report(diag::NoEffect, word.range, ("the second `" + word.text + "`").str());
    else
      trigger_.events.push_back(event);
    if (event == TriggerEvent::Truncate && trigger_.forEachRow)
      ctx_.report(diag::NotAllowedHere, word.range, "`truncate`", "a trigger for each row");
  }
  llvm::sort(trigger_.events);
  trigger_.updateColumns = findColumns(ctx_, table_, written_.updateColumns, "`update of`");
}

/// `new` is the row as it is to be, `old` as it was: each where there is one.
void TriggerResolver::resolveCondition() {
  if (!written_.when)
    return;
  QueryScope scope(nullptr, nullptr);
  auto add = [&](llvm::StringRef name, llvm::ArrayRef<TriggerEvent> events) {
    if (trigger_.forEachRow && happensOnly(events))
      scope.add(ctx_, sourceOf(table_, name), written_.when->range);
  };
  add("new", {TriggerEvent::Insert, TriggerEvent::Update});
  add("old", {TriggerEvent::Update, TriggerEvent::Delete});
  ExprScope place{.place = "the condition of a trigger"};
  place.query = &scope;
  trigger_.when = ExprResolver(ctx_, place).condition(*written_.when);
}

std::optional<Trigger> TriggerResolver::resolve() {
  const ErrorMark mark(ctx_);
  checkNewName(ctx_, written_.name);
  trigger_.time = written_.time;
  trigger_.forEachRow = written_.forEachRow;
  const bool onView = trigger_.time == TriggerTime::InsteadOf;
  const auto [table, view] = findReadable(ctx_, written_.table);
  if (!table && !view)
    return std::nullopt;
  if (onView ? !view : !table)
    ctx_.report(diag::NotAllowedHere, written_.table.range(),
                describe(onView ? ObjectId{ObjectKind::Table, table->name} : idOf(*view)),
                onView ? "a trigger `instead of` a change" : "a trigger before or after a change")
        .help(onView ? "a table has triggers `before` and `after` a change"
                     : "a view has triggers `instead of` a change");
  table_ = table ? *table : tableOf(*view);
  trigger_.table = table_.name;
  trigger_.name = {table_.name.schema, written_.name.text.str()};
  resolveEvents();
  resolveCondition();
  trigger_.disabled = written_.disabled;
  trigger_.comment = written_.comment.value.str();
  auto texts = resolveTexts(ctx_, written_.bodies, describe(idOf(trigger_)));
  auto uses = resolveUses(ctx_, written_.uses, ObjectKind::Trigger, trigger_.name);
  if (!texts || !uses || !mark.isClean())
    return std::nullopt;
  trigger_.texts = std::move(*texts);
  trigger_.uses = std::move(*uses);
  return std::move(trigger_);
}

std::optional<Trigger> resolveObject(Context& ctx, const ast::TriggerDecl& written) {
  return TriggerResolver(ctx, written).resolve();
}

} // namespace retort
